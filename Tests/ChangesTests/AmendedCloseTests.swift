import Builtins
import Engine
import EventLog
import Foundation
import Scripting
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Changes

/// What closes see of events that others amend: the current set of that moment, no more and no less.
struct AmendedCloseTests {
    private static let day = 86_400
    private static let rule = """
        metric { id = "nps", plugin = "nps" }
        metric { id = "kind", plugin = "nps", where = { answers = { kind = 1 } } }
        touchpoints { fair = {} }
        rule "seen" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "7d",
          run = function(m) alert { key = m.day, title = m.day .. "|" .. m.group.unit .. "|" .. m.n .. "|"
            .. m.parts.promoters .. "|" .. m.parts.detractors } end }
        rule "kinds" { doc = "x", on = "metric", metric = "kind", by = "unit", window = "7d",
          run = function(m) alert { key = m.day, title = m.day .. "|" .. m.group.unit .. "|" .. m.n .. "|"
            .. m.parts.promoters .. "|" .. m.parts.detractors } end }
        """

    private static func line(_ id: String, at time: Int, type: String = "response", _ fields: String) -> String {
        let stamp = Timestamp(milliseconds: 1_735_689_600_000 + Int64(time) * 1000).internetTime
        return "{\"id\":\"\(id)\",\"time\":\"\(stamp)\",\"type\":\"\(type)\",\(fields)}"
    }

    private struct Entry {
        var time: Int
        var line: String
    }

    /// Responses of two units, some in versions, and what withdraws and corrects them, before them too, and each other.
    private static func log(seed: UInt64) -> [Entry] {
        var random = SplitMix64(seed: seed)
        var ids: [String] = []
        var entries: [Entry] = []
        func answers() -> String {
            "\"answers\":{\"nps\":\(Int.random(in: 0...10, using: &random)),"
                + "\"kind\":\(Int.random(in: 1...2, using: &random)),\"why\":\"hyvä\"}"
        }
        for number in 0..<400 {
            let time = number * 7_000 + Int.random(in: -4_000...4_000, using: &random)
            let id = "e\(number)"
            let target = ids.randomElement(using: &random).map { target in
                Int.random(in: 0..<10, using: &random) == 0 ? "e\(number + 3)" : target
            }
            switch (Int.random(in: 0..<10, using: &random), target) {
            case (0, let target?):
                entries.append(Entry(time: time, line: line(id, at: time, type: "withdrawal", "\"re\":\"\(target)\"")))
            case (1, let target?):
                let fields = "\"re\":\"\(target)\",\(answers())"
                entries.append(Entry(time: time, line: line(id, at: time, type: "correction", fields)))
            case (let kind, _):
                var fields = "\"unit\":\"\(["a", "ä"][Int.random(in: 0..<2, using: &random)])\",\(answers())"
                if kind < 6 {
                    fields += ",\"response\":\"r\(Int.random(in: 0..<60, using: &random))\""
                    fields += ",\"revision\":\(Int.random(in: 1...4, using: &random))"
                }
                fields += ",\"attributes\":{\"segment\":\"municipality\"}"
                entries.append(Entry(time: time, line: line(id, at: time, fields)))
            }
            ids.append(id)
        }
        return entries
    }

    /// The days that close, each with how many lines came before.
    private static func closings(_ entries: [Entry]) -> [(day: Int, lines: Int)] {
        var closings: [(day: Int, lines: Int)] = []
        var (latest, open) = (Int.min, Int?.none)
        for (place, entry) in entries.enumerated() where entry.time > latest {
            latest = entry.time
            let day = (entry.time - 3_600 + 10 * Self.day) / Self.day - 10
            if let open { for closed in open..<max(open, day) { closings.append((closed, place)) } }
            open = max(open ?? day, day)
        }
        return closings
    }

