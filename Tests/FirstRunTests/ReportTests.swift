import Engine
import FirstLook
import Reporting
import Testing
import Tuntuma

struct ReportTests {
    private func contrast(_ group: String, _ value: Double) -> Contrast {
        func result(_ value: Double, _ n: Int) -> MetricResult {
            MetricResult(value: value, n: n, interval: nil, standardError: 900 / Double(n), range: -100...100)
        }
        return Contrast(
            metric: "nps", key: "attributes.alue", group: group, result: result(value, 60), rest: result(10, 900),
            whole: result(8, 960))
    }

    /// No line is wider than the terminal, but for what is made to be pasted; and nothing acts on it.
    @Test(arguments: [40, 60, 80, 120, 160], Language.allCases)
    func fitsTheWidth(width: Int, language: Language) throws {
        let text =
            "Tunnus;Aika;Suosittelu;Kommentti;Alue\n"
            + (1...30).map { "x\($0);\($0).3.2026;\($0 % 11);Kaikki sujui hyvin \($0);Alue \($0 % 3)\n" }.joined()
        let look = try FirstLook(bytes: Array(text.utf8), path: "a.csv", modified: Timestamp(milliseconds: 0))
        var report = RunReport()
        report.events.accepted = 960
        report.comments = [
            ShownComment(
                event: "x1", time: Timestamp(milliseconds: 0), score: 0, highest: 10,
                text: "\u{1B}[2J" + String(repeating: "häiriö ja 遅い ", count: 60), isPraise: false)
        ]
        var rule = RuleRow(rule: "detractor-callback", version: "", doc: "")
        rule.decided = 12
        report.rules = [rule]
        let example = try #require(
            DecisionExample(
                line: Array(
                    #"{"rule":"detractor-callback","event":"x1","at":{"file":"a.csv","line":2},"queue":"callback"}"#
                        .utf8)))
        let standOuts = StandOuts(among: [
            contrast("Pohjoisen asiakaspalvelukeskuksen iltavuoro", -70), contrast("Etelä", 90),
        ])
        #expect(standOuts.groups.count == 2)
        let lines = FirstLookReport(
            [look], script: "", report: report, standOuts: standOuts, rule: .ran(examples: [example]),
            language: language, width: width
        ).text().split(separator: "\n")
        #expect(lines.count > 20)
        for line in lines {
            let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
            #expect(columns <= width, "\(line)")
            #expect(!line.unicodeScalars.contains("\u{1B}"))
        }
    }
}
