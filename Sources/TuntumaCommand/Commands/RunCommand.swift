import Alerting
import Arguments
import Changes
import Engine
import EventLog
import Exports
import Glibc
import Output
import Reporting
import Synchronization
import Tuntuma
import Workspace

/// `tuntuma run`: metrics and rules over logs.
struct RunCommand {
    let options: Arguments.RunOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let host = try Host()
        let guess =
            options.workspace == nil
            ? try GuessedWorkspace(
                options.logs, host: host, runsRules: options.runsRules, environment: environment) : nil
        if let guess, guess.workspace.metrics.isEmpty { return try tellWithoutScores(guess) }
        var workspace = try options.workspace.map { try host.workspace(in: $0) } ?? guess?.workspace ?? Workspace()
        if !options.runsRules { (workspace.rules, workspace.metricRules) = ([], []) }
        let metrics = try host.registry.metrics(of: workspace, symbols: host.symbols)
        var settings = Engine.RunOptions()
        settings.period = Period(rawValue: options.period.rawValue) ?? .all
        settings.jobs = options.jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        settings.groupKeys = try options.by.map { key in
            do throws(GroupKeyError) {
                return try GroupKey(key, workspace: workspace, symbols: host.symbols)
            } catch {
                throw CommandFailure(.usage, "--by: \(error)")
            }
        }
        settings.comments = guess?.comments(host)
        settings.memory = try options.memory.map { try MemoryFile(path: $0).read() }
        let actions = try Actions(workspace, host)
        let watch = try AlertWatch(
            workspace, goingOnFrom: settings.memory?.alerts, isAsked: options.notifications != nil)
        let rejected = try options.rejected.map { try SharedFile($0, unfinished: streams.unfinished) }
        let refuse = rejected?.writing
        let inputs =
            if let guess {
                try await guess.runInputs(host, rejected: refuse)
            } else {
                try await RunInputs(
                    named: options.logs, orOf: workspace, in: options.workspace ?? ".", host, rejected: refuse)
            }
        settings.streams = inputs.streams
        try checkOutputs(options.logs + inputs.logs.map(\.path))
        let runner = try Runner(
            workspace: workspace, metrics: metrics, symbols: host.symbols, options: settings,
            judge: try host.judge(of: workspace))
        let decisions = try options.decisions.map { try SharedFile($0, unfinished: streams.unfinished) }
        let shadow = try options.shadow.map { try SharedFile($0, unfinished: streams.unfinished) }
        let memory = try options.memory.map { try OutputFile(path: $0, unfinished: streams.unfinished) }
        let notifications = try options.notifications.map { try SharedFile($0, unfinished: streams.unfinished) }
        var outputs = RunOutputs()
        let examples = FirstExamples(count: 2)
        if decisions != nil || guess != nil {
            outputs.decisions = { lines in
                if guess != nil { examples.take(lines) }
                try decisions?.write(lines)
            }
        }
        if let shadow { outputs.shadowDecisions = { try shadow.write($0) } }
        outputs.rejected = refuse
        if !workspace.actions.isEmpty { outputs.act = { actions.take($0, $1) } }
        if let watch {
            outputs.alert = { watch.take($0) }
        }
        let progress = ProgressLine(language: language, environment: environment)
        let total = inputs.logs.totalBytes
        outputs.progress = { progress?.update(bytesDone: $0, bytesTotal: total, events: $1) }
        defer { progress?.finish() }
        var report = try runner.run(inputs.logs, outputs: outputs)
        progress?.finish()
        report.add(inputs.outcomes)
        try decisions?.commit()
        try shadow?.commit()
        try rejected?.commit()
        let history = watch?.history(until: report.logTime)
        for record in history?.records ?? [] {
            try notifications?.write(record.line)
            if case .sent(let sent) = record, let action = sent.action, let request = sent.request {
                actions.take(action, request)
            }
        }
        try notifications?.commit()
        await actions.perform(streams)
        // Last: a run that ends before is one that nothing was remembered of, and can be made again.
        if let memory, var kept = report.memory {
            kept.alerts = try history.map { try AlertWatch.text(of: $0.saved) } ?? settings.memory?.alerts
            try memory.write(try kept.document())
            try memory.commit()
        }
        if report.events.read == 0 {
            streams.complain("no events in \(inputs.logs.map(\.name).joined(separator: ", "))")
        }
        for line in emptyOutputs(workspace) + report.troubles { streams.complain(line) }
        let waits = options.runsRules && watch != nil || !workspace.metricRules.isEmpty
        if let line = waits ? report.standstillTrouble : report.clockTrouble { streams.complain(line) }
        if let guess {
            let segments = options.format == .table ? try guess.segments(host) : []
            try show(guess, report, try runner.standOuts(inputs.logs, segments: segments), examples.all)
        } else {
            try streams.output.write(text(of: report, alerts: history.map(AlertSummary.init)))
        }
        try streams.output.flush()
        return options.isStrict && report.events.rejected > 0 ? .rejected : .done
    }

    /// - Parameter inputs: The paths of what is read.
    private func checkOutputs(_ inputs: [String]) throws(CommandFailure) {
        var paths = OutputPaths(inputs: inputs)
        try paths.add(options.decisions, of: "decisions")
        try paths.add(options.shadow, of: "shadow")
        try paths.add(options.rejected, of: "rejected")
        try paths.add(options.notifications, of: "notifications")
        try paths.add(options.memory, of: "memory")
    }

    /// Files of decisions that were asked for and can get none.
    private func emptyOutputs(_ workspace: Workspace) -> [String] {
        let modes = workspace.rules.map(\.mode) + workspace.metricRules.map(\.mode)
        let hint = options.workspace == nil ? "; --workspace DIR names a workspace with rules" : ""
        var lines: [String] = []
        if let file = options.decisions, file != "/dev/null", !modes.contains(.live) {
            lines.append(
                "--decisions: there are no rules\(modes.isEmpty ? "" : " but shadows"), so \(file) stays empty\(hint)")
        }
        if let file = options.shadow, file != "/dev/null", !modes.contains(.shadow) {
            lines.append("--shadow: there are no shadow rules, so \(file) stays empty\(hint)")
        }
        return lines
    }

    var language: Language {
        options.language.flatMap { Language(rawValue: $0.rawValue) } ?? Language(environment: environment)
    }

    func text(of report: RunReport, alerts: AlertSummary? = nil) -> [UInt8] {
        switch options.format {
        case .json: return JSONReport.document(report, alerts: alerts?.json)
        case .csv: return CSVReport.document(report)
        case .table:
            let terminal = Terminal(descriptor: STDOUT_FILENO, environment: environment)
            let table = TableReport(
                report, alerts: alerts, language: language, width: terminal.width, colour: terminal.usesColour)
            return Array(table.text().utf8)
        }
    }
}
