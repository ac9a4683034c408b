import Deciding
import Foundation
import TerminalTables
import Testing
import Trials
import Tuntuma
import Workspace
@testable import Engine
@testable import Hindsight
@testable import Reporting

/// Explanations and statistics: in every language, at every width, with texts that mean harm.
struct ExplainReportTests {
    private static func explanation(text: String) -> Explanation {
        let symbols = SymbolTable()
        var draft = EventDraft(id: text, answers: ["nps": .integer(8), "comment": .text(text)])
        draft.unit = text
        let event = EventBatch([draft], symbols: symbols)[0]
        var rule = Rule(
            id: text, doc: text, types: ["response"], file: text, line: 3, version: "sha256:0123456789abcdef")
        rule.condition = .all([
            .field("answers.nps", .between(min: nil, max: 6)), .any([.field("unit", .isOneOf([.text(text)]))]),
            .none([.field("time", .between(min: 0, max: nil))]),
        ])
        rule.text = "rule \"\(text)\" {\n  doc = \"\(String(repeating: "long ", count: 40))\",\n}\n"
        let decision = Decision(kind: .route, fields: [("queue", .text(text))])
        let key = DecisionKey(rule: text, source: "", event: text, ordinal: 0, decision: decision)
        var explained = EventExplanation(
            event: text, source: text, time: event.time, type: "response",
            fields: [("time", .integer(event.time.milliseconds)), ("answers.comment", .text(text))], response: nil,
            sightings: [.first, .duplicate, .conflict].map {
                EventExplanation.Sighting(verdict: $0, place: "\(text):1")
            })
        explained.amendments = [.withdrawal, .correction, .revision].map {
            EventExplanation.Amendment(kind: $0, event: text, time: event.time, place: "\(text):2")
        }
        let failure = RuleFailure(kind: "error", file: text, line: 2, sourceLine: text, message: text)
        var open = rule
        open.condition = nil
        for (rule, outcome) in [
            (rule, RuleTrial.Outcome.unmatched), (open, .decided([decision])), (open, .decided([])),
            (open, .failed(failure)),
        ] {
            explained.rules.append(
                RuleExplanation(
                    rule: rule.id, version: rule.version, mode: .shadow, place: "\(text):3", text: rule.text,
                    condition: ConditionTrace(rule, on: event), outcome: outcome, keys: [key]))
        }
        var explanation = Explanation()
        explanation.events = [explained]
        explanation.rejected = [Rejection(file: text, line: 9, byte: nil, reason: "id: empty")]
        explanation.decision = FoundDecision(key: key.text, rule: text, event: text, source: "", decision: decision)
        return explanation
    }

