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
                let results = workspace.runTests(symbols: host.symbols)
                try streams.output.write("\(path): \(summary(workspace, results))\n")
                mistakes += results.compactMap { mistake(of: $0) }
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

    private func summary(_ workspace: Workspace, _ results: [TestResult]) -> String {
        var parts = [count(workspace.rules.count, "rule"), count(workspace.metrics.count, "metric")]
        parts.append("\(results.count(where: \.passed)) of \(count(results.count, "test")) passed")
        let rules = workspace.rules.count(where: \.tests.isEmpty)
        if rules > 0 { parts.append("\(count(rules, "rule")) without tests") }
        let metrics = workspace.metrics.count { $0.scripted != nil && $0.tests.isEmpty }
        if metrics > 0 { parts.append("\(count(metrics, "Lua metric")) without tests") }
        return parts.joined(separator: ", ")
    }

    private func mistake(of result: TestResult) -> Mistake? {
        guard let failure = result.failure else { return nil }
        let place = "\(result.file):\(result.line): \(result.subject), test \"\(result.test)\""
        return Mistake(line: "\(place): \(failure)", details: result.differences)
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
