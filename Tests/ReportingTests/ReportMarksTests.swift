import Engine
import Foundation
import Signals
import Testing
import Tuntuma
import TuntumaTesting

@testable import Reporting

/// Which groups differ, which changed, and that a group too small to be shown has no part in it.
struct ReportMarksTests {
    @Test func aGroupIsHeldAgainstTheOthersAndThePeriodBefore() {
        let marks = ReportMarks(SampleReports.marks)
        let rows = zip(SampleReports.marks.metrics, marks.rows).filter { $0.0.period == "2026-02" }
        let verdicts = rows.map {
            "\($0.by.first?.value ?? "") \($1.againstRest?.verdict.rawValue ?? "-") \($1.change?.verdict.rawValue ?? "-")"
        }
        #expect(
            verdicts == [
                "Oulu could-be-chance could-be-chance", "Rovaniemi too-few-to-say too-few-to-say",
                "Tampere more-than-chance could-be-chance", "Turku more-than-chance more-than-chance", "Vaasa - -",
            ])
        #expect(marks.totals.map { $0.change?.verdict } == [nil, .moreThanChance])
        #expect(marks.totals.allSatisfy { $0.againstRest == nil })
    }

    /// Whatever the small group answered: not a byte of the report is different.
    @Test(arguments: Language.allCases)
    func aSuppressedGroupIsInNoMark(language: Language) {
        var random = SplitMix64(seed: 5)
        let plain = SampleReports.marks
        for _ in 0..<20 {
            var other = plain
            for place in other.metrics.indices where other.metrics[place].suppressed {
                other.metrics[place].result = SampleReports.nps(
                    Int.random(in: 0...4, using: &random), Int.random(in: 0...4, using: &random),
                    Int.random(in: 0...400, using: &random))
            }
            #expect(JSONReport.document(other) == JSONReport.document(plain))
            #expect(
                TableReport(other, language: language, width: 120).text()
                    == TableReport(plain, language: language, width: 120).text())
        }
    }

    /// One group that is shown and one that is not: then the rest of the one would be the other.
    @Test func theOnlyShownGroupHasNoMark() {
        var report = RunReport()
        report.groupKeys = ["unit"]
        report.metrics = [
            SampleReports.row("nps", by: [("unit", "large")], SampleReports.nps(60, 20, 20)),
            SampleReports.row("nps", by: [("unit", "small")], SampleReports.nps(0, 0, 30), suppressed: true),
        ]
        #expect(ReportMarks(report).rows.allSatisfy { $0.againstRest == nil && $0.change == nil })
    }

    @Test func aPeriodWithoutTheOneBeforeIsNotCompared() {
        var report = RunReport()
        report.period = .month
        report.metrics = ["2025-10", "2025-12", "2026-01"].map {
            SampleReports.row("nps", period: $0, SampleReports.nps(60, 20, 20))
        }
        #expect(ReportMarks(report).rows.map { $0.change?.verdict } == [nil, nil, .couldBeChance])
    }

    @Test func aReportWithoutGroupsAndPeriodsHasNoMarks() {
        let marks = ReportMarks(SampleReports.overview)
        #expect(marks.rows.allSatisfy { $0.againstRest == nil && $0.change == nil })
        #expect(!TableReport(SampleReports.overview, language: .english).text().contains("chance"))
    }

    @Test func programsGetTheVerdicts() throws {
        let document = try JSONSerialization.jsonObject(with: Data(JSONReport.document(SampleReports.marks)))
        let rows = try #require((document as? [String: Any])?["metrics"] as? [[String: Any]])
        let turku = try #require(
            rows.first { ($0["by"] as? [String: String])?["unit"] == "Turku" && $0["period"] as? String == "2026-02" })
        let change = try #require(turku["change"] as? [String: Any])
        #expect(Set(change.keys) == ["difference", "method", "p", "verdict"])
        #expect(change["verdict"] as? String == "more-than-chance" && change["method"] as? String == "permutation")
        #expect(try #require(change["p"] as? Double) < 0.05)
        let vaasa = try #require(rows.first { $0["suppressed"] as? Bool == true })
        #expect(vaasa["change"] is NSNull && vaasa["against_rest"] is NSNull)
    }
}
