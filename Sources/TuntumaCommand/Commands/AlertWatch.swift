import Alerting
import Engine
import Foundation
import Loading
import Synchronization
import Tuntuma
import Workspace

/// The alerts of a pass over a log: takes what rules say of them while it goes on, and makes a history of it afterwards.
final class AlertWatch: Sendable {
    private let plan: NotificationPlan
    private let start: SavedAlerts?
    private let signals = Mutex<[AlertSignal]>([])

    init(_ plan: NotificationPlan, goingOnFrom start: SavedAlerts? = nil) {
        self.plan = plan
        self.start = start
    }

    /// That of a run; nil for a workspace without `notifications`, unless somebody asks.
    /// - Parameter saved: What an earlier run has left.
    convenience init?(_ workspace: Workspace, goingOnFrom saved: String?, isAsked: Bool) throws {
        let plan = try NotificationReader.plan(of: workspace)
        guard workspace.notifications != nil || isAsked else { return nil }
        self.init(plan, goingOnFrom: try saved.map { try Self.alerts(from: $0) })
    }

    /// Takes what a rule says of an alert; in the order of the log. The group that a look is about is among its labels.
    func take(_ alert: RuleAlert) {
        var signal = AlertSignal(alert.request, expires: plan.resolveAfter)
        signal.known = alert.known
        if alert.isOfLook { signal.expires = nil }
        signal.holds = alert.holds
        signal.summary = alert.summary
        signal.figures = alert.figures
        signal.pending = alert.pending
        signal.nextLook = alert.nextLook?.milliseconds
        for (key, value) in alert.group where !signal.labels.contains(where: { $0.name == key }) {
            if let value { signal.labels.append((key, value)) }
        }
        signals.withLock { $0.append(signal) }
    }

    /// What became of the alerts.
    /// - Parameter end: The end of the log, or another moment of log time; nil: there was no event.
    func history(until end: Timestamp?) -> AlertHistory {
        var history = start.map { AlertHistory(plan, $0) } ?? AlertHistory(plan)
        if let end { history.take(signals.withLock { $0 }, until: end.milliseconds) }
        return history
    }

    static func text(of alerts: SavedAlerts) throws -> String {
        return String(decoding: try JSONEncoder.sortingKeys.encode(alerts), as: UTF8.self)
    }

    private static func alerts(from text: String) throws -> SavedAlerts {
        do {
            return try JSONDecoder().decode(SavedAlerts.self, from: Data(text.utf8))
        } catch {
            throw CommandFailure(
                .input, "the alerts in the file of --memory cannot be read; move it away, and alerts begin anew")
        }
    }
}
