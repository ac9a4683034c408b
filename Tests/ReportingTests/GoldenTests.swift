import Engine
import Exports
import Testing

@testable import Reporting

struct GoldenTests {
    @Test(arguments: SampleReports.all.map(\.name), Language.allCases)
    func tableIsAsExpected(name: String, language: Language) throws {
        let text = TableReport(try report(name), language: language).text()
        try GoldenFiles.expect(Array(text.utf8), is: "expected.\(language.rawValue).txt", of: name)
    }

    @Test(arguments: ["overview", "groups", "trend"], [40, 60, 120])
    func tableFitsOtherWidths(name: String, width: Int) throws {
        let text = TableReport(try report(name), language: .english, width: width).text()
        try GoldenFiles.expect(Array(text.utf8), is: "expected.\(width).txt", of: name)
    }

    @Test func tableHasColours() throws {
        let text = TableReport(SampleReports.trouble, language: .english, colour: true).text()
        try GoldenFiles.expect(Array(text.utf8), is: "expected.colour.txt", of: "trouble")
    }

    @Test(arguments: SampleReports.all.map(\.name))
    func jsonIsAsExpected(name: String) throws {
        try GoldenFiles.expect(JSONReport.document(try report(name)), is: "expected.json", of: name)
    }

    @Test(arguments: SampleReports.all.map(\.name))
    func csvIsAsExpected(name: String) throws {
        try GoldenFiles.expect(CSVReport.document(try report(name)), is: "expected.csv", of: name)
    }

    private func report(_ name: String) throws -> RunReport {
        try #require(SampleReports.all.first { $0.name == name }).report
    }
}
