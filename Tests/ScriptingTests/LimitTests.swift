import Loading
import Testing
import Tuntuma
import Workspace
@testable import Scripting

/// `limits` of a workspace and of a rule, from the file to the call.
struct LimitTests {
    private func load(_ texts: [String]) throws -> Workspace {
        try WorkspaceLoader.load(
            sources: texts.enumerated().map { ScriptSource(file: "\($0.offset).lua", text: $0.element) },
            symbols: SymbolTable())
    }

    private func complaints(_ text: String) -> [String] {
        do {
            _ = try load([text])
            return []
        } catch {
            return (error as? WorkspaceError)?.complaints.map(\.description) ?? ["\(error)"]
        }
    }

    /// How the first rule of a workspace ends on the sample event.
    private func outcome(_ texts: String...) throws -> String {
        guard let evaluator = try load(texts).rules.first?.program?.makeEvaluator() else { return "no rule" }
        switch evaluator.evaluate(event(sample)) {
        case .decided(let decisions): return "decided \(decisions.count)"
        case .failed(let failure): return failure.kind
        }
    }

    @Test func aRuleGoesByItsOwnLimitsThenByThoseOfTheWorkspace() throws {
        let loop = "run = function() for i = 1, 20000 do local a = i end alert { title = 'x' } end"
        #expect(try outcome("rule 'r' { \(loop) }") == "decided 1")
        #expect(try outcome("rule 'r' { limits = { steps = 5000 }, \(loop) }") == "steps")
        #expect(try outcome("limits { steps = 5000 } rule 'r' { \(loop) }") == "steps")
        // Whatever file comes first.
        #expect(try outcome("rule 'r' { \(loop) }", "limits { steps = 5000 }") == "steps")
        #expect(try outcome("limits { steps = 5000 } rule 'r' { limits = { steps = 50000 }, \(loop) }") == "decided 1")
        #expect(try outcome("limits { steps = 5000 } rule 'r' { limits = { decisions = 3 }, \(loop) }") == "steps")
        let decide = "run = function() for i = 1, 150 do alert { title = 'x' } end end"
        #expect(try outcome("rule 'r' { \(decide) }") == "decisions")
        #expect(try outcome("limits { decisions = 200 } rule 'r' { \(decide) }") == "decided 150")
        let table = "run = function() local t = {} for i = 1, 9000 do t[i] = i end alert { title = 'x' } end"
        #expect(try outcome("limits { memory_kb = 256 } rule 'r' { \(table) }") == "memory")
        #expect(try outcome("limits { allocated_kb = 256 } rule 'r' { \(table) }") == "allocated")
    }

    @Test(arguments: [(1, "one thing"), (3, "3 things")])
    func theLimitOfDecisionsIsNamed(most: Int, things: String) throws {
        let rule =
            "rule 'r' { limits = { decisions = \(most) }, run = function() for i = 1, 9 do alert { title = 'x' } end end }"
        let evaluator = try #require(try load([rule]).rules.first?.program?.makeEvaluator())
        guard case .failed(let failure) = evaluator.evaluate(event(sample)) else {
            Issue.record("it decides nine")
            return
        }
        #expect(failure.message.contains("a rule may decide \(things) for one event"), "\(failure.message)")
    }

    @Test(arguments: [
        ("limits { steps = 999 }", "0.lua:1: limits: steps: 999 is out of range; expected 1000 to 10000000"),
        (
            "limits {\n  memory_kb = 1000000 }",
            "0.lua:2: limits: memory_kb: 1000000 is out of range; expected 256 to 65536"
        ),
        (
            "limits { allocated_kb = -1 }",
            "0.lua:1: limits: allocated_kb: -1 is out of range; expected 256 to 1048576"
        ),
        ("limits { step = 5000 }", "0.lua:1: limits: step: unknown key; did you mean \"steps\"?"),
        ("limits { steps = 'many' }", "0.lua:1: limits: steps: expected a whole number, but this is a text"),
        ("limits { steps = 2000.5 }", "0.lua:1: limits: steps: expected a whole number, but this is 2000.5"),
        ("limits {} limits {}", "0.lua:1: limits: is declared twice; the other is at 0.lua:1"),
        (
            "rule 'r' { alert = { title = 'x' },\n limits = { decisions = 0 } }",
            "0.lua:2: rule \"r\": limits.decisions: 0 is out of range; expected 1 to 1000"
        ),
        (
            "rule 'r' { alert = { title = 'x' }, limits = 3 }",
            "0.lua:1: rule \"r\": limits: expected a table, but this is a whole number"
        ),
    ])
    func aLimitOutOfItsRangeIsNamed(_ text: String, _ complaint: String) {
        #expect(complaints(text) == [complaint])
    }

    @Test func aFileThatDoesNotFitTheRulesLimitsIsToldAtOnce() {
        let words = (0..<3000).map { "'word \($0)'" }.joined(separator: ", ")
        let file =
            "local words = { \(words) } rule 'r' { run = function() return words[1] end, limits = { memory_kb = 256 } }"
        #expect(complaints(file) == ["0.lua: it needs more than 256 KB of memory"])
        #expect(complaints(file.replacing("256", with: "1024")) == [])
    }
}
