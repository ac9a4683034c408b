import Builtins
import Engine
import Hindsight
import EventLog
import Foundation
import Testing
import Tuntuma
import Workspace

@testable import Changes

/// Rules about metrics and silence in the statistics of rules.
struct CloseSurveyTests {
    private static let rules = """
        units { ["häme"] = {}, oulu = {} }
        rule "drop" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "30d",
          match = { dropped = { against = "60d" } }, alert = { key = "{unit}", title = "{unit}" } }
        rule "goal" { doc = "x", on = "metric", metric = "nps", match = { dropped = { against = "target" } },
          alert = { title = "x" } }
        rule "rise" { doc = "x", on = "metric", metric = "nps", mode = "shadow",
          match = { rose = { against = "60d", at_least = 90 } }, alert = { title = "x" } }
        rule "quiet" { doc = "x", on = "silence", by = "unit", after = "10d", alert = { key = "{unit}", title = "x" } }
        rule "broken" { doc = "x", on = "metric", metric = "nps", every = "1w", run = function(m) error("oho") end }
        """

    /// A unit that falls after 100 days and is silent on some; another that never answers.
    private static let lines: [String] = (0..<150).flatMap { day in
        (0..<4).compactMap { index in
            guard !(60..<75).contains(day) || index == 0, !(40..<52).contains(day) else { return nil }
            let score = day < 100 ? [10, 9, 8, 4][index] : [10, 3, 7, 2][index]
            return ClosingRun.response(day * 4 + index, at: day * 86_400 + 30_000 + index, score, unit: "häme")
        }
    }

    private static func statistics(
        from: String? = nil, to: String? = nil, jobs: Int = 1, limit: Int? = nil
    ) throws -> RuleStatistics {
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-survey-\(UUID().uuidString).jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let symbols = SymbolTable()
        let workspace = try ClosingRun.workspace(rules, symbols: symbols)
        let zone = try #require(ZoneTable(name: "UTC"))
        let survey = try RuleSurvey(
            workspace: workspace,
            judge: (
                try MetricRules(workspace), try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols)
            ), inputs: [LogInput(path: file.path(percentEncoded: false), name: "0.jsonl")],
            stretch: try Stretch(from: from, to: to, in: zone), zone: zone, symbols: symbols, jobs: jobs, limit: limit,
            progress: { _, _ in })
        return try survey.run()
    }

    /// The looks are those of the run.
    @Test func theCountsAreThoseOfARun() throws {
        let run = try ClosingRun.run(Self.rules, Self.lines)
        for jobs in [1, 3] {
            let statistics = try Self.statistics(jobs: jobs, limit: 0)
            #expect(statistics.lookRows.map(\.rule) == ["drop", "goal", "rise", "quiet", "broken"])
            #expect(statistics.lookRows.map(\.looks) == run.report.metricRules.map(\.looks))
            let drop = statistics.lookRows[0]
            #expect(drop.looks.episodes == 1 && drop.looks.decided == 1 && drop.looks.held > 5)
            #expect(drop.looks.evaluated > 20 && drop.looks.notEvaluated[.tooFew, default: 0] > 0)
            #expect(drop.nanosecondsPerLook ?? 0 > 0)
            // The one is silent twice, for ten days and for fifteen; the other from the first day on.
            #expect(statistics.lookRows[3].looks.episodes == 2 && statistics.lookRows[2].mode == .shadow)
            #expect(statistics.lookRows[4].failures.first?.message.contains("oho") == true)
            let failed = statistics.lookRows[4].looks.failed
            let busiest = try #require(drop.busiestDay)
            #expect(statistics.warnings.contains(.neverEvaluated(rule: "goal", because: [.noTarget, .tooFew])))
            #expect(statistics.warnings.contains(.neverFired(rule: "rise")))
            #expect(failed > 15 && statistics.warnings.contains(.failedLooks(rule: "broken", looks: failed)))
            #expect(
                statistics.warnings.contains(.tooOften(rule: "drop", most: 1, on: busiest.day, days: 1, limit: 0)))
            #expect(!statistics.warnings.contains(.neverFired(rule: "drop")))
        }
    }

    /// Stretches of the log that make the whole: their counts add up, and what goes on from one into the next is not begun anew.
    @Test(arguments: ["2025-02-01", "2025-04-11", "2025-04-20", "2025-05-29"])
    func stretchesAddUp(day: String) throws {
        let whole = try Self.statistics()
        let before = try Self.statistics(to: day)
        let next = try #require(CivilDate(text: day)).dayNumber + 1
        let after = try Self.statistics(from: CivilDate(dayNumber: next).text)
        for (place, row) in whole.lookRows.enumerated() {
            let (first, second) = (before.lookRows[place].looks, after.lookRows[place].looks)
            #expect(first.looks + second.looks == row.looks.looks && first.held + second.held == row.looks.held)
            #expect(first.notEvaluated.merging(second.notEvaluated, uniquingKeysWith: +) == row.looks.notEvaluated)
            #expect(first.episodes + second.episodes == row.looks.episodes, "\(row.rule)")
            #expect(
                first.decided + second.decided == row.looks.decided && first.failed + second.failed == row.looks.failed)
        }
    }

    @Test func anEmptyStretchHasNoWarnings() throws {
        let statistics = try Self.statistics(from: "2030-01-01")
        #expect(statistics.events == 0 && statistics.warnings.isEmpty && statistics.lookRows.count == 5)
        #expect(statistics.lookRows.allSatisfy { $0.looks == LookCounts() && $0.nanosecondsPerLook == nil })
    }
}
