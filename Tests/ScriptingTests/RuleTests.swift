import Testing
import Tuntuma
import Workspace

@testable import Scripting

/// A rule's `run`: what it sees of an event and how its decisions come out.
struct RuleTests {
    @Test func luaIsOneThatCanBeTrusted() throws {
        try LuaMachine.check()
    }

    @Test func readsEveryKindOfField() throws {
        #expect(try title("return event.id") == "r-1")
        #expect(try title("return event.unit") == "tampere")
        #expect(try title("return event.touchpoint") == "nil")
        #expect(try title("return event.contact") == "true")
        #expect(try title("return event.type .. event.survey") == "responsenps")
        #expect(try title("return event.answers.nps + 1") == "4")
        #expect(try title("return event.answers.share * 2") == "1.0")
        #expect(try title("return event.answers.again") == "false")
        #expect(try title("return event.answers.comment") == "Liian hidas, för långsam 😀")
        #expect(try title("return table.concat(event.answers.reasons, '+')") == "hinta+tid")
        #expect(try title("return event.answers.missing") == "nil")
        #expect(try title("return event.attributes.segment") == "enterprise")
        #expect(try title("return event.attributes['size']") == "12")
        #expect(try title("return event.respondent .. event.status") == "customercomplete")
        #expect(try title("return event.time == now() and math.type(now())") == "integer")
    }

    @Test func timesAreSecondsWithAFraction() throws {
        let draft = EventDraft(id: "a", time: Timestamp(milliseconds: 1500))
        #expect(try title("return now()", on: draft) == "1.5")
    }

    @Test func anUnknownFieldIsAnErrorWithItsLine() throws {
        let failure = try failure("local a = 1\nlocal b = event.answrs")
        #expect(failure?.line == 4)
        #expect(failure?.message.contains("an event has no field 'answrs'") == true)
        #expect(failure?.sourceLine == "local b = event.answrs")
        #expect(failure?.kind == "error")
    }

    @Test func pairsGoesInTheOrderOfNames() throws {
        let body = "local s = '' for k, v in pairs(event.answers) do s = s .. k .. ' ' end return s"
        #expect(try title(body) == "again comment nps reasons share ")
        #expect(
            try title("local s = '' for k, v in pairs(event.attributes) do s = s .. k .. '=' .. v .. ' ' end return s")
                == "segment=enterprise size=12 ")
        let own =
            "local t = {b=1, a=2, [10]=3, [2]=4, [-1]=5, z=nil} local s = '' for k in pairs(t) do s = s .. k .. ' ' end return s"
        #expect(try title(own) == "-1 2 10 a b ")
        #expect(try title("return next({}) == nil and next({5}) == 1 and next({a=1,b=2}, 'a') == 'b'") == "true")
        #expect(try title("return next(event.attributes)") == "segment")
    }

    @Test func decisionsComeInTheOrderOfTheCalls() throws {
        let outcome = try run(
            rule(
                """
                route { queue = "callback", unit = event.unit, reason = "NPS " .. event.answers.nps }
                alert { title = "NPS", severity = "warning", labels = { unit = event.unit } }
                act { use = "chat", count = 3.0 }
                """))
        guard case .decided(let decisions) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(decisions.map(\.kind) == [.route, .alert, .act])
        #expect(decisions[0].fields.contains { $0.name == "reason" && $0.value == .text("NPS 3") })
        #expect(decisions[2].fields.contains { $0.name == "count" && $0.value == .integer(3) })
    }

    @Test func whatAFailedRunHadDecidedDoesNotCount() throws {
        let evaluator = try evaluator(
            rule("alert { title = 'x' } if event.answers.nps == 3 then error('no') end"))
        guard case .failed(let failure) = evaluator.evaluate(event(sample)) else {
            Issue.record("it did not fail")
            return
        }
        #expect(failure.message == "no")
        #expect(failure.line == 3)
        guard case .decided(let decisions) = evaluator.evaluate(event(EventDraft(id: "b"))) else {
            Issue.record("it failed for good")
            return
        }
        #expect(decisions.count == 1)
    }

    @Test func aRuleDecidesAHundredThingsAtMost() throws {
        #expect(try failure("for i = 1, 101 do alert { title = 'x' } end")?.kind == "decisions")
        #expect(try failure("for i = 1, 100 do alert { title = 'x' } end") == nil)
    }

    @Test func aWrongDecisionSaysSo() throws {
        #expect(try failure("alert 'x'")?.message.contains("alert takes a table") == true)
        #expect(try failure("alert { title = 0/0 }")?.message.contains("nan is no number") == true)
        #expect(try failure("local t = {} t.t = t alert { title = t }")?.message.contains("nested deeper") == true)
    }

    @Test func eventsOfSeveralTablesOfSymbolsDoNotMixUp() throws {
        let evaluator = try evaluator(rule("alert { title = event.unit .. event.answers.nps }"))
        for unit in ["tampere", "turku", "oulu"] {
            var draft = EventDraft(id: "a", answers: ["nps": .integer(7)])
            draft.unit = unit
            let symbols = SymbolTable()
            if unit == "turku" { _ = symbols.symbol(for: "shifts the numbers") }
            guard case .decided(let decisions) = evaluator.evaluate(EventBatch([draft], symbols: symbols)[0]) else {
                Issue.record("failed for \(unit)")
                continue
            }
            #expect(text("title", of: decisions[0]) == "\(unit)7")
        }
    }

    @Test func manySymbolsAndNamesStayRight() throws {
        let evaluator = try evaluator(
            rule("local n = 0 for k, v in pairs(event.answers) do n = n + v end alert { title = event.unit .. n }"))
        let symbols = SymbolTable()
        let drafts = (0..<6000).map { index in
            var draft = EventDraft(
                id: "\(index)", answers: ["q\(index)": .integer(Int64(index)), "r\(index % 7)": .integer(1)])
            draft.unit = "unit-\(index)"
            return draft
        }
        let batch = EventBatch(drafts, symbols: symbols)
        for row in 0..<batch.count {
            guard case .decided(let decisions) = evaluator.evaluate(batch[row]) else {
                Issue.record("failed at \(row)")
                return
            }
            if text("title", of: decisions[0]) != "unit-\(row)\(row + 1)" {
                Issue.record("wrong at \(row): \(decisions)")
                return
            }
        }
    }
}
