package import JSONText

/// An alert as it stands at the end of a history, and what its receivers know of it.
package struct AlertStanding: Sendable {
    /// What one receiver knows.
    package enum Word: Equatable, Sendable {
        /// It was told, last at this time.
        case told(Int64)
        /// It will be told at this time, if nothing comes between.
        case waits(Int64)
        case kept(Suppression.Cause)
    }

    package var alert: Alert
    /// By receiver, in the order of the tree; empty for alerts that do not fire.
    package var receivers: [(name: String, word: Word)]

    package var json: JSONValue {
        let receivers = receivers.map { name, word -> JSONValue in
            let receiver: [(name: String, value: JSONValue)] = [("receiver", .string(name))]
            return switch word {
            case .told(let time): .object(receiver + [("told", .time(time))])
            case .waits(let time): .object(receiver + [("waits_until", .time(time))])
            case .kept(let cause): .object(receiver + cause.members)
            }
        }
        return .object(alert.members + [("receivers", .array(receivers))])
    }
}

extension AlertHistory {
    /// Every alert that fires, is pending, or was resolved not long ago; in this order, the latest first.
    package var standings: [AlertStanding] {
        let order: [Alert.Status] = [.firing, .pending, .resolved]
        return order.flatMap { status in
            let alerts = book.all.filter { $0.status == status }
            func moment(_ alert: Alert) -> Int64 { alert.resolved ?? alert.fired ?? alert.since }
            return alerts.sorted { (moment($1), $0.labels) < (moment($0), $1.labels) }.map { alert in
                AlertStanding(alert: alert, receivers: status == .firing ? words(of: alert) : [])
            }
        }
    }

    private func words(of alert: Alert) -> [(name: String, word: AlertStanding.Word)] {
        guard let root = plan.route else { return [] }
        return root.destinations(of: alert.labels).compactMap { node in
            let name = GroupName(node: node.number, labels: node.group(of: alert.labels))
            guard let group = notifier.groups[name] else { return nil }
            if let cause = notifier.suppression(of: alert.labels, node, at: book.clock) {
                return (node.receiver, .kept(cause))
            }
            if let told = group.told, told.firing.contains(alert.labels) { return (node.receiver, .told(told.time)) }
            return (node.receiver, .waits(group.look(from: book.clock, interval: node.groupInterval)))
        }
    }
}
