package import JSONText

/// The alerts and notifications of a run in a few figures.
package struct AlertSummary: Sendable {
    /// Those that fire at the end, the latest first.
    package var firing: [Alert]
    package var pending: Int
    /// How many were resolved during the run.
    package var resolved: Int
    package var notifications: Int
    /// How many alerts were kept from a receiver, by what kept them.
    package var suppressed: [(cause: String, count: Int)]

    package init(_ history: AlertHistory) {
        let alerts = history.book.all
        firing = alerts.filter { $0.status == .firing }.sorted {
            ($1.fired ?? 0, $0.labels) < ($0.fired ?? 0, $1.labels)
        }
        pending = alerts.count { $0.status == .pending }
        resolved = history.changes.count { $0.kind == .resolved }
        notifications = 0
        var counts: [String: Int] = [:]
        for record in history.records {
            switch record {
            case .sent: notifications += 1
            case .suppressed(let suppression): counts[suppression.cause.name, default: 0] += 1
            }
        }
        suppressed = ["silenced", "inhibited", "muted", "inactive"].compactMap { name in
            counts[name].map { (name, $0) }
        }
    }

    package var json: JSONValue {
        .object([
            ("firing", .integer(firing.count)), ("pending", .integer(pending)), ("resolved", .integer(resolved)),
            ("notifications", .integer(notifications)),
            ("suppressed", .object(suppressed.map { ($0.cause, .integer($0.count)) })),
        ])
    }
}
