/// What an ``AlertHistory`` has become by a moment, without what happened until then: enough to go on from.
package struct SavedAlerts: Codable, Sendable {
    /// A group, at a node of the tree that is named by its way there: the tree may be edited before it is read again.
    /// Everything in an order, so that the same state is the same text.
    struct Group: Codable, Sendable {
        struct Note: Codable, Sendable {
            var alert: Labels
            var note: AlertGroup.Note
        }

        var path: String
        var labels: Labels
        var alerts: [Alert]
        var firstLook: Int64
        var lastLook: Int64?
        var told: [Labels]?
        var toldAt: Int64?
        var count: Int
        var notes: [Note]

        init(_ group: AlertGroup, path: String, labels: Labels) {
            self.path = path
            self.labels = labels
            alerts = group.alerts.values.sorted { $0.labels < $1.labels }
            firstLook = group.firstLook
            lastLook = group.lastLook
            told = group.told?.firing.sorted()
            toldAt = group.told?.time
            count = group.count
            notes = group.noted.sorted { $0.key < $1.key }.map { Note(alert: $0.key, note: $0.value) }
        }

        var group: AlertGroup {
            var group = AlertGroup(firstLook: firstLook)
            for alert in alerts { group.alerts[alert.labels] = alert }
            group.lastLook = lastLook
            if let told, let toldAt { group.told = AlertGroup.Told(firing: Set(told), time: toldAt) }
            group.count = count
            for note in notes { group.noted[note.alert] = note.note }
            return group
        }
    }

    /// Nil before the first signal.
    var clock: Int64?
    var alerts: [Alert]
    var groups: [Group]
}

extension AlertHistory {
    /// Its state, for ``init(_:_:)`` of a later run.
    package var saved: SavedAlerts {
        let (paths, nodes) = (plan.paths, plan.route?.nodes ?? [])
        let groups = notifier.groups.sorted { $0.key < $1.key }.map { name, group in
            let settled = group.settled(before: book.clock, interval: nodes[name.node].groupInterval)
            return SavedAlerts.Group(settled, path: paths[name.node], labels: name.labels)
        }
        return SavedAlerts(clock: book.clock == .min ? nil : book.clock, alerts: book.all, groups: groups)
    }

    /// Goes on from a saved state, also with a plan that has been edited: groups of nodes that are not there any more are
    /// forgotten, and alerts that fire come into the groups that they are in now.
    package init(_ plan: NotificationPlan, _ saved: SavedAlerts) {
        let book = AlertBook(alerts: saved.alerts, clock: saved.clock ?? .min)
        let nodes = Dictionary(
            plan.paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let groups = saved.groups.compactMap { saved -> (name: GroupName, group: AlertGroup)? in
            guard let node = nodes[saved.path] else { return nil }
            return (GroupName(node: node, labels: saved.labels), saved.group)
        }
        self.init(plan, book, Notifier(plan, groups: groups, book: book))
    }
}

extension NotificationPlan {
    /// The way to each node of the tree, by its number: what is matched on the way, the receiver, and a number for nodes that
    /// have the same.
    fileprivate var paths: [String] {
        var paths: [String] = []
        func visit(_ route: Route, _ above: String) {
            let match = route.match.tests.map { "\($0.label) = \($0.test.text)" }.joined(separator: ", ")
            let path = "\(above)/{\(match)}"
            let name = "\(path) \(route.receiver)"
            let same = paths.count { $0 == name || $0.hasPrefix(name + " #") }
            paths.append(same == 0 ? name : "\(name) #\(same + 1)")
            for child in route.routes { visit(child, path) }
        }
        if let route { visit(route, "") }
        return paths
    }
}
