import Declarations
import Testing
import Tuntuma
import Workspace

/// Tests of rules that have several events.
@Suite struct SequenceTests {
    /// A rule whose `run` counts what it has seen, to show that a test's events go through one evaluator.
    private struct Counting: RuleProgram {
        var mentionedFields: [String] { [] }

        func makeEvaluator() throws(Complaint) -> any RuleEvaluator { Evaluator() }

        private final class Evaluator: RuleEvaluator {
            private var seen: Int64 = 0
            private var last: Int64?

            func evaluate(_ event: Event) -> RuleOutcome {
                if event.id == "bad" {
                    return .failed(RuleFailure(kind: "error", file: "a.lua", line: 4, sourceLine: nil, message: "no"))
                }
                seen += 1
                let after = last.map { event.time.milliseconds - $0 } ?? 0
                last = event.time.milliseconds
                return .decided([
                    Decision(
                        kind: .route,
                        fields: [("queue", .text("q")), ("priority", .integer(seen)), ("reason", .text("\(after)"))])
                ])
            }

            func evaluateCountingSteps(_ event: Event) -> (outcome: RuleOutcome, steps: Int) { (evaluate(event), 1) }
        }
    }

    private static func read(_ test: [String: Setting]) throws -> Workspace {
        let block = Block(
            keyword: "rule", name: "r",
            settings: ["run": .function(line: 2), "tests": .list([.table(test)])], file: "rules/a.lua", line: 1,
            lines: ["tests.1": 5, "tests.1.sequence.1": 6, "tests.1.sequence.2": 7])
        let parts = ScriptedParts(
            program: { _, _ in Counting() }, metric: WorkspaceReaderTests.parts.metric,
            conversion: WorkspaceReaderTests.parts.conversion)
        return try WorkspaceReader(symbols: SymbolTable(), parts: parts).read([block])
    }

    private static func result(_ steps: [[String: Setting]]) throws -> RuleTestResult {
        let symbols = SymbolTable()
        let workspace = try read(["name": .text("t"), "sequence": .list(steps.map { .table($0) })])
        return try #require(RuleTester(symbols: symbols, workspace: workspace).runAll().first)
    }

    private static func route(_ fields: [String: Setting]) -> Setting { .list([.table(["route": .table(fields)])]) }

    private static let event = Setting.table([:])

    @Test func eventsComeOneAfterTheOtherAtTheirTimes() throws {
        let result = try Self.result([
            ["given": Self.event, "expect": Self.route(["priority": .integer(1), "reason": .text("0")])],
            ["given": Self.event, "after": .text("2d"), "expect": Self.route(["reason": .text("172800000")])],
            ["given": Self.event],
            [
                "given": .table(["time": .text("2026-03-05T09:15:00Z")]),
                "expect": Self.route(["priority": .integer(4)]),
            ],
        ])
        #expect(result.failure == nil)
    }

    @Test func theStepThatDiffersIsNamed() throws {
        let result = try Self.result([
            ["given": Self.event, "expect": Self.route(["priority": .integer(1)])],
            ["given": Self.event, "expect": Self.route(["priority": .integer(1)])],
        ])
        #expect(result.failure == "event 2: route.priority: expected 1, but it is 2")
        #expect(result.line == 7)
        #expect(result.differences == ["  route", "-   priority = 1", "+   priority = 2"])
    }

    @Test func aFailureOnAnEarlierEventIsAFailure() throws {
        let result = try Self.result([
            ["given": .table(["id": .text("bad")])], ["given": Self.event, "expect": .list([])],
        ])
        #expect(result.failure == "event 1: the rule failed: a.lua:4: no")
    }

    @Test(arguments: [
        (["given": Setting.list([]), "sequence": .list([])], "given: stands in the steps of the sequence"),
        (["sequence": .list([])], "sequence: is empty"),
        (["sequence": .list([.table(["given": event])])], "expects nothing anywhere"),
        (["sequence": .list([.table(["expect": .list([])])])], "given: is missing"),
        (
            ["sequence": .list([.table(["given": event, "after": .text("soon"), "expect": .list([])])])],
            "\"soon\" is no span of time"
        ),
        (
            [
                "sequence": .list([
                    .table([
                        "given": .table(["time": .text("2026-03-05T09:15:00Z")]), "after": .text("1d"),
                        "expect": .list([]),
                    ])
                ])
            ], "expected one of the two"
        ),
        (["sequence": .list([.table(["given": .list([event, event]), "expect": .list([])])])], "expected one event"),
        (["sequence": .list([.table(["given": event, "expext": .list([])])])], "did you mean \"expect\""),
    ])
    func whatIsWrongIsSaid(test: [String: Setting], says: String) throws {
        let error = #expect(throws: WorkspaceError.self) { try Self.read(test) }
        #expect(error?.complaints.contains { $0.problem.contains(says) } == true, "\(String(describing: error))")
    }
}
