import Alerting
import Arguments
import Charts
import Deciding
import Engine
import EventLog
import Glibc
import Loading
import Output
import Reporting
import Suggestions
import Synchronization
import TerminalTables
import Tuntuma
import Workspace

/// `tuntuma chart`: a metric over time.
struct ChartCommand {
    let options: ChartOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let host = try Host()
        let guess =
            options.workspace == nil
            ? try GuessedWorkspace(options.logs, host: host, runsRules: false, environment: environment) : nil
        var workspace = try options.workspace.map { try host.workspace(in: $0) } ?? guess?.workspace ?? Workspace()
        // A chart is of a metric: only the rules about it say something, and nobody is told.
        workspace.rules = []
        workspace.metricRules.removeAll { $0.subject != .metric(options.metric) || $0.mode != .live }
        let metrics = try host.registry.metrics(of: workspace, symbols: host.symbols)
        guard let metric = metrics.first(where: { $0.id == options.metric }) else {
            let known = metrics.map(\.id)
            let hint = Suggestion.hint(for: options.metric, among: known)
            throw CommandFailure(.usage, "there is no metric \"\(TerminalText.escape(options.metric))\"\(hint)")
        }
        let keys = try options.by.map { key in
            do throws(GroupKeyError) {
                return try GroupKey(key, workspace: workspace, symbols: host.symbols)
            } catch {
                throw CommandFailure(.usage, "--by: \(error)")
            }
        }
        let inputs =
            if let guess {
                try await guess.runInputs(host)
            } else {
                try await RunInputs(named: options.logs, orOf: workspace, in: options.workspace ?? ".", host)
            }
        let progress = ProgressLine(language: language, environment: environment)
        defer { progress?.finish() }
        let total = inputs.logs.totalBytes
        guard let zone = ZoneTable(name: workspace.organisation.timeZone) else {
            throw CommandFailure(.workspace, "time_zone: there is no zone \"\(workspace.organisation.timeZone)\"")
        }
        let watch = try AlertWatch(NotificationReader.plan(of: workspace))
        let findings = Mutex<[String: LookFinding]>([:])
        func report(by period: Period, window: Int? = nil, judge: (any CloseJudge)? = nil) throws -> RunReport {
            var settings = Engine.RunOptions()
            settings.period = period
            settings.window = window
            settings.jobs = options.jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            settings.groupKeys = keys
            var outputs = RunOutputs()
            outputs.alert = { alert in
                watch.take(alert)
                if let finding = alert.finding { findings.withLock { $0[alert.request.key] = finding } }
            }
            outputs.progress = { progress?.update(bytesDone: $0, bytesTotal: total, events: $1) }
            let runner = try Runner(
                workspace: workspace, metrics: [metric], symbols: host.symbols, options: settings,
                judge: judge)
            return try runner.run(inputs.logs, outputs: outputs)
        }
        let period = options.window == nil ? Period(rawValue: options.period.rawValue) ?? .month : .day
        var found = try report(by: period, window: options.window, judge: try host.judge(of: workspace))
        // By day, to say since when; a moving window has its days already, and dates nothing.
        let days = period == .day ? found : try report(by: .day)
        let alerts = watch.history(until: found.logTime).chartAlerts(
            of: workspace.metricRules, zone: zone, findings: findings.withLock { $0 })
        progress?.finish()
        found.add(inputs.outcomes)
        for line in found.troubles { streams.complain(line) }
        guard let chart = MetricChart(of: metric.id, found, days: days, goals: workspace.goals, alerts: alerts) else {
            let names = inputs.logs.map(\.name).joined(separator: ", ")
            throw CommandFailure(.input, "there are no answers of \"\(metric.id)\" in \(names) that could be drawn")
        }
        try write(chart)
        return .done
    }

    private func write(_ chart: MetricChart) throws {
        let file = try SharedFile(options.out, unfinished: streams.unfinished)
        switch options.kind {
        case .html: try file.write(ChartPage(chart, language: language).document())
        case .svg: try file.write(ChartPicture(chart, language: language).document())
        }
        try file.commit()
    }

    private var language: Language {
        options.language.flatMap { Language(rawValue: $0.rawValue) } ?? Language(environment: environment)
    }
}