    /// The same metrics by day and unit over the first lines of the log, from the report of a run.
    private static func report(_ lines: [String]) throws -> RunReport {
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-amended-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        let symbols = SymbolTable()
        var workspace = try ClosingRun.workspace(rule, symbols: symbols)
        workspace.metricRules = []
        var options = RunOptions()
        options.period = .day
        options.groupKeys = [try GroupKey("unit", workspace: workspace, symbols: symbols)]
        let runner = try Runner(
            workspace: workspace, metrics: try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols),
            symbols: symbols, options: options)
        return try runner.run([LogInput(path: file.path(percentEncoded: false))], outputs: RunOutputs())
    }

    private static func expected(_ entries: [Entry]) throws -> [String] {
        var titles: [String] = []
        var known: [Int: RunReport] = [:]
        for (day, lines) in closings(entries) {
            let report = try known[lines] ?? report(entries.prefix(lines).map(\.line))
            known[lines] = report
            let window = (day - 6...day).map { CivilDate(dayNumber: 20_089 + $0).text }
            for metric in ["nps", "kind"] {
                for unit in ["a", "ä"] {
                    var counts = [0, 0, 0]
                    for row in report.metrics where row.metric == metric && window.contains(row.period) {
                        guard row.by.first?.value == unit else { continue }
                        counts[0] += row.result.n
                        for case (let name, .count(let count)) in row.result.parts {
                            if name == "promoters" { counts[1] += count }
                            if name == "detractors" { counts[2] += count }
                        }
                    }
                    guard counts[0] > 0 else { continue }
                    let date = CivilDate(dayNumber: 20_089 + day).text
                    titles.append("\(date)|\(unit)|\(counts[0])|\(counts[1])|\(counts[2])")
                }
            }
        }
        return titles
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func aCloseSeesTheCurrentSetOfItsMoment(seed: UInt64) throws {
        let entries = Self.log(seed: seed)
        let expected = try Self.expected(entries)
        #expect(expected.count > 60)
        for jobs in [1, 3] {
            let run = try ClosingRun.run(Self.rule, entries.map(\.line), jobs: jobs)
            #expect(run.values("title") == expected)
        }
    }

    /// The decision of an earlier close stands; the next one sees what the amendment says.
    @Test func anAmendmentChangesLaterClosesOnly() throws {
        func response(_ id: String, _ revision: Int, at time: Int, _ score: Int) -> String {
            Self.line(
                id, at: time,
                "\"unit\":\"a\",\"response\":\"r\",\"revision\":\(revision),\"answers\":{\"nps\":\(score)}")
        }
        let lines = [
            response("one", 1, at: 0, 10), response("two", 2, at: Self.day + 7_200, 0),
            Self.line("three", at: 2 * Self.day + 7_200, "\"unit\":\"a\",\"answers\":{\"nps\":10}"),
            Self.line("four", at: 3 * Self.day + 7_200, type: "withdrawal", "\"re\":\"two\""),
            Self.line("five", at: 4 * Self.day + 7_200, type: "notice", "\"unit\":\"a\""),
        ]
        let run = try ClosingRun.run(Self.rule, lines)
        #expect(
            run.values("title") == [
                "2025-01-01|a|1|1|0", "2025-01-02|a|1|0|1", "2025-01-03|a|2|1|1", "2025-01-04|a|1|1|0",
            ])
    }

    /// A day whose only response was withdrawn is no day with a response.
    @Test func whatWasWithdrawnDoesNotBreakTheSilence() throws {
        let rule = """
            touchpoints { fair = {} }
            rule "quiet" { doc = "x", on = "silence", by = "touchpoint", after = "5d",
              alert = { key = "{touchpoint}", title = "{touchpoint} {days} {day}" } }
            """
        var lines: [String] = []
        for day in 0..<12 {
            let fields = day == 0 || day == 3 ? "\"touchpoint\":\"fair\"," : ""
            lines.append(Self.line("e\(day)", at: day * Self.day + 7_200, fields + "\"answers\":{\"nps\":8}"))
            if day == 4 {
                lines.append(Self.line("w", at: day * Self.day + 7_300, type: "withdrawal", "\"re\":\"e3\""))
            }
        }
        let run = try ClosingRun.run(rule, lines)
        #expect(run.values("title") == ["fair 5 2025-01-06"])
    }

    /// Escapes hide no amendment from the look ahead.
    @Test func amendmentsAreFoundHoweverTheyAreWritten() throws {
        for kind in ["withdrawal", "with\\u0064rawal"] {
            let lines = [
                Self.line("a", at: 0, "\"unit\":\"a\",\"answers\":{\"nps\":10}"),
                Self.line("b", at: 10, "\"unit\":\"a\",\"answers\":{\"nps\":10}"),
                Self.line("w", at: 20, type: kind, "\"re\":\"a\""),
                Self.line("c", at: 2 * Self.day, "\"unit\":\"a\",\"answers\":{\"nps\":10}"),
            ]
            let run = try ClosingRun.run(Self.rule, lines)
            #expect(run.values("title").first == "2025-01-01|a|1|1|0")
        }
    }
}
