import Digest

/// Puts alerts into groups and says who is told of them when: the tree of routes, grouping, inhibitions, silences, times.
///
/// A value, moved by log time alone. Each group is looked at `group_wait` after its first alert and then every
/// `group_interval`; looks at which nothing can have changed are left out.
struct Notifier: Sendable {
    private let plan: NotificationPlan
    private let nodes: [Route]
    private(set) var groups: [GroupName: AlertGroup] = [:]
    private var agenda = Agenda<GroupName>()
    private var index: InhibitionIndex

    init(_ plan: NotificationPlan) {
        self.plan = plan
        nodes = plan.route?.nodes ?? []
        index = InhibitionIndex(plan.inhibitions)
    }

    /// Goes on with groups that were saved, and puts alerts that fire into groups they are not in yet.
    init(_ plan: NotificationPlan, groups: [(name: GroupName, group: AlertGroup)], book: AlertBook) {
        self.init(plan)
        for (name, group) in groups {
            self.groups[name] = group
            lookAgain(name, from: book.clock)
        }
        for alert in book.all where alert.status == .firing {
            _ = index.note(alert.labels, fires: true)
            for (node, name) in places(of: alert.labels) where self.groups[name]?.alerts[alert.labels] == nil {
                add(alert, to: name, node, at: book.clock)
            }
        }
    }

    /// When a group has to be looked at; nil: never.
    var nextDue: Int64? { agenda.next }

    /// Takes what happened to an alert.
    mutating func take(_ change: AlertChange) {
        let labels = change.alert.labels
        for (node, name) in places(of: labels) {
            switch change.kind {
            case .fired: add(change.alert, to: name, node, at: change.time)
            case .resolved:
                groups[name]?.alerts[labels] = change.alert
                lookAgain(name, from: change.time)
            }
        }
        guard index.note(labels, fires: change.kind == .fired) else { return }
        for name in groups.keys { lookAgain(name, from: change.time) }
    }

    /// The nodes that an alert ends at, and its group at each.
    private func places(of labels: Labels) -> [(node: Route, name: GroupName)] {
        guard let root = plan.route else { return [] }
        return root.destinations(of: labels).map { node in
            (node, GroupName(node: node.number, labels: node.group(of: labels)))
        }
    }

    private mutating func add(_ alert: Alert, to name: GroupName, _ node: Route, at time: Int64) {
        groups[name, default: AlertGroup(firstLook: time + node.groupWait)].alerts[alert.labels] = alert
        lookAgain(name, from: time)
    }

    private mutating func lookAgain(_ name: GroupName, from time: Int64) {
        guard let group = groups[name] else { return }
        agenda.add(name, at: group.look(from: time, interval: nodes[name.node].groupInterval))
    }

    /// Looks at the group that is due next.
    mutating func doNext() -> [NotificationRecord] {
        guard let time = agenda.next, let name = agenda.removeFirst(), var group = groups[name] else { return [] }
        let node = nodes[name.node]
        let records = look(at: &group, name, node, time)
        group.lastLook = time
        guard !group.alerts.isEmpty else {
            groups[name] = nil
            return records
        }
        groups[name] = group
        if let next = nextChange(of: group, node, after: time) { lookAgain(name, from: next) }
        return records
    }

