import Alerting
import Arguments
import Changes
import Engine
import Hindsight
import EventLog
import Glibc
import Loading
import Output
import Reporting
import Scripting
import Tuntuma
import Workspace

/// `tuntuma rules replay`: what edited rules would have done.
struct RulesReplayCommand {
    let options: RulesReplayOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let log = try await RuleLog(options.log, environment: environment)
        let (candidate, plan) = try candidate(log)
        var paths = OutputPaths(inputs: options.log.logs + log.inputs.logs.map(\.path))
        try paths.add(options.decisions, of: "decisions")
        try paths.add(options.page, of: "html")
        let decisions = try options.decisions.map { try SharedFile($0, unfinished: streams.unfinished) }
        let output = ReplayOutput(log: log, by: options.by, page: options.page, streams: streams)
        let (report, alerts) = try output.replay(
            candidate.rules, candidate.metricRules, plan, decisions: decisions)
        try decisions?.commit()
        try output.write(report, alerts)
        return (report.isDifferent || alerts.isDifferent) && !options.allowsChanges ? .different : .done
    }

    /// The rules as they would be, and who would be told of alerts: those of a workspace or a folder, or the current ones with
    /// those of a file in their place.
    private func candidate(
        _ log: RuleLog
    ) throws -> (rules: (rules: [Rule], metricRules: [MetricRule]), plan: NotificationPlan) {
        let path = options.candidate
        if access("\(path)/tuntuma.lua", F_OK) == 0 {
            let other = try log.host.workspace(in: path)
            return ((other.rules, other.metricRules), try NotificationReader.plan(of: other))
        }
        let plan = try NotificationReader.plan(of: log.workspace)
        let edited = try log.host.rules(in: [path], of: log.options.workspace)
        guard !edited.rules.isEmpty || !edited.metricRules.isEmpty else {
            throw CommandFailure(.workspace, "\(path): there is no rule in it")
        }
        var status = stat()
        let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isFolder { return ((edited.rules, edited.metricRules), plan) }
        let rules = Candidate.rules(log.workspace.rules, replacedBy: edited.rules, from: path)
        let metricRules = Candidate.rules(log.workspace.metricRules, replacedBy: edited.metricRules, from: path)
        return ((rules, metricRules), plan)
    }
}

/// What `rules replay` and `rules promote` share: the replay and its report.
struct ReplayOutput {
    let log: RuleLog
    let by: [ReplayGroupChoice]
    /// The page to write.
    let page: String?
    let streams: StandardStreams

    /// - Parameter plan: Who would be told of alerts.
    func replay(
        _ candidate: [Rule], _ metricRules: [MetricRule], _ plan: NotificationPlan, decisions: SharedFile? = nil
    ) throws -> (report: ReplayReport, alerts: AlertComparison) {
        let replay = try Replay(
            workspace: log.workspace, candidate: candidate, metricRules: try metricSides(metricRules), zone: log.zone,
            symbols: log.host.symbols)
        var settings = Replay.Options()
        settings.stretch = log.stretch
        settings.jobs = log.jobs
        settings.streams = log.inputs.streams
        settings.progress = log.hearsProgress
        if let decisions { settings.decisions = { try decisions.write($0) } }
        let current = AlertWatch(try NotificationReader.plan(of: log.workspace))
        let future = AlertWatch(plan)
        settings.alert = { side, alert in
            switch side {
            case .current: current.take(alert)
            case .candidate: future.take(alert)
            }
        }
        defer { log.progress?.finish() }
        let report = try replay.run(log.inputs.logs, options: settings)
        return (
            report,
            AlertComparison(
                current: current.history(until: report.end), candidate: future.history(until: report.end))
        )
    }

    /// Both sides of the rules about metrics, the live ones; nil where there are none.
    private func metricSides(_ candidate: [MetricRule]) throws -> ReplayedMetricRules? {
        let (now, then) = (log.workspace.metricRules.filter { $0.mode == .live }, candidate.filter { $0.mode == .live })
        guard !now.isEmpty || !then.isEmpty else { return nil }
        func side(_ rules: [MetricRule]) throws -> ReplayedMetricRules.Side {
            var workspace = log.workspace
            workspace.metricRules = rules
            return ReplayedMetricRules.Side(rules, judge: try MetricRules(workspace))
        }
        return ReplayedMetricRules(
            current: try side(now), candidate: try side(then),
            metrics: try log.host.registry.metrics(of: log.workspace, symbols: log.host.symbols))
    }

    func write(_ report: ReplayReport, _ alerts: AlertComparison, note: String = "") throws {
        let time = LocalTime(log.workspace)
        if report.replayed == 0 { streams.complain("there is no event in this stretch of the log") }
        if let page {
            let file = try SharedFile(page, unfinished: streams.unfinished)
            try file.write(ReplayPage(report, alerts: alerts, time: time, language: log.language).document())
            try file.commit()
        }
        switch log.options.format {
        case .json: try streams.output.write(ReplayJSON.document(report, alerts: alerts))
        case .table:
            let terminal = log.terminal
            let table = ReplayTable(
                report, alerts: alerts, time: time, by: by.compactMap { ReplayTable.Grouping(rawValue: $0.rawValue) },
                language: log.language,
                width: terminal.width, colour: terminal.usesColour)
            try streams.output.write(table.text() + note)
        }
        try streams.output.flush()
    }
}
