/// One message to one receiver about a group of alerts, at one moment of log time.
package struct AlertNotification: Sendable {
    /// Why it is sent now.
    package enum Reason: String, Sendable, CaseIterable {
        /// The first of its group.
        case first
        /// Alerts fire that the receiver has not heard of.
        case added
        /// Some alerts are resolved.
        case resolved
        /// All alerts that the receiver knows of are resolved.
        case allResolved = "all_resolved"
        /// Nothing has changed for `repeat_interval`.
        case unchanged
    }

    package var time: Int64
    package var receiver: String
    /// The action that delivers it; nil: it is only recorded.
    package var action: String?
    /// What the action is given beside, as the receiver has it.
    package var settings: [(name: String, value: String)] = []
    package var group: Labels
    /// 32 hex digits, the same whenever the same log is read.
    package var key: String
    /// The number of the notification in its group, from 1; one above 1 takes the place of the one before it.
    package var number: Int
    package var reason: Reason
    /// Firing ones first, each part by labels.
    package var alerts: [Alert]

    package var firing: Int { alerts.count { $0.status == .firing } }
    package var resolved: Int { alerts.count - firing }
}

/// An alert that a receiver would have been told of, was it not kept from it.
package struct Suppression: Sendable {
    /// What kept it.
    package enum Cause: Equatable, Codable, Sendable {
        case silenced(author: String, comment: String, until: Int64)
        /// By a firing alert with these labels.
        case inhibited(by: Labels)
        /// In the time of this name.
        case muted(String)
        /// Outside of the times of these names.
        case inactive([String])

        /// `silenced`, `inhibited`, `muted`, `inactive`.
        package var name: String {
            switch self {
            case .silenced: "silenced"
            case .inhibited: "inhibited"
            case .muted: "muted"
            case .inactive: "inactive"
            }
        }
    }

    package var time: Int64
    package var receiver: String
    package var group: Labels
    package var alert: Alert
    package var cause: Cause
}

/// What became of alerts at one moment: somebody was told, or was not.
package enum NotificationRecord: Sendable {
    case sent(AlertNotification)
    case suppressed(Suppression)
}
