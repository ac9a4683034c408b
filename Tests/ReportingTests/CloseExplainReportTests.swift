import Deciding
import Foundation
import TerminalTables
import Testing
import Tuntuma
import Workspace
@testable import Engine
@testable import Hindsight
@testable import Reporting

/// Explanations of closes: in every language, at every width, with texts that mean harm.
struct CloseExplainReportTests {
    private static func rule(_ text: String, silence: Bool = false) -> MetricRule {
        var rule = MetricRule(
            id: text, doc: text, subject: silence ? .silence(days: 14) : .metric("nps"),
            version: "sha256:0123456789abcdef",
            block: Block(keyword: "rule", name: text, settings: [:], file: text, line: 3))
        rule.mode = .shadow
        rule.text = "rule \"\(text)\" {\n  doc = \"\(String(repeating: "long ", count: 40))\",\n}\n"
        return rule
    }

    private static func part(
        _ kind: LookPredicate.Kind, _ base: LookBase, _ verdict: LookTrace.Verdict, test: LookTrace.Test?
    ) -> LookTrace.Part {
        var predicate = LookPredicate(kind, against: base)
        predicate.atLeast = 2.5
        var part = LookTrace.Part(predicate: predicate, verdict: verdict, n: 1_079)
        (part.value, part.base, part.baseCount, part.baseDays) = (22, 42, 1_106, 20_000...20_179)
        part.test = test
        return part
    }

    private static func explanation(_ text: String) throws -> CloseExplanation {
        let decision = Decision(kind: .alert, fields: [("title", .text(text))])
        let key = DecisionKey(rule: text, source: "", event: text, ordinal: 0, decision: decision)
        let test = LookTrace.Test(difference: -20, z: -3, p: 0.000_2, method: "permutation", level: 0.001_1)
        var likely = test
        likely.p = 0.34
        var unsaid = test
        unsaid.p = nil
        let parts =
            [
                part(.dropped, .days(180), .holds, test: test),
                part(.rose, .group(["unit": text]), .couldBeChance, test: likely),
                part(.changed, .lastYear, .couldBeChance, test: unsaid),
                part(.below, .value(40), .tooSmall, test: likely),
                part(.above, .target, .otherWay, test: likely),
            ] + LookCounts.NotEvaluated.allCases.map { part(.dropped, .previous, .notEvaluated($0), test: nil) }
        func trace(_ outcome: LookTrace.Outcome, _ parts: [LookTrace.Part]) -> LookTrace {
            var trace = LookTrace(
                group: [("unit", text), ("touchpoint", nil)], days: 20_180...20_209, outcome: outcome)
            trace.result = .net(promoters: 40, detractors: 18, of: 100)
            trace.parts = parts
            return trace
        }
        var groups = [
            CloseExplanation.Group(trace: trace(.doesNotHold, parts)),
            CloseExplanation.Group(trace: trace(.notEvaluated(.tooFew), [])),
            CloseExplanation.Group(trace: trace(.holds, [parts[0]])),
            CloseExplanation.Group(trace: trace(.holds, [])), CloseExplanation.Group(trace: trace(.holds, [])),
        ]
        groups[2].decisions = [(key, decision)]
        groups[3].trace.goesOnSince = 20_190
        groups[4].failure = RuleFailure(kind: "error", file: text, line: 2, sourceLine: text, message: text)
        groups[1].trace.group = []
        let day = try #require(CivilDate(text: "2025-05-02"))
        var explanation = CloseExplanation(rule: rule(text), day: day, groups: groups)
        explanation.decision = FoundCloseDecision(
            key: key.text, rule: text, day: day, group: ["unit": text, "touchpoint": nil], decision: decision)
        return explanation
    }

    @Test(arguments: Language.allCases, [24, 60, 80, 120])
    func explanationsAreHarmlessAndFit(language: Language, width: Int) throws {
        for text in ["nps-drop", ReplayReportTests.hostile] {
            let explanation = try Self.explanation(text)
            let table = CloseExplainTable(explanation, recordedVersion: "sha256:ffff", language: language, width: width)
                .text()
            let written = try #require(table.range(of: "\n" + ExplainPhrase.ruleText.text(in: language)))
            for line in table[..<written.lowerBound].split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= max(width, 24), "\(line)")
            }
            #expect(!table.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
            let json = CloseExplainJSON.document(explanation, recordedVersion: "sha256:ffff")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
            let groups = try #require(object["groups"] as? [[String: Any]])
            #expect(groups.count == 5 && groups[1]["reason"] as? String == "too few answers")
            let match = try #require(groups[0]["match"] as? [[String: Any]])
            #expect(match[0]["p"] as? Double == 0.000_2 && match[0]["verdict"] as? String == "more-than-chance")
            #expect(match[2]["p"] is NSNull && match[3]["verdict"] as? String == "smaller-than-at-least")
            #expect((groups[0]["group"] as? [String: Any])?["unit"] as? String == text)
        }
    }

    @Test func whatAnExplanationSays() throws {
        let text = CloseExplainTable(
            try Self.explanation("nps-drop"), recordedVersion: "sha256:ffff", language: .english, width: 400
        ).text()
        for line in [
            "At the close of 2025-05-02 · window 2025-04-02 – 2025-05-01", "unit = nps-drop, touchpoint = (none)",
            "22.0, n 100 · interval ", "✓ dropped = { against = \"180d\", at_least = 2.5, min_n = 30 }",
            "22.0 (n 1,079) against 42.0 (n 1,106, 2024-10-04 – 2025-04-01)",
            "difference −20.0 · p = 0.00020 · level 0.0011", "✗ below = { value = 40, at_least = 2.5, min_n = 30 }",
            "✗ rose = { against = { unit = \"nps-drop\" }, at_least = 2.5, min_n = 30 }",
            "could be chance: p = 0.34, and only p ≤ 0.0011 is more than that",
            "the difference is smaller than at_least", "the difference goes the other way",
            "Why not: not evaluated: too few answers",
            "It goes on: the first decision was made at the close of 2025-04-12",
            "The rule has no match", "The rule failed: nps-drop:2: nps-drop", "All answers",
            "The rule has been edited since: then sha256:ffff, now sha256:0123456789ab.", "Decided: alert { title",
        ] { #expect(text.contains(line), "\(line) is not in:\n\(text)") }
    }

    @Test func silenceSaysForHowLong() throws {
        var trace = LookTrace(group: [("touchpoint", "order")], days: 20_000...20_000, outcome: .doesNotHold)
        trace.silentDays = 9
        let day = try #require(CivilDate(text: "2025-05-02"))
        let explanation = CloseExplanation(
            rule: Self.rule("quiet", silence: true), day: day, groups: [CloseExplanation.Group(trace: trace)])
        let text = CloseExplainTable(explanation, language: .finnish).text()
        #expect(text.contains("päiviä ilman vastauksia 9, sääntö odottaa 14") && text.contains("Ehto ei täyty"))
        let nobody = CloseExplanation(rule: Self.rule("r"), day: day, groups: [])
        #expect(CloseExplainTable(nobody, language: .english).text().contains("No group had any answers yet."))
    }
}
