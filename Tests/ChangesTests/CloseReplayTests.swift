import Builtins
import Engine
import Hindsight
import EventLog
import Foundation
import Synchronization
import Testing
import Tuntuma
import Workspace

@testable import Changes

/// Rules about metrics in a replay.
struct CloseReplayTests {
    private static func rule(_ against: String, title: String = "{unit}") -> String {
        """
        rule "drop" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "30d",
          match = { dropped = { against = "\(against)" } }, alert = { key = "{unit}", title = "\(title)" } }
        rule "each" { doc = "x", match = { answers = { nps = { max = 2 } } }, alert = { title = "{id}" } }
        """
    }

    private static let lines: [String] = (0..<150).flatMap { day in
        (0..<4).map { index in
            let score = day < 100 ? [10, 9, 8, 4][index] : [10, 3, 7, 2][index]
            return ClosingRun.response(day * 4 + index, at: day * 86_400 + 30_000 + index, score, unit: "häme")
        }
    }

    private static func replay(
        _ now: String, _ then: String, from: String? = nil, jobs: Int = 1
    ) throws -> (report: ReplayReport, decisions: [UInt8]) {
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-replay-\(UUID().uuidString).jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let symbols = SymbolTable()
        let (current, candidate) = (
            try ClosingRun.workspace(now, symbols: symbols), try ClosingRun.workspace(then, symbols: symbols)
        )
        let zone = try #require(ZoneTable(name: "UTC"))
        let replay = try Replay(
            workspace: current, candidate: candidate.rules,
            metricRules: ReplayedMetricRules(
                current: .init(current.metricRules, judge: try MetricRules(current)),
                candidate: .init(candidate.metricRules, judge: try MetricRules(candidate)),
                metrics: try PluginRegistry.withBuiltins().metrics(of: current, symbols: symbols)), zone: zone,
            symbols: symbols)
        var options = Replay.Options()
        options.jobs = jobs
        options.stretch = try Stretch(from: from, to: nil, in: zone)
        let sink = Sink()
        options.decisions = { bytes in sink.bytes.withLock { $0 += bytes } }
        let report = try replay.run(
            [LogInput(path: file.path(percentEncoded: false), name: "0.jsonl")], options: options)
        return (report, sink.bytes.withLock { $0 })
    }

    private final class Sink: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    /// The same rules over the same log: nothing is different, and the decisions are those of the run, byte for byte.
    @Test func theSameRulesDecideTheSame() throws {
        let recorded = try ClosingRun.run(Self.rule("60d"), Self.lines)
        for jobs in 1...3 {
            let (report, decisions) = try Self.replay(Self.rule("60d"), Self.rule("60d"), jobs: jobs)
            #expect(!report.isDifferent && report.total.current > 2)
            #expect(decisions == recorded.decisions)
            #expect(report.rules.first { $0.rule == "drop" }?.status == .same)
        }
    }

    @Test func anEditedRuleIsSeen() throws {
        let (report, _) = try Self.replay(Self.rule("60d"), Self.rule("60d", title: "Hämeenlinna"))
        let row = try #require(report.rules.first { $0.rule == "drop" })
        #expect(row.status == .edited && row.counts.changed == 1 && report.isDifferent)
        #expect(row.counts.added == 0 && row.counts.removed == 0)
        #expect(
            report.examples.contains { $0.rule == "drop" && $0.change == .changed && $0.event == #"{"unit":"häme"}"# })
    }

    @Test func anotherBaseMayFindItOnAnotherDay() throws {
        let (report, _) = try Self.replay(Self.rule("60d"), Self.rule("20d"))
        let row = try #require(report.rules.first { $0.rule == "drop" })
        #expect(row.counts.current == 1)
        #expect(report.units.contains { $0.unit == "häme" })
        #expect(report.days.map(\.day) == report.days.map(\.day).sorted())
    }

    @Test func aRuleThatIsTakenAwayIsSeen() throws {
        let each = Self.rule("60d").split(separator: "\n").last.map { String($0) } ?? ""
        let (report, _) = try Self.replay(Self.rule("60d"), each)
        let row = try #require(report.rules.first { $0.rule == "drop" })
        #expect(row.status == .removed && row.counts.removed == 1)
    }

    /// What goes on at the beginning of a stretch was begun before it.
    @Test func aStretchHasItsOwnDecisionsOnly() throws {
        let (late, _) = try Self.replay(Self.rule("60d"), Self.rule("60d"), from: "2025-05-20")
        #expect(late.rules.first { $0.rule == "drop" }?.counts.current == 0)
        let (whole, _) = try Self.replay(Self.rule("60d"), Self.rule("60d"), from: "2025-04-01")
        #expect(whole.rules.first { $0.rule == "drop" }?.counts.current == 1)
    }
}
