import Foundation

/// Whole runs of `tuntuma` against the peers that are installed, and against the project's own promises.
struct Comparison {
    private let program: String
    private let folder: String
    private let events: Int
    private let turns: Int

    /// - Parameters:
    ///   - program: The `tuntuma` to measure.
    ///   - folder: An empty folder for the log and the workspaces.
    init(program: String, folder: String, events: Int, turns: Int) {
        self.program = program
        self.folder = folder
        self.events = events
        self.turns = turns
    }

    func run() throws {
        let log = "\(folder)/events.jsonl"
        try write(events, to: log)
        try workspace("one", RuleFiles.one)
        try workspace("twenty", RuleFiles.twenty)
        try workspace("rare", RuleFiles.twentyRare)
        try workspace("often", RuleFiles.twentyOften)
        try workspace("always", RuleFiles.always)
        // Every rule stands in an edited file, so all of them run on both sides.
        try workspace("edited", RuleFiles.twenty + "-- edited\n")
        let metrics = [program, "run", log, "--by", "touchpoint", "--period", "month", "--format", "json"]
        let plain = [program, "run", log, "--format", "json"]
        let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
        print("\(events) events, medians of \(turns) runs in turn")
        show([
            Timing.Contender(label: "tuntuma, metrics by month", arguments: metrics),
            Peers.duckDB(python, log),
        ])
        show([
            Timing.Contender(
                label: "tuntuma, one rule",
                arguments: plain + ["--workspace", "\(folder)/one", "--decisions", "\(folder)/decisions.jsonl"]),
            Peers.luaJIT(log), Peers.python(python, log),
        ])
        func ruled(_ label: String, _ name: String, _ target: Timing.Target?) -> Timing.Contender {
            Timing.Contender(
                label: label, arguments: plain + ["--workspace", "\(folder)/\(name)"], target: target)
        }
        show([
            Timing.Contender(label: "tuntuma, no rules", arguments: plain),
            ruled("tuntuma, 20 rules on 1 %", "rare", .times(1.25)),
            ruled("tuntuma, 20 rules on 10 %", "twenty", .times(2)),
            ruled("tuntuma, 20 on 10 % each", "often", nil),
            ruled("tuntuma, Lua on each event", "always", .nanosecondsMore(150)),
        ])
        show([
            ruled("tuntuma, 20 rules on 10 %", "twenty", nil),
            Timing.Contender(
                label: "tuntuma, replay of 2 x 20",
                arguments: [
                    program, "rules", "replay", log, "--workspace", "\(folder)/twenty", "--candidate",
                    "\(folder)/edited/rules", "--format", "json",
                ], target: .times(2.2)),
        ])
        try showGroups()
        show([
            Timing.Contender(label: "tuntuma --version", arguments: [program, "--version"])
        ])
        let tenfold = "\(folder)/tenfold.jsonl"
        try write(events * 10, to: tenfold)
        show([
            Timing.Contender(label: "tuntuma, \(events)", arguments: metrics),
            Timing.Contender(label: "tuntuma, \(events * 10)", arguments: metrics.map { $0 == log ? tenfold : $0 }),
        ])
    }

    /// A rule about a metric at each close of a year, over a thousand groups.
    private func showGroups() throws {
        let groups = 1000
        let log = "\(folder)/groups.jsonl"
        var generator = GroupLog(seed: 7)
        try write(GroupLog.days, to: log) { generator.append(day: $0, groups: groups, to: &$1) }
        try workspace("groups", GroupLog.rule)
        try workspace("plain", "")
        let run = [program, "run", log, "--format", "json", "--workspace"]
        show([
            Timing.Contender(label: "tuntuma, \(groups) groups", arguments: run + ["\(folder)/plain"]),
            Timing.Contender(
                label: "tuntuma, \(GroupLog.days) closes of them", arguments: run + ["\(folder)/groups"],
                target: .secondsMore(1)),
        ])
    }

    private func write(_ count: Int, to path: String) throws {
        var generator = Generator(seed: 7)
        try write(count, to: path) { generator.append($0, of: count, to: &$1) }
    }

    private func write(_ count: Int, to path: String, append: (Int, inout [UInt8]) -> Void) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        var buffer: [UInt8] = []
        for number in 0..<count {
            append(number, &buffer)
            if buffer.count > 1 << 20 {
                try file.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: buffer)
    }

    private func workspace(_ name: String, _ rules: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/\(name)/rules", withIntermediateDirectories: true)
        try rules.write(toFile: "\(folder)/\(name)/rules/bench.lua", atomically: true, encoding: .utf8)
    }

    /// Times some commands; the first is what the ratios are of.
    private func show(_ contenders: [Timing.Contender]) {
        let medians = Timing.medians(contenders, turns: turns)
        for (contender, sample) in zip(contenders, medians) {
            let label = contender.label.padding(toLength: 28, withPad: " ", startingAt: 0)
            guard let sample else {
                print("  \(label) not installed, or failed")
                continue
            }
            var beside = ""
            if let first = medians.first, let first, contender.label != contenders[0].label {
                beside = Self.comparison(sample, with: first, contender.target, events: events)
            }
            print(
                "  \(label)"
                    + String(
                        format: "%8.3f s wall %8.3f s CPU %7.0f MiB", sample.wall, sample.processor, sample.mebibytes)
                    + beside)
        }
    }

    /// What a command cost beside the first, and whether that is what was promised.
    private static func comparison(
        _ sample: Timing.Sample, with first: Timing.Sample, _ target: Timing.Target?, events: Int
    ) -> String {
        let times = sample.wall / first.wall
        func verdict(_ value: Double, _ most: Double) -> String { value <= most ? "met" : "MISSED" }
        let text = String(format: "  %.2f times the first", times)
        switch target {
        case nil: return text
        case .times(let most): return text + String(format: ", target %.1f: ", most) + verdict(times, most)
        case .secondsMore(let most):
            let more = sample.wall - first.wall
            return text + String(format: ", %.2f s more, target %.1f: ", more, most) + verdict(more, most)
        case .nanosecondsMore(let most):
            let clock = (sample.wall - first.wall) / Double(events) * 1e9
            let more = (sample.processor - first.processor) / Double(events) * 1e9
            return text + String(format: ", %.0f ns CPU an event (%.0f by the clock), target %.0f: ", more, clock, most)
                + verdict(more, most)
        }
    }
}
