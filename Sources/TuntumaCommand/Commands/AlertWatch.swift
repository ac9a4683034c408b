import Alerting
import Engine
import Foundation
import Synchronization
import Tuntuma
import Workspace

/// The alerts of a pass over a log: takes what rules alert of while it goes on, and makes a history of it afterwards.
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

    /// Takes an `alert` of an event rule.
    func take(_ request: ActionRequest) {
        take(AlertSignal(request, expires: plan.resolveAfter))
    }

    /// Takes what a rule about a metric or about silence says of an alert. The group that it is about is among its labels; it
    /// is over when the rule says so.
    func take(_ alert: LookAlert) {
        var signal = AlertSignal(alert.request, expires: plan.resolveAfter)
        signal.expires = nil
        signal.holds = alert.holds
        signal.summary = alert.summary
        signal.figures = alert.figures
        signal.pending = alert.pending
        for (key, value) in alert.group where !signal.labels.contains(where: { $0.name == key }) {
            if let value { signal.labels.append((key, value)) }
        }
        take(signal)
    }

    /// Takes what a rule says of an alert, in any order.
    func take(_ signal: AlertSignal) {
        signals.withLock { $0.append(signal) }
    }

    /// What became of the alerts.
    /// - Parameter end: The end of the log, or another moment; nil: there was no event.
    func history(until end: Timestamp?) -> AlertHistory {
        let signals = signals.withLock { $0 }
        var history = start.map { AlertHistory(plan, $0) } ?? AlertHistory(plan)
        guard let end else { return history }
        for signal in AlertSignal.inOrder(signals) where signal.time <= end.milliseconds { history.take(signal) }
        history.advance(to: end.milliseconds)
        return history
    }

    static func text(of alerts: SavedAlerts) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(alerts), as: UTF8.self)
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
