import Arguments
import Glibc
import Output
import Scripting
import Threads
import Tuntuma
import Workspace

/// `tuntuma check` and `tuntuma rules test`: everything that can be wrong before an event comes.
struct CheckCommand {
    let paths: [String]
    let streams: StandardStreams

    /// What is wrong, in one line; and the lines that show it, where there are any.
    private struct Mistake {
        var line: String
        var details: [String] = []
    }

    func run() throws -> ExitCode {
        var mistakes: [Mistake] = []
        for path in paths {
            let host = try Host()
            do {
                let workspace = try load(path, host)
                try host.check(workspace)
                let symbols = host.symbols
                let tester = MetricTester(symbols: symbols, workspace: workspace)
                let (rules, metrics) = WorkerThreads.call {
                    (
                        RuleTester(symbols: symbols, workspace: workspace).runAll(),
                        MetricTester(symbols: symbols, workspace: workspace).runAll()
                    )
                }
                try streams.output.write("\(path): \(summary(workspace, rules, metrics, tester))\n")
                mistakes += rules.compactMap { mistake(of: $0) } + metrics.compactMap { mistake(of: $0) }
            } catch let error as WorkspaceError {
                mistakes += error.complaints.map { Mistake(line: $0.description) }
            }
        }
        try streams.output.flush()
        for mistake in mistakes {
            streams.complain(mistake.line)
            for detail in mistake.details { streams.say("    \(detail)") }
        }
        if mistakes.count > 1 { streams.complain("\(mistakes.count) mistakes") }
        return mistakes.isEmpty ? .done : .workspace
    }

    /// A folder with a `tuntuma.lua` is a workspace; anything else holds rules and metrics.
    private func load(_ path: String, _ host: Host) throws(WorkspaceError) -> Workspace {
        if access("\(path)/tuntuma.lua", F_OK) == 0 { return try host.workspace(in: path) }
        return try WorkspaceLoader.load(files: [path], symbols: host.symbols)
    }

    private func summary(
        _ workspace: Workspace, _ rules: [RuleTestResult], _ metrics: [MetricTestResult], _ tester: MetricTester
    ) -> String {
        let passed = rules.count(where: \.passed) + metrics.count(where: \.passed)
        var parts = [count(workspace.rules.count, "rule"), count(workspace.metrics.count, "metric")]
        parts.append("\(passed) of \(count(rules.count + metrics.count, "test")) passed")
        let untestedRules = workspace.rules.count(where: \.tests.isEmpty)
        if untestedRules > 0 { parts.append("\(count(untestedRules, "rule")) without tests") }
        let untestedMetrics = workspace.metrics.count(where: tester.isUntested)
        if untestedMetrics > 0 { parts.append("\(count(untestedMetrics, "metric")) in Lua without tests") }
        return parts.joined(separator: ", ")
    }

    private func mistake(of result: RuleTestResult) -> Mistake? {
        guard let failure = result.failure else { return nil }
        let place = "\(result.file):\(result.line): rule \"\(result.rule)\", test \"\(result.test)\""
        return Mistake(line: "\(place): \(failure)", details: result.differences)
    }

    private func mistake(of result: MetricTestResult) -> Mistake? {
        guard let failure = result.failure else { return nil }
        let place = "\(result.file):\(result.line): metric \"\(result.metric)\", test \"\(result.test)\""
        return Mistake(line: "\(place): \(failure)")
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
