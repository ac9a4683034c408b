import Loading
import Testing
import Tuntuma
import Workspace
@testable import Scripting

/// The tests that stand in Lua metrics.
struct MetricTesterTests {
    private func source(_ tests: String, more: String = "") -> ScriptSource {
        ScriptSource(
            file: "metrics/test.lua",
            text: """
                metric "kept" { \(more)
                  state = { kept = count(), hours = sum() },
                  add = function(event, state)
                    if event.answers.kept == nil then return false end
                    if type(event.answers.kept) ~= "boolean" then return "ei käy: kept" end
                    if event.answers.kept then state:add("kept", 1) end
                    state:add("hours", 0.1)
                  end,
                  value = function(state)
                    if state.n == 0 then return none("nobody has answered") end
                    return share(state.kept, state.n), { kept = state.kept, hours = state.hours }
                  end,
                  tests = { \(tests) },
                }
                """)
    }

    private func results(_ tests: String, more: String = "") throws -> [MetricTestResult] {
        let symbols = SymbolTable()
        let workspace = try WorkspaceLoader.load(sources: [source(tests, more: more)], symbols: symbols)
        return MetricTester(symbols: symbols, workspace: workspace).runAll()
    }

    private static let given =
        "given = { { answers = { kept = true } }, { answers = { kept = false } }, { answers = { kept = 3 } }, { unit = 'åbo' } }"

    @Test(arguments: [
        "value = 50", "value = 50, n = 2, rejected = 1, parts = { kept = 1, hours = 0.2 }", "parts = { hours = 0.2 }",
        "value = 50.4, tolerance = 0.5, parts = { hours = 0.6 }", "n = 2", "value = 50.0000000001",
    ])
    func whatIsExpectedPasses(_ expected: String) throws {
        let results = try results("{ name = 'a', \(Self.given), expect = { \(expected) } }")
        #expect(results.count == 1)
        #expect(results.first?.failure == nil)
        #expect(results.first?.line == 13)
        #expect(results.first?.metric == "kept")
    }

    @Test(arguments: [
        ("value = 51", "value: expected 51; the metric says 50, n = 2, parts { hours = 0.2, kept = 1 }"),
        ("value = 50.00000001", "value: expected"), ("n = 3", "n: expected 3"),
        ("rejected = 0", "1 rejected: ei käy: kept"),
        ("reason = 'nobody has answered'", "expected no value"), ("parts = { kept = 2 }", "parts.kept: expected 2"),
        ("parts = { x = 2 }", "there is no such part"),
    ])
    func differencesAreTold(_ expected: String, _ problem: String) throws {
        let results = try results("{ \(Self.given), expect = { \(expected) } }")
        #expect(results.first?.test == "test 1")
        #expect(results.first?.failure?.contains(problem) == true, "\(results.first?.failure ?? "passed")")
    }

    @Test func noEventGivesTheReason() throws {
        let tests =
            "{ given = {}, expect = { reason = 'nobody has answered', n = 0 } }, { given = {}, expect = { value = 0 } }"
        let results = try results(tests)
        #expect(results.map(\.passed) == [true, false])
        #expect(results[1].failure?.contains("nobody has answered") == true)
    }

    @Test func theFilterOfTheMetricCounts() throws {
        let tests =
            "{ given = { { unit = 'oulu', answers = { kept = true } }, { answers = { kept = false } } }, expect = { n = 1, value = 100 } }"
        #expect(try results(tests, more: "where = { unit = 'oulu' },").first?.failure == nil)
        #expect(try results(tests).first?.failure != nil)
    }

    @Test(arguments: [
        ("3", "tests.1: expected { name"), ("{ \(given) }", "expect: is missing"),
        ("{ \(given), expect = {} }", "expects nothing"),
        ("{ \(given), expect = { valeu = 3 } }", "did you mean \"value\""),
        ("{ \(given), expect = { n = -1 } }", "n: expected a whole number"),
        ("{ \(given), expect = { n = 1, tolerance = -1 } }", "tolerance: expected"),
        ("{ \(given), expect = { value = 1, reason = 'x' } }", "reason: goes with no value"),
        ("{ \(given), expect = { parts = 3 } }", "parts: expected a table"),
        ("{ given = 3, expect = { n = 1 } }", "given: expected events"),
        ("{ given = { { untt = 'x' } }, expect = { n = 1 } }", "given.1: untt: unknown field"),
        ("{ nme = 'x', \(given), expect = { n = 1 } }", "nme: unknown key"),
    ])
    func mistakesAreComplainedAbout(_ tests: String, _ problem: String) {
        do throws(WorkspaceError) {
            _ = try WorkspaceLoader.load(sources: [source(tests)], symbols: SymbolTable())
            Issue.record("it loads")
        } catch {
            #expect(error.complaints.first?.line == 13)
            #expect(error.complaints.first?.problem.contains(problem) == true, "\(error)")
        }
    }

    @Test func keysThatNobodyKnowsAreComplainedAbout() {
        do throws(WorkspaceError) {
            _ = try WorkspaceLoader.load(sources: [source("", more: "valu = 3,")], symbols: SymbolTable())
            Issue.record("it loads")
        } catch {
            #expect(error.complaints.first?.problem.contains("valu: unknown key; did you mean \"value\"?") == true)
        }
    }
}
