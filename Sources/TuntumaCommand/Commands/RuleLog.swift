import Arguments
import Deciding
import Engine
import EventLog
import Glibc
import Output
import Reporting
import Scripting
import Suggestions
import Tuntuma
import Workspace

/// What every command begins with that looks at the rules of a workspace over a log.
struct RuleLog {
    let host: Host
    let workspace: Workspace
    let zone: ZoneTable
    let stretch: Stretch
    let inputs: RunInputs
    let options: RuleLogOptions
    let environment: [String: String]
    let progress: ProgressLine?

    init(_ options: RuleLogOptions, environment: [String: String]) async throws {
        self.options = options
        self.environment = environment
        host = try Host()
        workspace = try host.workspace(in: options.workspace)
        guard let zone = ZoneTable(name: workspace.organisation.timeZone) else {
            throw CommandFailure(.workspace, "time_zone: there is no zone \"\(workspace.organisation.timeZone)\"")
        }
        self.zone = zone
        do throws(StretchError) {
            stretch = try Stretch(from: options.from, to: options.to, in: zone)
        } catch {
            throw CommandFailure(error)
        }
        inputs = try await RunInputs(named: options.logs, orOf: workspace, in: options.workspace, host)
        progress = ProgressLine(language: Self.language(options, environment), environment: environment)
    }

    private static func language(_ options: RuleLogOptions, _ environment: [String: String]) -> Language {
        options.language.flatMap { Language(rawValue: $0.rawValue) } ?? Language(environment: environment)
    }

    var language: Language { Self.language(options, environment) }

    /// Where the text goes: a terminal with its width, or not.
    var terminal: Terminal { Terminal(descriptor: STDOUT_FILENO, environment: environment) }

    var jobs: Int { options.jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Hears how far a pass has come.
    var hearsProgress: @Sendable (_ bytes: Int, _ events: Int) -> Void {
        let (progress, total) = (progress, inputs.logs.totalBytes)
        return { progress?.update(bytesDone: $0, bytesTotal: total, events: $1) }
    }

    /// What judges the rules about metrics, with the metrics that they are about; nil where there are none.
    func judge() throws -> (rules: any CloseJudge, metrics: [any RunningMetric])? {
        guard let judge = try host.judge(of: workspace) else { return nil }
        return (judge, try host.registry.metrics(of: workspace, symbols: host.symbols))
    }

    /// A rule about events by its id.
    func rule(_ id: String) throws -> Rule {
        if let rule = workspace.rules.first(where: { $0.id == id }) { return rule }
        let known = workspace.rules.map(\.id) + workspace.metricRules.map(\.id)
        throw CommandFailure(.workspace, "there is no rule \"\(id)\"\(Suggestion.hint(for: id, among: known))")
    }
}

extension CommandFailure {
    fileprivate init(_ error: StretchError) {
        let problem =
            switch error.end {
            case .from, .to: "\"\(error.text)\" is no day; expected one such as 2026-03-02, or 2026-03-02T09:15:00Z"
            case .order: "\"\(error.text)\" is not after the beginning"
            }
        self.init(.usage, "--\(error.end == .from ? "from" : "to"): \(problem)")
    }
}
