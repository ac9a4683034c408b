import Engine
import TerminalTables
import Testing
import Tuntuma

@testable import Reporting

struct TableReportTests {
    @Test(arguments: SampleReports.all.map(\.name), Language.allCases)
    func noLineIsWiderThanTheTerminal(name: String, language: Language) throws {
        let report = try #require(SampleReports.all.first { $0.name == name }).report
        for width in Array(stride(from: 24, through: 130, by: 7)) + [60, 80, 200] {
            for line in TableReport(report, language: language, width: width).text().split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
                #expect(line.last != " ")
            }
        }
    }

    @Test(arguments: [-1, 0, 1, 10, 23])
    func aTerminalTooNarrowStillGetsAReport(width: Int) {
        #expect(!TableReport(SampleReports.groups, language: .english, width: width).text().isEmpty)
    }

    @Test(arguments: Language.allCases)
    func nothingInTheDataActsOnTheTerminal(language: Language) {
        let plain = TableReport(SampleReports.hostile, language: language, width: 100).text()
        #expect(!plain.unicodeScalars.contains { isDangerous($0) && $0 != "\n" })
        let coloured = TableReport(SampleReports.hostile, language: language, width: 100, colour: true).text()
        #expect(coloured.contains("\u{1B}["))
        // Without our own styles the coloured text is the plain one, so no other escape is in it.
        let codes = ["0", "1", "2", "31", "33", "36"]
        let stripped = codes.reduce(coloured) { $0.replacing("\u{1B}[\($1)m", with: "") }
        #expect(stripped == plain)
    }

    @Test func everyScalarIsHarmlessAfterEscaping() {
        for value in Array(UInt32(0)...0x2FFF) + Array(0xFE00...0xFFFF) {
            guard let scalar = Unicode.Scalar(value), isDangerous(scalar) else { continue }
            #expect(!TerminalText.escape("a\(scalar)b").unicodeScalars.contains(scalar))
        }
        #expect(TerminalText.escape("häiriö 東京 \\ \u{301}") == "häiriö 東京 \\ \u{301}")
    }

    /// A reason that is too long for a row stands under the table, once, folded at spaces.
    @Test(arguments: [60, 80, 120]) func aLongReasonIsShownWhole(width: Int) {
        let reason = "metrics/hymy.lua:12: attempt to index a nil value (field 'vastaus'), said of one group only"
        var report = RunReport()
        report.groupKeys = ["unit"]
        report.metrics = ["oulu", "turku", "vaasa"].enumerated().map { place, unit in
            let result = place == 2 ? MetricResult(none: "no answers") : MetricResult(failed: reason, n: 12)
            return SampleReports.row("hymy", by: [("unit", unit)], result)
        }
        let lines = TableReport(report, language: .english, width: width).text().split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        #expect(lines.count { $0.contains("(1)  ") || $0.hasSuffix("(1)") || $0.contains(" (1) ") } >= 2)
        let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains("(1) \(reason)"), "\(words)")
        #expect(words.contains("no answers"))
    }

    /// What was not counted, too: it is wrapped and not cut.
    @Test func aLongReasonOfWhatWasNotCountedIsShownWhole() {
        let reason =
            "metrics/hymy.lua:12: attempt to perform arithmetic on a nil value (local 'odotettu'), over and over"
        var report = RunReport()
        report.metrics = [SampleReports.row("hymy", SampleReports.nps(1, 2, 3))]
        report.metrics[0].uptake.count(.failed(reason: reason))
        report.metrics[0].uptake.count(.rejected(reason: "not a number"))
        for width in [40, 80] {
            let text = TableReport(report, language: .english, width: width).text()
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("\(reason): 1") && words.contains("not a number: 1"), "\(text)")
        }
    }

    @Test func thePeriodIsWholeOnANarrowTerminal() {
        for language in Language.allCases {
            var report = RunReport()
            report.daySpan = ("2025-11-01", "2026-06-30")
            let text = TableReport(report, language: language, width: 26).text()
            #expect(text.contains(language.day("2026-06-30")), "\(text)")
        }
    }

    @Test func theLastPeriodsAreKeptWhenNotAllFit() {
        let wide = TableReport(SampleReports.trend, language: .english, width: 120).text()
        let narrow = TableReport(SampleReports.trend, language: .english, width: 66).text()
        #expect(wide.contains("▆▅▄▅▄▅▄·▄▄▃▃▃▂▂▂▂▁"))
        #expect(narrow.contains("▂▂▂▂▁"))
    }

    @Test func theLatestPeriodIsTheLastWithAnswers() {
        var report = RunReport()
        report.period = .month
        report.metrics = [("2026-01", 0), ("2026-02", 8), ("2026-03", 10), ("2026-05", 9), ("2026-06", 0)].map {
            SampleReports.row("nps", period: $0, SampleReports.nps($1, 0, 0))
        }
        let text = TableReport(report, language: .english).text()
        #expect(text.contains("2026-05") && !text.contains("2026-06"))
        #expect(text.contains("▄▄·▄   2026-05"))
    }

    @Test func composedAndDecomposedGroupsAreTwo() {
        var report = RunReport()
        report.groupKeys = ["unit"]
        report.metrics = ["\u{E4}", "a\u{308}"].map {
            SampleReports.row("nps", by: [("unit", $0)], SampleReports.nps(9, 1, 4))
        }
        #expect(
            TableReport(report, language: .english).text().split(separator: "\n").filter { $0.contains("35.7") }.count
                == 2)
    }

    private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
            || scalar.properties.generalCategory == .lineSeparator
            || scalar.properties.generalCategory == .paragraphSeparator
    }
}