    private func look(
        at group: inout AlertGroup, _ name: GroupName, _ node: Route, _ time: Int64
    ) -> [NotificationRecord] {
        let receiver = plan.receivers[node.receiver] ?? Receiver(name: node.receiver, action: nil)
        let closed = plan.closing(node, at: time)
        let judged = group.alerts.values.sorted { $0.labels < $1.labels }.map { alert in
            (alert: alert, cause: suppression(of: alert.labels, closed, at: time))
        }
        let known = group.known
        func isToTell(_ alert: Alert) -> Bool { alert.status == .firing || known.contains(alert.labels) }
        func reason(_ alerts: [Alert]) -> AlertNotification.Reason? {
            group.reason(
                firing: Set(alerts.filter { $0.status == .firing }.map(\.labels)),
                resolved: Set(alerts.filter { $0.status == .resolved && isToTell($0) }.map(\.labels)),
                at: time, repeatInterval: node.repeatInterval, hearsResolved: receiver.hearsResolved)
        }
        var records: [NotificationRecord] = []
        if judged.contains(where: { $0.cause != nil }), reason(judged.map(\.alert)) != nil {
            for (alert, cause) in judged {
                guard let cause, isToTell(alert) else { continue }
                let note = AlertGroup.Note(status: alert.status, cause: cause)
                guard group.noted[alert.labels] != note else { continue }
                group.noted[alert.labels] = note
                records.append(
                    .suppressed(
                        Suppression(
                            time: time, receiver: receiver.name, group: name.labels, alert: alert, cause: cause)))
            }
        }
        let visible = judged.filter { $0.cause == nil }.map(\.alert)
        for alert in visible { group.noted[alert.labels] = nil }
        if let reason = reason(visible) {
            let firing = visible.filter { $0.status == .firing }
            let resolved = visible.filter { $0.status == .resolved && isToTell($0) }
            group.told = AlertGroup.Told(firing: Set(firing.map(\.labels)), time: time)
            if receiver.hearsResolved || !firing.isEmpty {
                group.count += 1
                records.append(
                    .sent(
                        AlertNotification(
                            time: time, receiver: receiver.name, action: receiver.action, settings: receiver.settings,
                            group: name.labels, key: Self.key(receiver.name, name, time), number: group.count,
                            reason: reason, alerts: firing + (receiver.hearsResolved ? resolved : []))))
            }
        }
        // What is resolved has been told of or never will be: when it fires again it is new.
        for (alert, _) in judged where alert.status == .resolved {
            group.alerts[alert.labels] = nil
            group.noted[alert.labels] = nil
            group.told?.firing.remove(alert.labels)
        }
        return records
    }

    /// What keeps an alert from a node's receiver at a moment; nil: nothing does.
    func suppression(of labels: Labels, _ node: Route, at time: Int64) -> Suppression.Cause? {
        suppression(of: labels, plan.closing(node, at: time), at: time)
    }

    private func suppression(
        of labels: Labels, _ closed: Suppression.Cause?, at time: Int64
    ) -> Suppression.Cause? {
        index.inhibitor(of: labels).map { .inhibited(by: $0) } ?? closed ?? plan.silence(of: labels, at: time)
    }

    /// When a look can find something new although no alert changes: a repeat, a silence, a time of the node. Nil: never.
    private func nextChange(of group: AlertGroup, _ node: Route, after time: Int64) -> Int64? {
        var moments: [Int64] = []
        if let told = group.told { moments.append(told.time + node.repeatInterval) }
        for silence in plan.silences { moments += [silence.ends, silence.starts ?? silence.ends] }
        for times in (node.mute + node.active).compactMap({ plan.times[$0] }) {
            moments.append(times.nextEdge(after: time))
        }
        return moments.filter { $0 > time }.min()
    }

    private static func key(_ receiver: String, _ name: GroupName, _ time: Int64) -> String {
        let parts = ["notification", receiver, String(name.node), name.labels.text, String(time)]
        let message = parts.flatMap { part in Array("\(part.utf8.count):\(part)".utf8) }
        return message.withUnsafeBytes { BLAKE2b.hash128($0).text }
    }
}

extension NotificationPlan {
    /// The time that keeps everything from a node's receiver at a moment; nil: none does.
    func closing(_ node: Route, at time: Int64) -> Suppression.Cause? {
        if let name = node.mute.first(where: { times[$0]?.contains(time) ?? false }) { return .muted(name) }
        if node.active.isEmpty || node.active.contains(where: { times[$0]?.contains(time) ?? false }) { return nil }
        return .inactive(node.active)
    }

    /// The silence of an alert at a moment, of several the one that holds longest; nil: there is none.
    func silence(of labels: Labels, at time: Int64) -> Suppression.Cause? {
        let silences = silences.filter { $0.silences(labels, at: time) }
        guard let silence = silences.max(by: { $0.ends < $1.ends }) else { return nil }
        return .silenced(author: silence.author, comment: silence.comment, until: silence.ends)
    }
}
