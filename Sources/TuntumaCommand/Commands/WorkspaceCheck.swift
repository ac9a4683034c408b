import Changes
import Declarations
import Engine
import Glibc
import Loading
import Memory
import Reporting
import Scripting
import Threads
import Tuntuma
import Workspace

/// What can be said of a workspace, a folder of rules or a file before an event comes: mistakes, and how the tests in it end.
struct WorkspaceCheck {
    /// What was found, in one line; nil when it could not be loaded.
    private(set) var summary: String?
    /// What somebody should know of the rules, a line each.
    private(set) var notes: [String] = []
    /// The tests, and what could not be loaded.
    private(set) var cases: [TestCase] = []

    /// Loads a path and runs its tests. A folder with a `tuntuma.lua` is a workspace; anything else holds rules and
    /// metrics, whose tables are those of the workspace that it stands in.
    init(of path: String) throws {
        let host = try Host()
        do throws(WorkspaceError) {
            let isWhole = access("\(path)/tuntuma.lua", F_OK) == 0
            let workspace =
                isWhole
                ? try host.workspace(in: path)
                : try host.rules(in: [path], of: WorkspaceLoader.workspace(around: path))
            try host.check(workspace, isWhole: isWhole)
            let symbols = host.symbols
            let tester = MetricTester(symbols: symbols, workspace: workspace)
            // On a thread whose stack is known to be large enough for Lua.
            let (rules, metrics) = WorkerThreads.call {
                (
                    RuleTester(symbols: symbols, workspace: workspace).runAll()
                        + MetricRuleTester(workspace).runAll(),
                    MetricTester(symbols: symbols, workspace: workspace).runAll()
                )
            }
            cases = rules.map(TestCase.init) + metrics.map(TestCase.init)
            summary = Self.summary(workspace, cases, tester)
            notes = workspace.rules.compactMap(\.onceNote)
            if isWhole {
                notes += workspace.metricRules.compactMap { $0.silenceNote(in: workspace) }
                notes += WorkspaceLoader.strays(in: path).map { stray in
                    "\(stray) is not read: move rules to rules/, metrics to metrics/, all else to tuntuma.lua"
                }
            }
        } catch {
            cases = error.complaints.map { complaint in
                TestCase(
                    subject: "workspace", name: "loads", file: complaint.file, line: complaint.line,
                    outcome: .broken(complaint.description))
            }
        }
    }

    private static func summary(_ workspace: Workspace, _ cases: [TestCase], _ tester: MetricTester) -> String {
        let passed = cases.count { $0.outcome == .passed }
        var parts = [
            count(workspace.rules.count + workspace.metricRules.count, "rule"),
            count(workspace.metrics.count, "metric"),
        ]
        parts.append("\(passed) of \(count(cases.count, "test")) passed")
        let shadows =
            workspace.rules.count { $0.mode == .shadow } + workspace.metricRules.count { $0.mode == .shadow }
        if shadows > 0 { parts.append(count(shadows, "shadow rule")) }
        let untestedRules =
            workspace.rules.count(where: \.tests.isEmpty) + workspace.metricRules.count(where: \.tests.isEmpty)
        if untestedRules > 0 { parts.append("\(count(untestedRules, "rule")) without tests") }
        let untestedMetrics = workspace.metrics.count(where: tester.isUntested)
        if untestedMetrics > 0 { parts.append("\(count(untestedMetrics, "metric")) in Lua without tests") }
        return parts.joined(separator: ", ")
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension Rule {
    /// Which events its `once` does not speak of.
    fileprivate var onceNote: String? {
        guard let once = memory?.once else { return nil }
        let fields = once.fields.joined(separator: ", ")
        let missing = once.fields.count == 1 ? fields : "one of these"
        return "rule \"\(id)\": once per \(fields) within \(once.span); an event without \(missing) is not held back"
    }
}

extension MetricRule {
    /// That nobody can fall silent, where the workspace declares none of the groups that it looks for.
    fileprivate func silenceNote(in workspace: Workspace) -> String? {
        guard case .silence = subject, groups == nil, DeclaredGroups(workspace).groups(by: keys).isEmpty else {
            return nil
        }
        return "rule \"\(id)\": the workspace declares no group by \(keys.joined(separator: ", ")), so nobody is missed"
    }
}

extension TestCase {
    init(_ result: RuleTestResult) {
        self.init(
            subject: "rule \"\(result.rule)\"", name: result.test, file: result.file, line: result.line,
            outcome: result.failure.map { .failed($0, details: result.differences) } ?? .passed)
    }

    init(_ result: MetricTestResult) {
        self.init(
            subject: "metric \"\(result.metric)\"", name: result.test, file: result.file, line: result.line,
            outcome: result.failure.map { .failed($0, details: []) } ?? .passed)
    }

    /// What went wrong, in one line that begins with the place, and the lines that show it; nil when nothing did.
    var mistake: (line: String, details: [String])? {
        switch outcome {
        case .passed: return nil
        case .broken(let message): return (message, [])
        case .failed(let message, let details):
            let place = line.map { "\(file):\($0)" } ?? file
            return ("\(place): \(subject), test \"\(name)\": \(message)", details)
        }
    }
}
