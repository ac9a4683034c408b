import Arguments
import Glibc
import Output
import Scripting
import Tuntuma
import Workspace

/// `tuntuma check` and `tuntuma rules test`: everything that can be wrong before an event comes.
struct CheckCommand {
    let paths: [String]
    let streams: StandardStreams

    func run() throws -> ExitCode {
        var failures: [String] = []
        for path in paths {
            let host = try Host()
            do throws(WorkspaceError) {
                let workspace = try load(path, host)
                try host.check(workspace)
                failures += try test(workspace, host, path)
            } catch {
                failures += error.complaints.map(\.description)
            }
        }
        guard failures.isEmpty else {
            for failure in failures { streams.complain(failure) }
            return .workspace
        }
        try streams.output.flush()
        return .done
    }

    /// A folder with a `tuntuma.lua` is a workspace; anything else holds rules and metrics.
    private func load(_ path: String, _ host: Host) throws(WorkspaceError) -> Workspace {
        if access("\(path)/tuntuma.lua", F_OK) == 0 { return try host.workspace(in: path) }
        return try WorkspaceLoader.load(files: [path], symbols: host.symbols)
    }

    /// Runs all tests that stand in rules and metrics.
    private func test(_ workspace: Workspace, _ host: Host, _ path: String) throws(WorkspaceError) -> [String] {
        let rules = RuleTester(symbols: host.symbols, workspace: workspace).runAll()
        let tester = MetricTester(symbols: host.symbols, workspace: workspace)
        let metrics = tester.runAll()
        let failures =
            rules.compactMap { result in
                result.failure.map {
                    "\(result.file):\(result.line): rule \"\(result.rule)\", test \"\(result.test)\": \($0)"
                }
            }
            + metrics.compactMap { result in
                result.failure.map {
                    "\(result.file):\(result.line): metric \"\(result.metric)\", test \"\(result.test)\": \($0)"
                }
            }
        let count = rules.count + metrics.count
        let untestedRules = workspace.rules.filter(\.tests.isEmpty).count
        let untestedMetrics = workspace.metrics.filter(tester.isUntested).count
        var note = untestedRules > 0 ? ", \(untestedRules) rules without tests" : ""
        if untestedMetrics > 0 { note += ", \(untestedMetrics) metrics in Lua without tests" }
        try? streams.output.write(
            "\(path): \(workspace.rules.count) rules, \(workspace.metrics.count) metrics, "
                + "\(count - failures.count) of \(count) tests passed\(note)\n")
        return failures
    }
}
