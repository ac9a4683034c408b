import Engine
import Exports
import Foundation
import Testing
import Tuntuma

@testable import Reporting

/// A suppressed row must not tell anything of its answers, whatever the engine left in it.
struct SuppressionTests {
    private static let secret: RunReport = {
        let result = MetricResult(
            value: 71.71717, n: 4747, interval: Interval(lower: 61.61, upper: 81.81, method: "secretmethod"),
            distribution: [("secretanswer", 4747)],
            parts: [("secretpart", .count(4747)), ("g", .group([("deep", .number(61.61))]))],
            weighted: .init(value: 51.515, interval: nil, standardError: 1, effectiveN: 47.47), range: -100...100)
        var report = RunReport()
        report.groupKeys = ["unit"]
        var uptake = UptakeCounts()
        uptake.counted = 4747
        uptake.rejected = ["secretreason": 4747]
        report.metrics = [
            SampleReports.row("enps", by: [("unit", "small")], result, uptake: uptake, suppressed: true)
        ]
        return report
    }()

    private static let traces = [
        "secret", "71.7", "71,7", "4747", "4,747", "61.6", "61,6", "51.5", "51,5", "47.47", "deep",
    ]

    @Test func jsonTellsNothing() throws {
        let bytes = JSONReport.document(Self.secret)
        expectNoTrace(in: bytes)
        let document = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let row = try #require((document["metrics"] as? [[String: Any]])?.first)
        #expect(row["suppressed"] as? Bool == true)
        #expect(row["reason"] as? String == "suppressed: fewer than 5 answers")
        for key in ["n", "value", "interval", "weighted", "uptake"] { #expect(row[key] is NSNull) }
        for key in ["distribution", "parts"] { #expect((row[key] as? [String: Any])?.isEmpty == true) }
    }

    @Test func csvTellsNothing() {
        expectNoTrace(in: CSVReport.document(Self.secret))
    }

    @Test(arguments: Language.allCases, Period.allCases)
    func tableTellsNothing(language: Language, period: Period) {
        var report = Self.secret
        report.period = period
        expectNoTrace(in: Array(TableReport(report, language: language, width: 160).text().utf8))
        report.groupKeys = []
        report.metrics[0].by = []
        expectNoTrace(in: Array(TableReport(report, language: language, width: 160).text().utf8))
    }

    private func expectNoTrace(in bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
        let text = String(decoding: bytes, as: UTF8.self)
        for trace in Self.traces { #expect(!text.contains(trace), sourceLocation: sourceLocation) }
    }
}
