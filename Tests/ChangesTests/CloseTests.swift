import Engine
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Changes

/// What closes see, and what rules make of it, through whole runs.
struct CloseTests {
    private static let rule = """
        units { "turku", "häme", "åbo" }
        rule "nps-drop" {
          doc = "x", on = "metric", metric = "nps", by = "unit", window = "30d",
          match = { dropped = { against = "90d", at_least = 5 } },
          alert = { key = "{unit}", title = "{unit}: {summary}" },
        }
        """

    /// 200 days of answers of three units; Häme drops on day 150.
    private static func answers(seed: UInt64, perDay: Int = 4) -> [(time: Int, unit: String, score: Int)] {
        var random = SplitMix64(seed: seed)
        var answers: [(time: Int, unit: String, score: Int)] = []
        for day in 0..<200 {
            for unit in ["turku", "häme", "åbo"] {
                for _ in 0..<perDay {
                    let isLow = unit == "häme" && day >= 150
                    let roll = Int.random(in: 0..<100, using: &random)
                    let score = roll < (isLow ? 25 : 60) ? 10 : roll < (isLow ? 50 : 85) ? 8 : 3
                    answers.append((day * 86_400 + Int.random(in: 28_800..<64_800, using: &random), unit, score))
                }
            }
        }
        return answers.sorted { $0.time < $1.time }
    }

    private static func lines(_ answers: [(time: Int, unit: String, score: Int)]) -> [String] {
        answers.enumerated().map { ClosingRun.response($0, at: $1.time, $1.score, unit: $1.unit) }
    }

    @Test func aDropIsFoundOnceAndDated() throws {
        let run = try ClosingRun.run(Self.rule, Self.lines(Self.answers(seed: 1)))
        #expect(run.lines.count == 1)
        let line = try #require(run.lines.first)
        #expect(line.contains(#""kind":"alert","rule":"nps-drop""#) && line.contains(#""group":{"unit":"häme"}"#))
        // 150 days after the first of January is the 31st of May.
        #expect(line.contains("since about 3") || line.contains("since about 29 May"), "\(line)")
        let row = try #require(run.report.metricRules.first)
        #expect(row.looks.decided == 1 && row.looks.held > 20)
        #expect(run.report.decisions.alert == 1)
        #expect(row.looks.notEvaluated[.tooFew, default: 0] > 0)
    }

    @Test func theNumberOfWorkersChangesNothing() throws {
        let lines = Self.lines(Self.answers(seed: 2, perDay: 12))
        let one = try ClosingRun.run(Self.rule, lines, jobs: 1)
        #expect(!one.lines.isEmpty)
        for jobs in 2...4 {
            let more = try ClosingRun.run(Self.rule, lines, jobs: jobs)
            #expect(more.decisions == one.decisions)
            #expect(more.report.metricRules == one.report.metricRules)
        }
    }

    /// Events that come late by less than the lateness change nothing, in whatever order.
    @Test func shufflingWithinTheLatenessChangesNothing() throws {
        let answers = Self.answers(seed: 3)
        let plain = try ClosingRun.run(Self.rule, Self.lines(answers))
        var random = SplitMix64(seed: 4)
        for _ in 0..<3 {
            // Each event is moved by less than an hour of the log.
            let shuffled = answers.map { ($0, $0.time + Int.random(in: 0..<3_500, using: &random)) }
                .sorted { $0.1 < $1.1 }.map(\.0)
            let moved = try ClosingRun.run(Self.rule, Self.lines(shuffled))
            #expect(moved.values("key") == plain.values("key") && !plain.lines.isEmpty)
            #expect(moved.values("title") == plain.values("title"))
            #expect(moved.report.metricRules == plain.report.metricRules)
        }
    }

