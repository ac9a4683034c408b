import Testing
import Tuntuma
import Workspace

/// Tests of metrics, over a metric that counts events.
@Suite struct MetricTesterTests {
    private static func result(
        given: [Setting], expect: [String: Setting], more: [String: Setting] = [:]
    ) throws -> TestResult? {
        let symbols = SymbolTable()
        let test = Setting.table(["name": .text("t"), "given": .list(given), "expect": .table(expect)])
        let block = Block(
            keyword: "metric", name: "m", settings: ["tests": .list([test])].merging(more) { $1 },
            file: "metrics/m.lua", line: 3, lines: ["tests": 8, "tests.1": 9])
        let workspace = try WorkspaceReader(symbols: symbols, parts: WorkspaceReaderTests.parts).read([block])
        let results = workspace.runTests(symbols: symbols)
        #expect(results.count == 1)
        return results.first
    }

    private static func event(_ fields: [String: Setting] = [:]) -> Setting {
        .table(["answers": .table(["nps": .integer(3)])].merging(fields) { $1 })
    }

    @Test func whatIsNamedIsCompared() throws {
        let passed = try #require(try Self.result(given: [Self.event(), Self.event()], expect: ["n": .integer(2)]))
        #expect(passed.passed && passed.differences.isEmpty)
        #expect(passed.subject == "metric \"m\"" && passed.file == "metrics/m.lua" && passed.line == 9)

        let failed = try Self.result(given: [Self.event()], expect: ["n": .integer(1), "value": .decimal(1.5)])
        #expect(failed?.failure == "says something else than it expects")
        #expect(failed?.differences == ["- value = 1.5", "+ value = 1", "  n = 1"])
    }

    @Test func aToleranceIsHeard() throws {
        let expect: [String: Setting] = ["value": .decimal(1.05), "tolerance": .decimal(0.1)]
        #expect(try Self.result(given: [Self.event()], expect: expect)?.passed == true)
        #expect(try Self.result(given: [], expect: expect)?.passed == false)
    }

    @Test func aPartThatIsMissingAndAReasonAreDifferences() throws {
        let result = try Self.result(
            given: [], expect: ["reason": .text("nobody"), "parts": .table(["a": .table(["b": .integer(1)])])])
        #expect(result?.differences == ["- reason = \"nobody\"", "- parts.a.b = 1"])
    }

    @Test func onlyEventsThatReachTheMetricCount() throws {
        let given = [
            Self.event(), Self.event(["type": .text("invitation")]), Self.event(["respondent": .text("employee")]),
            Self.event(["unit": .text("turku")]),
        ]
        #expect(try Self.result(given: given, expect: ["n": .integer(2)])?.passed == true)
        let here = ["where": Setting.table(["unit": .text("turku")])]
        // `turku` is declared nowhere, and need not be: the workspace declares no units.
        #expect(try Self.result(given: given, expect: ["n": .integer(1)], more: here)?.passed == true)
    }
}
