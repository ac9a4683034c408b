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
        show([
            Timing.Contender(label: "tuntuma, no rules", arguments: plain),
            Timing.Contender(label: "tuntuma, 20 rules", arguments: plain + ["--workspace", "\(folder)/twenty"]),
        ])
        show([
            Timing.Contender(label: "tuntuma, 20 rules", arguments: plain + ["--workspace", "\(folder)/twenty"]),
            Timing.Contender(
                label: "tuntuma, replay of 2 x 20",
                arguments: [
                    program, "rules", "replay", log, "--workspace", "\(folder)/twenty", "--candidate",
                    "\(folder)/edited/rules", "--format", "json",
                ]),
        ])
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

    private func write(_ count: Int, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        var generator = Generator(seed: 7)
        var buffer: [UInt8] = []
        for number in 0..<count {
            generator.append(number, of: count, to: &buffer)
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
            var ratio = ""
            if let first = medians.first, let first, contender.label != contenders[0].label {
                ratio = String(format: "  %.2f times the first", sample.wall / first.wall)
            }
            print(
                "  \(label)"
                    + String(
                        format: "%8.3f s wall %8.3f s CPU %7.0f MiB", sample.wall, sample.processor, sample.mebibytes)
                    + ratio)
        }
    }
}
