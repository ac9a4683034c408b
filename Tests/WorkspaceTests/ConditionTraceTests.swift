import Deciding
import Testing
import Trials
import Tuntuma
import TuntumaTesting
import Workspace

@Suite struct ConditionTraceTests {
    /// The parts agree with each other and with the matcher, for random conditions and events.
    @Test func everyPartSaysWhatTheMatcherSays() {
        var random = SplitMix64(seed: 21)
        let symbols = SymbolTable()
        let drafts = (0..<40).map { MatcherTests.event($0, &random) }
        let batch = EventBatch(drafts, symbols: symbols)
        for _ in 0..<150 {
            var rule = Rule(id: "r", doc: "", types: ["response"], file: "a.lua", line: 1, version: "")
            rule.condition = MatcherTests.condition(3, &random)
            let matcher = Matcher(rule.condition, types: rule.types, symbols: symbols)
            var scratch = MatchScratch(symbols: symbols)
            for row in 0..<batch.count {
                let trace = ConditionTrace(rule, on: batch[row])
                #expect(trace.holds == matcher.matches(batch[row], using: &scratch))
                #expect(trace.reasons.isEmpty == trace.holds || trace.reasons.isEmpty)
                check(trace)
            }
        }
    }

    private func check(_ trace: ConditionTrace) {
        switch trace.part {
        case .field: #expect(trace.parts.isEmpty)
        case .all: #expect(trace.holds == trace.parts.allSatisfy(\.holds))
        case .any: #expect(trace.holds == trace.parts.contains(where: \.holds))
        case .none: #expect(trace.holds == !trace.parts.contains(where: \.holds))
        }
        for part in trace.parts { check(part) }
    }

    @Test func testsAreShownAsTheyAreWritten() {
        let tests: [(Condition.Test, String)] = [
            (.isOneOf([.text("nps")]), "\"nps\""), (.isOneOf([.integer(1), .decimal(2.5)]), "{ 1, 2.5 }"),
            (.between(min: 0, max: 6), "{ min = 0, max = 6 }"), (.between(min: nil, max: 6), "{ max = 6 }"),
            (.exists(false), "{ exists = false }"), (.isNot([.boolean(false)]), "{ is_not = false }"),
            (.hasPrefix(["p-1"]), "{ prefix = \"p-1\" }"),
            (.contains(["lasku", "faktur"]), "{ contains = { \"lasku\", \"faktur\" } }"),
        ]
        for (test, text) in tests { #expect(test.text(of: "unit") == text) }
        #expect(
            Condition.Test.between(min: 1_772_442_900_000, max: nil).text(of: "time")
                == "{ min = \"2026-03-02T09:15:00Z\" }")
    }

    @Test func theReasonIsTheConditionThatFailed() {
        let symbols = SymbolTable()
        var draft = EventDraft(id: "e", answers: ["nps": .integer(8)])
        draft.unit = "turku"
        let event = EventBatch([draft], symbols: symbols)[0]
        var rule = Rule(id: "r", doc: "", types: ["response"], file: "a.lua", line: 1, version: "")
        rule.condition = .all([
            .field("unit", .isOneOf([.text("TURKU")])), .field("answers.nps", .between(min: nil, max: 6)),
            .none([.field("contact", .exists(true)), .field("unit", .hasPrefix(["tu"]))]),
            .any([.field("survey", .exists(true)), .field("project", .exists(true))]),
        ])
        let reasons = ConditionTrace(rule, on: event).reasons
        #expect(
            reasons.map(\.part) == [
                .field(name: "answers.nps", test: "{ max = 6 }", value: .integer(8)),
                .field(name: "unit", test: "{ prefix = \"tu\" }", value: .text("turku")), .any,
            ])
        rule.types = ["invitation"]
        rule.condition = nil
        #expect(
            ConditionTrace(rule, on: event).reasons.map(\.part) == [
                .field(name: "type", test: "\"invitation\"", value: .text("response"))
            ])
    }
}
