import Engine
import Exports
import Foundation
import Reporting
import Testing
import Workspace

/// What the report says of rules about metrics.
struct MetricRuleReportTests {
    private static var report: RunReport {
        var report = RunReport()
        var row = MetricRuleRow(rule: "nps-drop", version: "sha256:ab", doc: "Häme")
        row.looks.looks = 2166
        row.looks.held = 94
        row.looks.decided = 2
        row.looks.failed = 1
        row.looks.notEvaluated = [.tooFew: 1358, .noTarget: 40]
        row.failures = [
            FailureReport(
                kind: "error", event: "unit=åbo", place: "2026-02-06", message: "m has no field 'valeu'",
                ruleLine: "rules/a.lua:3", sourceLine: "alert { title = m.valeu }")
        ]
        report.metricRules = [row]
        report.decisions.alert = 2
        return report
    }

    @Test(arguments: [
        (
            Language.english,
            ["Rules about metrics", "looked at", "Decisions  alerts 2", "too few answers: 1,358", "no target: 40"]
        ),
        (
            .finnish,
            [
                "Mittareita seuraavat säännöt", "katsottu", "hälytyksiä 2", "liian vähän vastauksia: 1358",
                "ei tavoitetta: 40",
            ]
        ),
        (.swedish, ["Regler om mått", "granskade", "larm 2", "för få svar: 1358", "inget mål: 40"]),
    ])
    func theTableSaysItInTheReadersLanguage(_ language: Language, _ texts: [String]) {
        let table = TableReport(Self.report, language: language).text().replacing("\u{a0}", with: " ")
        let plain = table.replacing("1 358", with: "1358").replacing("\u{202f}", with: "")
        for text in texts { #expect(plain.contains(text), "\(text) in\n\(plain)") }
        #expect(plain.contains("nps-drop") && plain.contains("m has no field 'valeu'"))
        #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func everyReasonHasItsText() {
        var report = Self.report
        for reason in LookCounts.NotEvaluated.allCases { report.metricRules[0].looks.notEvaluated[reason] = 7 }
        for language in Language.allCases {
            let text = TableReport(report, language: language, width: 400).text()
            #expect(text.components(separatedBy: ": 7").count == LookCounts.NotEvaluated.allCases.count + 1)
        }
    }

    @Test func jsonHasTheCounts() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(JSONReport.document(Self.report))) as? [String: Any])
        let rule = try #require((object["metric_rules"] as? [[String: Any]])?.first)
        #expect(rule["rule"] as? String == "nps-drop" && rule["looks"] as? Int == 2166 && rule["decided"] as? Int == 2)
        #expect(rule["not_evaluated"] as? [String: Int] == ["too few answers": 1358, "no target": 40])
        #expect((rule["failures"] as? [Any])?.count == 1)
        let none = try #require(
            try JSONSerialization.jsonObject(with: Data(JSONReport.document(RunReport()))) as? [String: Any])
        #expect(none["metric_rules"] == nil)
    }
}