    @Test(arguments: Language.allCases, [24, 60, 80, 120])
    func explanationsAreHarmlessAndFit(language: Language, width: Int) throws {
        for text in ["r-1", ReplayReportTests.hostile] {
            let explanation = Self.explanation(text: text)
            let table = ExplainTable(explanation, recordedVersion: "sha256:ffff", language: language, width: width)
                .text()
            // The rule at the end is printed as it is written, at whatever width.
            let written = try #require(table.range(of: "\n" + ExplainPhrase.ruleText.text(in: language)))
            for line in table[..<written.lowerBound].split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= max(width, 24), "\(line)")
            }
            #expect(table[written.upperBound...].contains(String(repeating: "long ", count: 40)))
            #expect(!table.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
            let json = ExplainJSON.document(explanation, recordedVersion: "sha256:ffff")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
            #expect((object["events"] as? [[String: Any]])?.first?["event"] as? String == text)
        }
    }

    @Test func whatAnExplanationSays() {
        let text = ExplainTable(
            Self.explanation(text: "r-1"), recordedVersion: "sha256:ffff", language: .english, width: 120
        ).text()
        for line in [
            "The rule has been edited since: then sha256:ffff, now sha256:0123456789ab.",
            "✗ answers.nps = { max = 6 } · 8", "✓ any of these", "✗ none of these",
            "Why not  answers.nps = { max = 6 } · 8", "The rule looked at the event and decided nothing.",
            "The rule failed: r-1:2: r-1", "a shadow: nobody acts on it", "r-1:2: withdrawn at ",
            "another version of the same response", "r-1:9: a rejected line with this id: id: empty",
        ] { #expect(text.contains(line), "\(line) is not in:\n\(text)") }
    }

    private static func statistics(text: String) -> RuleStatistics {
        var statistics = RuleStatistics()
        statistics.events = 1_234_567
        statistics.daySpan = ("2026-01-01", "2026-12-31")
        for mode in RuleMode.allCases {
            var row = RuleStatistics.Row(rule: text, mode: mode)
            row.events = 1_000_000
            row.matched = 123_456
            row.failed = 1
            row.steps = (12, 3_456, 99_999)
            row.nanosecondsPerEvent = 1_234.5
            row.busiestDay = ("2026-03-02", 77)
            var disabled = BreakerTransition(from: .closed, to: .disabled, reason: .opened(3), time: 0)
            (disabled.event, disabled.place) = (text, "\(text):9")
            row.outage = RuleOutage(breaker: .disabled, transitions: [disabled], passedOver: 1_087)
            row.failures = [
                FailureReport(
                    kind: text, event: text, place: text, message: text, ruleLine: text, sourceLine: text)
            ]
            statistics.rows.append(row)
        }
        statistics.rows.append(RuleStatistics.Row(rule: "quiet", mode: .live))
        statistics.warnings = [
            .noMatch(rule: text), .neverMatched(rule: text, asksFor: []),
            .neverMatched(rule: text, asksFor: [text, "b"]),
            .alwaysTogether(rules: [text, text]), .tooOften(rule: text, most: 77, on: "2026-03-02", days: 3, limit: 20),
            .failed(rule: text, events: 1), .neverEvaluated(rule: text, because: []),
            .neverEvaluated(rule: text, because: LookCounts.NotEvaluated.allCases), .neverFired(rule: text),
            .failedLooks(rule: text, looks: 5),
        ]
        var looks = LookCounts()
        looks.looks = 123_456
        for reason in LookCounts.NotEvaluated.allCases { looks.notEvaluated[reason] = 1_000 }
        (looks.held, looks.episodes, looks.decided, looks.failed) = (99, 7, 8, 1)
        for mode in RuleMode.allCases {
            var row = RuleStatistics.LookRow(rule: text, mode: mode, looks: looks)
            row.nanosecondsPerLook = 12_345.5
            row.busiestDay = ("2026-03-02", 3)
            row.failures = statistics.rows[0].failures
            statistics.lookRows.append(row)
        }
        statistics.lookRows.append(RuleStatistics.LookRow(rule: "silent", mode: .live, looks: LookCounts()))
        return statistics
    }

    @Test(arguments: Language.allCases, [24, 60, 80, 120])
    func statisticsAreHarmlessAndFit(language: Language, width: Int) throws {
        for text in ["detractor-callback", ReplayReportTests.hostile] {
            let statistics = Self.statistics(text: text)
            let table = StatisticsTable(statistics, language: language, width: width).text()
            for line in table.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= max(width, 24), "\(line)")
            }
            #expect(!table.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(StatisticsJSON.document(statistics))) as? [String: Any])
            let rules = try #require(object["rules"] as? [[String: Any]])
            #expect((rules[0]["steps"] as? [String: Int])?["p99"] == 3_456 && rules[2]["steps"] is NSNull)
            #expect(rules[0]["breaker"] as? String == "disabled" && rules[0]["passed_over"] as? Int == 1_087)
            #expect((rules[0]["transitions"] as? [Any])?.count == 1 && rules[2]["breaker"] as? String == "closed")
            #expect((rules[0]["not_reproducible"] as? [String: Double])?["ns_per_event"] == 1_234.5)
            #expect((object["warnings"] as? [Any])?.count == 10)
            let looks = try #require(object["metric_rules"] as? [[String: Any]])
            #expect(
                looks[0]["evaluated"] as? Int == 123_456 - 1_000 * LookCounts.NotEvaluated.allCases.count
                    && looks[0]["episodes"] as? Int == 7)
            #expect((looks[0]["not_evaluated"] as? [String: Int])?["too few answers"] == 1_000)
            #expect((looks[2]["not_reproducible"] as? [String: Any])?["ns_per_look"] is NSNull)
        }
        #expect(StatisticsTable(RuleStatistics(), language: .english).text().contains("Nothing odd."))
        // What `once` held back has a column where there is any.
        var statistics = Self.statistics(text: "r")
        #expect(!StatisticsTable(statistics, language: .english, width: 120).text().contains("held back"))
        statistics.rows[0].heldBack = 17
        let lines = StatisticsTable(statistics, language: .english, width: 120).text().split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("held back") } && lines.contains { $0.hasSuffix(" 17") })
    }

    @Test func aDisabledRuleIsSaidInTheStatistics() {
        let text = StatisticsTable(Self.statistics(text: "hog"), language: .english, width: 120).text()
        #expect(text.contains("\n  hog: disabled at event hog, hog:9: suspended 3 times\n"), "\(text)")
        #expect(text.contains("\n    events that it did not see 1,087\n"))
        // Also where nothing failed within the stretch.
        var statistics = RuleStatistics()
        statistics.rows = [Self.statistics(text: "hog").rows[0]]
        #expect(!StatisticsTable(statistics, language: .english).text().contains("Nothing odd."))
    }

    /// What does not fit beside the others stands below; a note on a column stands only with it.
    @Test(arguments: Language.allCases)
    func noFigureOfTheStatisticsIsLost(language: Language) {
        var statistics = Self.statistics(text: "detractor-callback")
        for row in statistics.rows.indices { statistics.rows[row].heldBack = 17 }
        func say(_ phrase: StatisticsPhrase) -> String { phrase.text(in: language) }
        for width in [80, 100, 400] {
            let lines = StatisticsTable(statistics, language: language, width: width).text().split(separator: "\n")
            let text = lines.joined(separator: "\n")
            for title in [StatisticsPhrase.busiest, .steps, .perEvent, .heldBack, .evaluated, .perLook] {
                #expect(text.contains(say(title)), "\(width): \(say(title)) is not in\n\(text)")
            }
            #expect(
                text.contains("12/\(language.format(3_456))") && text.contains(language.format(1_234.5, decimals: 0)))
            #expect(lines.contains { $0.hasPrefix("  * ") } && lines.contains { $0.hasPrefix("  ** ") })
        }
        let narrow = StatisticsTable(statistics, language: language, width: 24).text().split(separator: "\n")
        for (title, mark) in [(say(.perEvent), "  * "), (say(.perLook), "  ** ")] {
            let hasColumn = narrow.contains { $0.split(separator: " ").last == title[...] }
            #expect(narrow.contains { $0.hasPrefix(mark) } == hasColumn, "\(narrow)")
        }
    }

    @Test func theVersionOfTheTimeIsSaidOfAnEvent() throws {
        let explanation = Self.explanation(text: "r-1")
        func text(_ versions: [String], _ language: Language = .english) -> String {
            let lines = versions.map {
                "{\"rule\":\"r-1\",\"version\":\"\($0)\",\"event\":\"r-1\",\"source\":\"r-1\"}"
            }
            let recorded = RecordedVersions(event: "r-1", in: Data(lines.joined(separator: "\n").utf8))
            return ExplainTable(explanation, recordedVersions: recorded, language: language, width: 120).text()
        }
        let now = try #require(explanation.events.first?.rules.first?.version)
        #expect(text(["sha256:ffff"]).contains("The rule has been edited since: then sha256:ffff, now sha256:0123"))
        #expect(text([now]).contains("The rule is the same as when this was decided."))
        #expect(text(["sha256:ffff", now]).contains("The rule is the same as when this was decided."))
        #expect(text([]).contains("No decision of this rule on the event is recorded."))
        #expect(text([], .finnish).contains("Tiedostossa ei ole tämän säännön päätöstä tästä tapahtumasta."))
        #expect(text([], .swedish).contains("Filen har inget beslut av denna regel om händelsen."))
        let none = ExplainTable(explanation, language: .english, width: 120).text()
        #expect(!none.contains("recorded") && !none.contains("edited since"))
    }

    @Test func whatToEditForAPromotionIsSaid() {
        let note = PromotionNote(rule: "b", place: "rules/b.lua:4", replaced: ("a", "rules/a.lua:1"))
        #expect(
            note.text(in: .english)
                == "To let this go live:\n  rules/b.lua:4: take out of the rule b: mode, replaces\n"
                + "  rules/a.lua:1: take away the rule a\n")
        let alone = PromotionNote(rule: "b\u{1B}", place: "rules/b.lua:4", replaced: nil).text(in: .finnish)
        #expect(alone == "Kun haluat tämän käyttöön:\n  rules/b.lua:4: poista säännöstä b\\x1b: mode\n")
    }
}
