import Arguments
import Loading
import Output
import Reporting

/// `tuntuma rules test`: the tests that stand in rules and metrics.
struct RulesTestCommand {
    let options: RulesTestOptions
    let streams: StandardStreams

    func run() async throws -> ExitCode {
        if options.watches { try await watch() }
        guard options.format == .junit else { return try CheckCommand(paths: options.paths, streams: streams).run() }
        var cases: [TestCase] = []
        for path in options.paths { cases += try WorkspaceCheck(of: path).cases }
        try streams.output.write(JUnitDocument.document(cases))
        try streams.output.flush()
        return cases.allSatisfy { $0.outcome == .passed } ? .done : .workspace
    }

    /// Runs the tests, and again whenever a file was saved; until a signal ends the process.
    private func watch() async throws -> Never {
        while true {
            let seen = WorkspaceLoader.snapshot(of: options.paths)
            _ = try CheckCommand(paths: options.paths, streams: streams).run()
            streams.say("watching \(seen.count) \(seen.count == 1 ? "file" : "files"); Ctrl-C ends")
            try await change(since: seen)
            try streams.output.write("\n")
        }
    }

    /// Returns when the files are not what they were, and have been so for a moment: an editor that replaces a file takes it
    /// away first.
    private func change(since seen: [String: FileStamp]) async throws {
        var last = seen
        while true {
            try await Task.sleep(for: .milliseconds(150))
            let now = WorkspaceLoader.snapshot(of: options.paths)
            if now != seen, now == last, !now.isEmpty { return }
            last = now
        }
    }
}
