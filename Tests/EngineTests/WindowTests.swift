import Builtins
import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

@testable import Engine

/// Rows of a moving window.
struct WindowTests {
    private static let first = CivilDate(year: 2026, month: 1, day: 1).dayNumber

    /// 120 days with gaps, of three units and some answers of none.
    private static func lines(seed: UInt64) -> [(day: Int, line: String)] {
        var random = SplitMix64(seed: seed)
        return (0..<600).map { number in
            let day = Int.random(in: 0..<120, using: &random)
            let unit = ["turku", "oulu", "häme", nil].randomElement(using: &random) ?? nil
            let date = CivilDate(dayNumber: first + day).text
            return (
                first + day,
                "{\"id\":\"e\(number)\",\"time\":\"\(date)T12:00:00Z\",\"type\":\"response\""
                    + (unit.map { ",\"unit\":\"\($0)\"" } ?? "")
                    + ",\"answers\":{\"nps\":\(Int.random(in: 0...10, using: &random))}}"
            )
        }
    }

    private static func report(
        _ lines: [String], by keys: [String], period: Period, window: Int? = nil, jobs: Int = 1, minimum: Int? = nil
    ) throws -> RunReport {
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-window-\(UUID().uuidString).jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let symbols = SymbolTable()
        var workspace = Workspace()
        workspace.organisation.minimumGroup = minimum
        workspace.metrics = [
            MetricDeclaration(
                id: "nps", plugin: "nps",
                block: Block(keyword: "metric", name: "nps", settings: [:], file: "tuntuma.lua", line: 1))
        ]
        var options = RunOptions()
        options.groupKeys = try keys.map { try GroupKey($0, workspace: workspace, symbols: symbols) }
        options.period = period
        options.window = window
        options.jobs = jobs
        let runner = try Runner(
            workspace: workspace, metrics: try PluginRegistry.withBuiltins().metrics(of: workspace, symbols: symbols),
            symbols: symbols, options: options)
        return try runner.run(
            [LogInput(path: file.path(percentEncoded: false), name: "0.jsonl")], outputs: RunOutputs())
    }

    private static func text(_ row: MetricRow) -> String {
        "\(row.by.map { $0.value ?? "-" }) \(row.result.n) \(row.result.value ?? -999) \(row.result.interval?.lower ?? -999)"
    }

    /// A window says what its days say alone.
    @Test(arguments: [1, 7, 30], [1, 2] as [UInt64])
    func aWindowIsItsDays(length: Int, seed: UInt64) throws {
        let lines = Self.lines(seed: seed)
        for keys in [[], ["unit"]] {
            let report = try Self.report(lines.map(\.line), by: keys, period: .day, window: length, jobs: 3)
            let (start, last) = (
                try #require(lines.map(\.day).min()) + length - 1, try #require(lines.map(\.day).max())
            )
            let rows = report.metrics + report.totals
            #expect(rows.map(\.period).min() == CivilDate(dayNumber: start).text && report.window == length)
            for end in [start, start + 17, 60 + Self.first, last] {
                let own = lines.filter { (end - length + 1...end).contains($0.day) }.map(\.line)
                let alone = try Self.report(own, by: keys, period: .all)
                let day = CivilDate(dayNumber: end).text
                #expect(
                    rows.filter { $0.period == day }.map(Self.text)
                        == (alone.metrics + alone.totals).filter { $0.result.n > 0 }.map(Self.text))
            }
        }
    }

    /// Where small groups are not shown, windows do not overlap: no difference of two tells of a day.
    @Test func windowsOfSmallGroupsDoNotOverlap() throws {
        let report = try Self.report(
            Self.lines(seed: 3).map(\.line), by: ["unit"], period: .day, window: 10, minimum: 12)
        let days = Set(report.totals.map(\.period)).compactMap { CivilDate(text: $0)?.dayNumber }.sorted()
        #expect(days.count > 10 && zip(days, days.dropFirst()).allSatisfy { $1 - $0 == 10 })
        #expect(report.metrics.contains { $0.suppressed })
    }

    /// An event of the year 9999 is a window of its own, not three million.
    @Test func aFarDayCostsNothing() throws {
        var lines = Self.lines(seed: 4).map(\.line)
        lines.append(
            "{\"id\":\"x\",\"time\":\"9999-06-01T12:00:00Z\",\"type\":\"response\",\"answers\":{\"nps\":1}}")
        let report = try Self.report(lines, by: [], period: .day, window: 30)
        #expect(report.metrics.count < 300 && report.metrics.last?.period == "9999-06-01")
    }
}
