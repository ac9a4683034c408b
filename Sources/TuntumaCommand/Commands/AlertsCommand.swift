import Alerting
import Arguments
import Engine
import EventLog
import Foundation
import JSONText
import Loading
import Output
import Reporting
import Tuntuma
import Workspace

/// `tuntuma alerts`: what fires at the end of a log or at a moment, since when and why.
struct AlertsCommand {
    let options: AlertsOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let log = try await RuleLog(options.log, environment: environment)
        let plan = try NotificationReader.plan(of: log.workspace)
        let moment = try options.at.map {
            try Moment($0, in: log.zone, lateness: log.workspace.organisation.lateness)
        }
        let watch = AlertWatch(plan)
        var settings = Engine.RunOptions()
        settings.jobs = log.jobs
        settings.streams = log.inputs.streams
        var outputs = RunOutputs()
        outputs.alert = { watch.take($0) }
        let hears = log.hearsProgress
        outputs.progress = { hears($0, $1) }
        let runner = try Runner(
            workspace: log.workspace,
            metrics: try log.host.registry.metrics(of: log.workspace, symbols: log.host.symbols),
            symbols: log.host.symbols, options: settings, judge: try log.host.judge(of: log.workspace))
        let report = try runner.run(log.inputs.logs, outputs: outputs)
        log.progress?.finish()
        for line in report.troubles { streams.complain(line) }
        if let line = report.standstillTrouble { streams.complain(line) }
        if report.timeSpan == nil {
            streams.complain("no events in \(log.inputs.logs.map(\.name).joined(separator: ", "))")
        }
        let time = moment?.time ?? report.logTime
        let standings = watch.history(until: time).standings
        switch log.options.format {
        case .json:
            try streams.output.write(
                JSONDocument.bytes(
                    .object([
                        ("at", time.map { .time($0.milliseconds) } ?? .null),
                        ("alerts", .array(standings.map(\.json))),
                        (
                            "silences",
                            .array(time.map { time in plan.silences.map { $0.json(at: time.milliseconds) } } ?? [])
                        ),
                    ])))
        case .table:
            let terminal = log.terminal
            try streams.output.write(
                AlertTable(
                    standings, silences: plan.silences, at: time?.milliseconds, time: LocalTime(log.workspace),
                    language: log.language,
                    width: terminal.width, colour: terminal.usesColour
                ).text())
        }
        try streams.output.flush()
        return .done
    }
}

/// A moment as it is typed on the command line.
struct Moment {
    let time: Timestamp

    /// Reads a time, or a day, which stands for its end.
    /// - Parameter lateness: How many milliseconds after its end a day stands for, such as when it has closed.
    init(_ text: String, in zone: ZoneTable, lateness: Int64 = 0) throws {
        if let time = Timestamp(internetTime: text) {
            self.time = time
        } else if let day = CivilDate(text: text)?.dayNumber {
            time = Timestamp(milliseconds: zone.start(ofDay: day + 1) + lateness)
        } else {
            throw CommandFailure(
                .usage, "--at: \"\(text)\" is no time; expected one such as 2026-03-02 or 2026-03-02T09:15:00Z")
        }
    }
}

extension LocalTime {
    /// The organisation's.
    init(_ workspace: Workspace) {
        self.init(zone: TimeZone(identifier: workspace.organisation.timeZone) ?? .gmt)
    }
}