    /// What a close sees is what had been accepted; what comes later counts for the closes to come.
    @Test func aLateAnswerCountsFromTheNextCloseOn() throws {
        let rule = """
            rule "seen" {
              doc = "x", on = "metric", metric = "nps", window = "2d",
              run = function(m) alert { key = m.day, title = m.day .. " " .. m.n .. " " .. m.value } end,
            }
            """
        let day = 86_400
        let lines = [
            ClosingRun.response(1, at: 10 * 3600, 10),
            ClosingRun.response(2, at: day + 10 * 3600, 10),
            // Closes the first day: its end and an hour have passed.
            ClosingRun.response(3, at: 20 * 3600, 0),  // late
            ClosingRun.response(4, at: 2 * day + 2 * 3600, 8),
            ClosingRun.response(5, at: day + 20 * 3600, 0),  // late
            ClosingRun.response(6, at: 3 * day + 2 * 3600, 8),
            ClosingRun.response(7, at: 5 * day, 8),
        ]
        let run = try ClosingRun.run(rule, lines)
        #expect(run.report.events.late == 2)
        #expect(
            run.values("title") == [
                "2025-01-01 1 100", "2025-01-02 3 33.333333333333", "2025-01-03 3 0", "2025-01-04 2 0",
            ])
    }

    /// A decision at a close stands before that on the event which moved log time past it.
    @Test func closesStandInTheirPlaceAmongTheEvents() throws {
        let rule = """
            rule "seen" { doc = "x", on = "metric", metric = "nps", window = "1d",
              run = function(m) alert { key = m.day, title = "close " .. m.day } end }
            rule "each" { doc = "x", alert = { title = "event {id}" } }
            """
        let day = 86_400
        let run = try ClosingRun.run(
            rule,
            [
                ClosingRun.response(1, at: 0, 10), ClosingRun.response(2, at: day, 10),
                ClosingRun.response(3, at: day + 3_599, 10), ClosingRun.response(4, at: day + 3_600, 10),
                ClosingRun.response(5, at: 2 * day + 3_600, 10),
            ])
        #expect(
            run.values("title") == [
                "event r-1", "event r-2", "event r-3", "close 2025-01-01", "event r-4", "close 2025-01-02", "event r-5",
            ])
        #expect(run.report.decisions.alert == 7)
    }

    @Test func anOutlierOfTheFarFutureDoesNoHarm() throws {
        let lines =
            Self.lines(Self.answers(seed: 1)) + [ClosingRun.response(100_000, at: 251_000_000_000, 3, unit: "häme")]
        let run = try ClosingRun.run(Self.rule, lines)
        #expect(run.lines.count == 1)
    }

    /// Counts by brute force, at every close, of what `run` is told.
    @Test func everyWindowSaysWhatCountingSays() throws {
        let rule = """
            rule "seen" { doc = "x", on = "metric", metric = "nps", by = { "unit", "touchpoint" }, window = "7d",
              run = function(m)
                local before = m.against("10d")
                alert { key = m.day, title = m.day .. "|" .. m.group.unit .. "|" .. (m.group.touchpoint or "-") .. "|"
                  .. m.n .. "|" .. m.parts.promoters .. "|" .. before.n .. "|" .. m.previous.n }
              end }
            """
        var random = SplitMix64(seed: 9)
        var events: [(day: Int, unit: String, touchpoint: String, score: Int)] = []
        for day in 0..<40 {
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                events.append(
                    (
                        day, ["a", "b"].randomElement(using: &random) ?? "a",
                        ["x", "y"].randomElement(using: &random) ?? "x", Int.random(in: 0...10, using: &random)
                    ))
            }
        }
        let lines = events.enumerated().map { index, event in
            ClosingRun.response(
                index, at: event.day * 86_400 + 40_000 + index, event.score, unit: event.unit,
                more: ",\"touchpoint\":\"\(event.touchpoint)\"")
        }
        let run = try ClosingRun.run(rule, lines + [ClosingRun.response(9_999, at: 40 * 86_400 + 7_200, 5)])
        var expected: [String] = []
        for close in 0..<40 {
            for (unit, touchpoint) in [
                ("a", nil), ("b", nil), ("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"),
            ] as [(String, String?)] {
                func count(_ days: ClosedRange<Int>, from score: Int = 0) -> Int {
                    events.count {
                        $0.unit == unit && (touchpoint == nil || $0.touchpoint == touchpoint) && days.contains($0.day)
                            && $0.score >= score
                    }
                }
                let window = close - 6...close
                guard count(window) > 0 else { continue }
                expected.append(
                    "\(CivilDate(dayNumber: 20_089 + close).text)|\(unit)|\(touchpoint ?? "-")|\(count(window))|"
                        + "\(count(window, from: 9))|\(count(close - 16...close - 7))|\(count(close - 13...close - 7))")
            }
        }
        #expect(run.values("title") == expected)
    }

    @Test func aSilentGroupIsToldOnce() throws {
        let rule = """
            touchpoints { order = {}, ["go-live"] = {}, fair = {} }
            rule "quiet" { doc = "x", on = "silence", by = "touchpoint", after = "5d",
              alert = { key = "{touchpoint}", title = "{touchpoint} {days} {day}" } }
            """
        var lines: [String] = []
        for day in 0..<30 {
            let point = day < 10 || day > 20 ? "order" : "go-live"
            lines.append(ClosingRun.response(day, at: day * 86_400 + 43_200, 8, more: ",\"touchpoint\":\"\(point)\""))
        }
        let run = try ClosingRun.run(rule, lines)
        #expect(
            run.values("title") == [
                "fair 5 2025-01-05", "go-live 5 2025-01-05", "order 5 2025-01-15", "go-live 5 2025-01-26",
            ])
    }

    @Test func aRuleThatFailsSaysWhere() throws {
        let rule = """
            rule "bad" { doc = "x", on = "metric", metric = "nps", window = "1d",
              run = function(m)
                alert { title = m.valeu }
              end }
            """
        let run = try ClosingRun.run(
            rule, [ClosingRun.response(1, at: 0, 10), ClosingRun.response(2, at: 3 * 86_400, 10)])
        let row = try #require(run.report.metricRules.first)
        #expect(row.looks.failed == 1 && run.lines.isEmpty)
        let failure = try #require(row.failures.first)
        #expect(failure.ruleLine == "rules/a.lua:3" && failure.place == "2025-01-01")
        #expect(failure.message.contains("m has no field 'valeu'") && failure.message.contains("value"))
    }
}
