import Arguments
import Engine
import EventLog
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
        if !options.runsRules { workspace.rules = [] }
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
        let actions = try Actions(workspace, host)
        let inputs =
            if let guess { try await guess.runInputs(host) } else { try await inputs(host, workspace) }
        let runner = try Runner(workspace: workspace, metrics: metrics, symbols: host.symbols, options: settings)
        let decisions = try options.decisions.map { try SharedFile($0, unfinished: streams.unfinished) }
        let rejected = try options.rejected.map { try SharedFile($0, unfinished: streams.unfinished) }
        var outputs = RunOutputs()
        let examples = FirstExamples(count: 2)
        if decisions != nil || guess != nil {
            outputs.decisions = { lines in
                if guess != nil { examples.take(lines) }
                try decisions?.write(lines)
            }
        }
        if let rejected { outputs.rejected = { try rejected.write($0) } }
        if !workspace.actions.isEmpty { outputs.act = { actions.take($0, $1) } }
        let progress = progress
        let total = inputs.logs.totalBytes
        outputs.progress = { progress?.update(bytesDone: $0, bytesTotal: total, events: $1) }
        defer { progress?.finish() }
        var report = try runner.run(inputs.logs, outputs: outputs)
        progress?.finish()
        report.add(inputs.outcomes)
        try decisions?.commit()
        try rejected?.commit()
        await actions.perform(streams)
        if report.events.read == 0 {
            streams.complain("no events in \(inputs.logs.map(\.name).joined(separator: ", "))")
        }
        for line in report.troubles { streams.complain(line) }
        if let guess {
            let segments = options.format == .table ? try guess.segments(host) : []
            try show(guess, report, try runner.standOuts(inputs.logs, segments: segments), examples.all)
        } else {
            try streams.output.write(text(of: report))
        }
        try streams.output.flush()
        return options.isStrict && report.events.rejected > 0 ? .rejected : .done
    }

    /// What is read: the logs that were named, else the workspace's channels and its `log` folder.
    private func inputs(_ host: Host, _ workspace: Workspace) async throws -> RunInputs {
        if !options.logs.isEmpty { return RunInputs(logs: try LogInput.expand(options.logs)) }
        var inputs = RunInputs()
        let reading = ChannelReading(registry: host.registry, symbols: host.symbols)
        for channel in workspace.channels {
            let (input, spool, outcome) = try await reading.input(of: channel)
            inputs.logs.append(input)
            inputs.spools.append(spool)
            inputs.outcomes.append(outcome)
        }
        let folder = "\(options.workspace ?? ".")/log"
        inputs.logs += try LogInput.logs(in: folder)
        guard !inputs.logs.isEmpty else {
            throw CommandFailure(
                .input,
                "nothing to read: name a log, declare a channel in tuntuma.lua, or put *.jsonl files into \(folder)")
        }
        return inputs
    }

    var language: Language {
        options.language.flatMap { Language(rawValue: $0.rawValue) } ?? Language(environment: environment)
    }

    func text(of report: RunReport) -> [UInt8] {
        switch options.format {
        case .json: return JSONReport.document(report)
        case .csv: return CSVReport.document(report)
        case .table:
            let terminal = Terminal(descriptor: STDOUT_FILENO, environment: environment)
            let table = TableReport(
                report, language: language, width: terminal.width, colour: terminal.usesColour)
            return Array(table.text().utf8)
        }
    }

    /// A line that tells how far the run is, where a person is looking at standard error.
    private var progress: ProgressLine? {
        let terminal = Terminal(descriptor: STDERR_FILENO, environment: environment)
        guard terminal.isTerminal else { return nil }
        let clock = ContinuousClock()
        let began = clock.now
        return ProgressLine(language: language, width: terminal.width, now: { (clock.now - began) / .seconds(1) }) {
            text in
            let bytes = Array(text.utf8)
            _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
        }
    }
}

/// What a run reads, and what must live until it is over.
struct RunInputs {
    var logs: [LogInput] = []
    var spools: [Spool] = []
    var outcomes: [ChannelReading.Outcome] = []
}
