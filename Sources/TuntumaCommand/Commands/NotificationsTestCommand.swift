import Alerting
import Arguments
import Engine
import Foundation
import Glibc
import JSONText
import Loading
import Output
import Reporting
import Tuntuma
import Workspace

/// `tuntuma notifications test`: the way of an alert with some labels through the workspace's routes.
struct NotificationsTestCommand {
    let options: NotificationsTestOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() throws -> ExitCode {
        let host = try Host()
        let workspace = try host.workspace(in: options.workspace)
        let plan = try NotificationReader.plan(of: workspace)
        guard let zone = ZoneTable(name: workspace.organisation.timeZone) else {
            throw CommandFailure(.workspace, "time_zone: there is no zone \"\(workspace.organisation.timeZone)\"")
        }
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970) * 1_000)
        let moment = try options.at.map { try Moment($0, in: zone).time } ?? now
        let labels = Labels(options.labels.map { ($0.name, $0.value) })
        for remark in KnownLabels(workspace, plan).remarks(on: labels) { streams.complain(remark) }
        let trace = RouteTrace(of: labels, through: plan, at: moment.milliseconds)
        switch options.format {
        case .json: try streams.output.write(JSONDocument.bytes(trace.json))
        case .table:
            let terminal = Terminal(descriptor: STDOUT_FILENO, environment: environment)
            let language =
                options.language.flatMap { Language(rawValue: $0.rawValue) } ?? Language(environment: environment)
            try streams.output.write(
                RouteTable(
                    trace, time: LocalTime(workspace), language: language, width: terminal.width,
                    colour: terminal.usesColour
                ).text())
        }
        try streams.output.flush()
        return .done
    }
}
