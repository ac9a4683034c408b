import Loading
import Testing
import Tuntuma
import Workspace
@testable import Scripting

/// What a call costs, and that counting it changes nothing but the time.
@Suite struct StepTests {
    private static func evaluator(_ body: String) throws -> any RuleEvaluator {
        let source = ScriptSource(
            file: "rules/a.lua", text: "rule \"r\" { doc = \"x\", run = function(event)\n\(body)\nend }\n")
        return try RuleScript(source: source, block: 0).makeEvaluator()
    }

    private static let event = EventBatch(
        [EventDraft(id: "e", answers: ["nps": .integer(3)])], symbols: SymbolTable())[0]

    @Test func everyInstructionIsCounted() throws {
        let short = try Self.evaluator("local n = 0").evaluateCountingSteps(Self.event).steps
        let long = try Self.evaluator("local n = 0\nfor i = 1, 1000 do n = n + i end").evaluateCountingSteps(Self.event)
        #expect(short > 0 && short < 20)
        // A turn of the loop is an addition, its fallback and the loop itself.
        #expect(long.steps > 2_000 && long.steps < 4_000)
        let again = try Self.evaluator("local n = 0\nfor i = 1, 1000 do n = n + i end")
        _ = again.evaluate(Self.event)
        #expect(again.evaluateCountingSteps(Self.event).steps == long.steps)
    }

    /// A call ends at the same instruction, counted one by one or not: near the limit the answers agree everywhere.
    @Test func countingEndsACallWhereItWouldEndAnyway() throws {
        var outcomes: Set<String> = []
        for turns in stride(from: 33_200, through: 33_420, by: 5) {
            let evaluator = try Self.evaluator(
                "local n = 0\nfor i = 1, \(turns) do n = n + i end\nroute { queue = \"q\" }")
            let plain = "\(evaluator.evaluate(Self.event))"
            let counted = evaluator.evaluateCountingSteps(Self.event)
            #expect("\(counted.outcome)" == plain)
            #expect("\(evaluator.evaluate(Self.event))" == plain)
            outcomes.insert(plain.hasPrefix("decided") ? "decided" : "failed")
        }
        // The turns were chosen around the limit.
        for turns in [10_000, 60_000] {
            let evaluator = try Self.evaluator(
                "local n = 0\nfor i = 1, \(turns) do n = n + i end\nroute { queue = \"q\" }")
            outcomes.insert(
                "\(evaluator.evaluateCountingSteps(Self.event).outcome)".hasPrefix("decided") ? "decided" : "failed")
        }
        #expect(outcomes == ["decided", "failed"])
    }

    @Test func aRuleKnowsItsTextAndTheFieldsThatItNames() throws {
        let text = """
            local low = 6  -- a helper
            rule "first" {
              doc = "a } in a text", match = { answers = { nps = { max = low } } },
              run = function(e)
                if e.answers.nps < 3 and e.attributes["tier-1"] == 2 and e.unit then route { queue = e.unit } end
                local x = other.answers.nothing or e.answers
                if e.answers.nps == 1 then alert { title = "{project}" } end
              end,
            }  -- end of the first
            rule "second" { doc = "ä", route = { queue = "q" } }

            """
        let rules = try WorkspaceLoader.load(
            sources: [ScriptSource(file: "rules/a.lua", text: text)], symbols: SymbolTable()
        ).rules
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
        #expect(rules[0].text == lines[1...8].joined())
        #expect(rules[1].text == lines[9])
        #expect(rules[0].program?.mentionedFields == ["answers.nps", "attributes.tier-1", "unit"])
        #expect(rules[1].program == nil)
    }

    @Test func aShadowIsReadAndARuleThatReplacesMustBeOne() throws {
        func load(_ text: String) throws -> [Rule] {
            try WorkspaceLoader.load(
                sources: [ScriptSource(file: "rules/a.lua", text: text)], symbols: SymbolTable()
            ).rules
        }
        let rules = try load(
            "rule \"a\" { doc = \"x\", route = { queue = \"q\" } }\n"
                + "rule \"b\" { doc = \"x\", mode = \"shadow\", replaces = \"a\", route = { queue = \"q\" } }\n")
        #expect(rules.map(\.mode) == [.live, .shadow] && rules[1].replaces == "a")
        for (text, says) in [
            ("rule \"b\" { doc = \"x\", mode = \"shadoww\", route = { queue = \"q\" } }", "did you mean \"shadow\""),
            ("rule \"b\" { doc = \"x\", replaces = \"a\", route = { queue = \"q\" } }", "this one is live"),
            (
                "rule \"a\" { doc = \"x\", mode = \"shadow\", route = { queue = \"q\" } }\n"
                    + "rule \"b\" { doc = \"x\", mode = \"shadow\",\n replaces = \"a\", route = { queue = \"q\" } }",
                "\"a\" is a shadow itself"
            ),
        ] {
            let error = #expect(throws: WorkspaceError.self) { try load(text) }
            #expect(error?.complaints.first?.problem.contains(says) == true, "\(String(describing: error))")
        }
    }
}
