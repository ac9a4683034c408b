import Declarations
import Engine
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Changes

/// `m.dropped { ... }` and its kind in `run`: the test of `match`, asked from Lua.
struct LookQuestionTests {
    /// 200 days of answers of four units, of which some drop and rise.
    private static func lines(seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        var lines: [(time: Int, line: String)] = []
        for day in 0..<200 {
            for (place, unit) in ["turku", "häme", "åbo", "oulu"].enumerated() {
                for _ in 0..<4 {
                    let share = place == 1 && day > 140 ? 25 : place == 2 && day > 120 ? 90 : 55
                    let score = Int.random(in: 0..<100, using: &random) < share ? 10 : 4
                    let time = day * 86_400 + Int.random(in: 28_800..<64_800, using: &random)
                    lines.append((time, ClosingRun.response(lines.count, at: time, score, unit: unit)))
                }
            }
        }
        return lines.sorted { $0.time < $1.time }.map(\.line)
    }

    private static func rule(_ body: String, _ budget: String = "1/year") -> String {
        """
        rule "x" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "30d", false_alarms = "\(budget)",
        \(body) }

        """
    }

    private static func asking(_ conditions: String..., budget: String = "1/year") -> String {
        let asked = conditions.map { "if \($0) then alert { key = m.group.unit, title = m.group.unit .. m.day } end" }
        return rule("run = function(m) \(asked.joined(separator: " ")) end", budget)
    }

    private static func found(_ lua: String, _ lines: [String]) throws -> [String] {
        let run = try ClosingRun.run(lua, lines)
        #expect(run.report.metricRules.allSatisfy { $0.failures.isEmpty }, "\(run.report.metricRules)")
        return zip(run.values("close"), run.values("group")).map { "\($0) \($1)" }
    }

    @Test(arguments: [1, 2] as [UInt64]) func aQuestionIsTheTestOfMatch(seed: UInt64) throws {
        let lines = Self.lines(seed: seed)
        let matched =
            "match = { dropped = { against = \"90d\", at_least = 5 } }, alert = { key = \"{unit}\", title = \"x\" }"
        let dropped = "m.dropped { against = \"90d\", at_least = 5 }"
        let expected = try Self.found(Self.rule(matched), lines)
        #expect(!expected.isEmpty)
        #expect(try Self.found(Self.asking(dropped), lines) == expected)
        #expect(try Self.found(Self.asking("m:dropped({ at_least = 5.0; [\"against\"] = '90d' })"), lines) == expected)
        // Two questions have half of the budget each; one that is asked twice is one.
        let rose = "m.rose { against = \"90d\", at_least = 200 }"
        #expect(try Self.found(Self.asking(dropped, rose, budget: "2/year"), lines) == expected)
        #expect(try Self.found(Self.asking("\(dropped) and \(dropped)"), lines) == expected)
        // What match asks is another share.
        let beside = Self.rule(
            "match = { above = { value = -90, min_n = 2 } }, run = function(m) if \(dropped) then "
                + "alert { key = m.group.unit, title = \"x\" } end end", "2/year")
        #expect(try Self.found(beside, lines) == expected)
    }

    @Test func anAnswerHasTheDetail() throws {
        let rule = Self.rule(
            """
            run = function(m)
              local found = m.dropped { against = "90d", min_n = 40 }
              local high = m.above { value = 90 }
              local function near(a, b) return a - b < 1e-9 and b - a < 1e-9 end
              if found then alert { key = m.group.unit, title = string.format("%s %s %s %d %d %s %s %s",
                tostring(high), near(found.value - found.base, found.difference), found.p < 0.01, found.n, found.base_n,
                found.n == m.n, near(found.value, m.value), found.since ~= nil) } end
            end
            """)
        let run = try ClosingRun.run(rule, Self.lines(seed: 1))
        let title = try #require(run.values("title").first)
        #expect(title == "false true true 120 360 true true true", "\(title)")
    }

    @Test func whatIsNotWrittenOutIsRefusedAtItsLine() throws {
        for call in [
            "m.dropped { against = days }", "m.dropped(settings)", "local f = m.dropped", "m.below { value = 5 + x }",
            "m.below { value = -x }", "m.dropped { '90d' }",
        ] {
            let error = try #require(throws: WorkspaceError.self) {
                try ClosingRun.workspace(Self.rule("run = function(m)\n\n  \(call)\nend"))
            }
            let complaint = try #require(error.complaints.first)
            #expect(complaint.line == 4 && complaint.problem.contains("written out"), "\(call): \(complaint)")
        }
    }

    @Test func mistakesAreThoseOfMatch() throws {
        for (call, problem) in [
            ("m.dropped { against = \"90x\" }", "is nothing to compare with"),
            ("m.dropped { at_least = 3 }", "against: is missing"),
            ("m.below { value = 5, least = 3 }", "unknown key"),
        ] {
            let error = try #require(throws: WorkspaceError.self) {
                try ClosingRun.workspace(Self.rule("run = function(m)\n\n  local x = \(call)\nend"))
            }
            let complaint = try #require(error.complaints.first)
            #expect(complaint.line == 4 && complaint.problem.contains(problem), "\(call): \(complaint)")
        }
    }

    /// A question that was not read with the rule has no share of the budget, and gets no answer.
    @Test func aQuestionOutsideOfRunFails() throws {
        let lua = """
            local function isLow(x) return x.below { value = 90, min_n = 2 } end
            \(Self.rule("run = function(m) if isLow(m) then alert { title = \"x\" } end end"))
            """
        let run = try ClosingRun.run(lua, Array(Self.lines(seed: 1).prefix(100)))
        let failure = try #require(run.report.metricRules.first?.failures.first)
        #expect(failure.ruleLine == "rules/a.lua:1" && failure.message.contains("was not read with the rule"))
    }

    @Test func testsOfRulesKnowQuestions() throws {
        let workspace = try ClosingRun.workspace(
            Self.rule(
                """
                run = function(m) if m.dropped { against = "90d" } then alert { title = "low" } end end,
                tests = {
                  { name = "drops", given = { group = { unit = "a" }, now = net(20, 60, 100), before = net(60, 20, 300) },
                    expect = { alert = { title = "low" } } },
                  { name = "stays", given = { group = { unit = "a" }, now = net(59, 20, 100), before = net(60, 20, 100) },
                    expect = {} },
                }
                """))
        let results = MetricRuleTester(workspace).runAll()
        #expect(results.count == 2 && results.allSatisfy { $0.failure == nil }, "\(results.map(\.failure))")
    }
}
