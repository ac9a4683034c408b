import Engine
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Changes

/// Runs over the parts of a log, one after the other, are one run over all of it.
struct MemoryOfClosesTests {
    private static let rules = """
        units { "turku", "häme", "åbo" }
        touchpoints { order = {}, ["go-live"] = {} }
        metric { id = "nps", plugin = "nps" }
        metric { id = "ces", plugin = "ces", question = "nps", scale = { 0, 10 }, weight = "attributes.weight" }
        rule "drop" { doc = "x", on = "metric", metric = "nps", by = { "unit", "touchpoint" }, window = "30d",
          match = { dropped = { against = "60d", at_least = 5, min_n = 20 } }, false_alarms = "9/month",
          alert = { key = "{unit} {touchpoint}", title = "{unit}: {summary}" } }
        rule "low" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "14d", every = "1w",
          match = { below = { value = 50, min_n = 10 } }, false_alarms = "9/month",
          act = { use = "mail", subject = "{unit} {value}" }, alert = { title = "{unit} {day}" } }
        rule "seen" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "5d",
          run = function(m)
            local before = m.against("40d")
            if m.n > 15 then alert { key = m.group.unit, title = m.day .. " " .. m.n .. " " .. before.n } end
          end }
        rule "weighted" { doc = "x", on = "metric", metric = "ces", window = "month",
          match = { dropped = { against = "previous", min_n = 20 } }, correction = "none",
          alert = { title = "{summary}" } }
        rule "silent" { doc = "x", on = "silence", by = { "unit", "touchpoint" }, after = "4d",
          alert = { key = "{unit}", title = "{unit} {touchpoint} {days}" } }

        """

    /// 150 days of answers; a unit and a touchpoint come and go.
    private static func log(seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        var lines: [(time: Int, line: String)] = []
        for day in 0..<150 {
            for unit in ["turku", "häme", "åbo"] {
                if unit == "åbo", (day / 7) % 3 == 1 { continue }
                for _ in 0..<Int.random(in: 1...5, using: &random) {
                    let isLow = unit == "häme" && (70..<110).contains(day)
                    let score = Int.random(in: 0..<100, using: &random) < (isLow ? 25 : 65) ? 10 : 4
                    let time = day * 86_400 + Int.random(in: 0..<90_000, using: &random)
                    let point = Int.random(in: 0..<4, using: &random) == 0 ? "order" : "go-live"
                    let more = ",\"touchpoint\":\"\(point)\",\"attributes\":{\"weight\":\(1 + lines.count % 3)}"
                    lines.append(
                        (time, ClosingRun.response(lines.count, at: time, score, unit: unit, more: more)))
                }
            }
        }
        // Not quite in the order of time.
        return lines.map { ($0.time + Int.random(in: 0..<20_000, using: &random), $0.line) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Runs over each part, each from what the one before has saved.
    private static func run(_ parts: [ArraySlice<String>], rules: [String]) throws -> [ClosingRun] {
        var memory = SavedMemory()
        var runs: [ClosingRun] = []
        for (part, rules) in zip(parts, rules) {
            let run = try ClosingRun.run(rules, [Array(part)], jobs: 2, memory: memory)
            memory = try SavedMemory(try #require(run.report.memory).document())
            runs.append(run)
        }
        return runs
    }

    private static func told(_ alerts: [RuleAlert]) -> [String] {
        alerts.map { "\($0.request) \($0.group) \($0.holds) \($0.summary) \($0.pending)" }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func partsAreTheWhole(seed: UInt64) throws {
        let lines = Self.log(seed: seed)
        let whole = try ClosingRun.run(Self.rules, lines)
        let kinds = Set(whole.values("rule"))
        #expect(kinds.isSuperset(of: ["drop", "low", "seen", "silent"]), "\(kinds)")
        var random = SplitMix64(seed: seed + 100)
        let cuts = [0] + (0..<3).map { _ in Int.random(in: 0...lines.count, using: &random) }.sorted() + [lines.count]
        let parts = zip(cuts, cuts.dropFirst()).map { lines[$0..<$1] }
        let runs = try Self.run(parts, rules: parts.map { _ in Self.rules })
        #expect(runs.flatMap(\.decisions) == whole.decisions)
        #expect(Self.told(runs.flatMap(\.alerts)) == Self.told(whole.alerts))
        #expect(runs.map(\.report.events.late).reduce(0, +) == whole.report.events.late)
        for run in runs.dropFirst() { #expect(run.report.metricRules.allSatisfy { $0.start == .resumed }) }
    }

    /// What was changed begins anew and says so; the others go on.
    @Test func aChangedRuleBeginsAnew() throws {
        let lines = Self.log(seed: 5)
        let half = lines.count * 9 / 15
        let first = "rule \"low\" { doc = \"x\", on = \"metric\", metric = \"nps\", by = \"unit\", window = \"14d\","
        func rules(_ value: Int) -> String {
            first + " match = { below = { value = \(value), min_n = 10 } }, false_alarms = \"9/month\","
                + " alert = { key = \"{unit}\", title = \"{unit} {day}\" } }"
        }
        let parts = [lines[..<half], lines[half...]]
        let same = try Self.run(parts, rules: [rules(50), rules(50)])
        #expect(same[1].report.metricRules.map(\.start) == [.resumed])
        let changed = try Self.run(parts, rules: [rules(50), rules(51)])
        #expect(changed[1].report.metricRules.map(\.start) == [.clean])
        #expect(changed[1].lines.count > same[1].lines.count)
        // The windows are those of the metric, and go on: with none of them nothing would be low for days.
        #expect(changed[1].lines.first?.contains("häme") == true)
        let forgotten = try Self.run(parts, rules: [rules(50), rules(50).replacing("\"low\"", with: "\"lower\"")])
        #expect(forgotten[1].report.forgottenRules == ["low"])
        #expect(forgotten[1].report.metricRules.map(\.start) == [.new])
    }

    @Test func anotherMetricOfTheNameBeginsAnew() throws {
        let rule = """
            rule "seen" { doc = "x", on = "metric", metric = "m", window = "5d",
              run = function(m) alert { key = m.day, title = m.day .. " " .. m.n } end }

            """
        let lines = (0..<6).map { ClosingRun.response($0, at: $0 * 86_400 + 7_200, 9) }
        func metric(_ plugin: String) -> String {
            "metric { id = \"m\", plugin = \"\(plugin)\", question = \"nps\", scale = { 0, 10 },"
                + (plugin == "ces" ? "" : " detractors = 6, promoters = 9,") + " }\n" + rule
        }
        let parts = [lines[..<3], lines[3...]]
        let same = try Self.run(parts, rules: [metric("ces"), metric("ces")])
        #expect(same[1].values("title") == ["2025-01-03 3", "2025-01-04 4", "2025-01-05 5"])
        let other = try Self.run(parts, rules: [metric("ces"), metric("nps")])
        #expect(other[1].values("title") == ["2025-01-04 1", "2025-01-05 2"])
        #expect(other[1].report.metricRules.map(\.start) == [.clean])
    }
}
