/// Which group of alerts: the node of the tree it is at, and the labels it is grouped by.
struct GroupName: Hashable, Comparable, Sendable {
    var node: Int
    var labels: Labels

    static func < (left: GroupName, right: GroupName) -> Bool {
        left.node != right.node ? left.node < right.node : left.labels < right.labels
    }
}

/// A group of alerts at one node of the tree, and what its receiver was told of it.
struct AlertGroup: Sendable {
    /// That an alert, as it stands, was kept from the receiver.
    struct Note: Equatable, Codable, Sendable {
        var status: Alert.Status
        var cause: Suppression.Cause
    }

    /// What the receiver was told last.
    struct Told: Sendable {
        var firing: Set<Labels>
        var time: Int64
    }

    /// Firing, or resolved since the group was last looked at.
    var alerts: [Labels: Alert] = [:]
    /// When it is looked at first.
    var firstLook: Int64
    /// When it was last looked at; nil: not yet.
    var lastLook: Int64?
    var told: Told?
    /// How many notifications there were.
    var count = 0
    /// By alert: the suppression that was recorded, so that it is recorded once.
    var noted: [Labels: Note] = [:]

    init(firstLook: Int64) {
        self.firstLook = firstLook
    }

    /// The first look at or after a moment: looks are `interval` apart.
    func look(from time: Int64, interval: Int64) -> Int64 {
        guard let lastLook else { return firstLook }
        let steps = max(1, (time - lastLook + interval - 1) / interval)
        return lastLook + steps * interval
    }

    /// The same, last looked at when there could have been a look last before a moment: a look that finds nothing new may be
    /// left out, and leaves no trace.
    func settled(before time: Int64, interval: Int64) -> AlertGroup {
        guard let lastLook, lastLook < time else { return self }
        var group = self
        group.lastLook = lastLook + (time - lastLook - 1) / interval * interval
        return group
    }

    /// The alerts of which the receiver knows that they fire.
    var known: Set<Labels> { told?.firing ?? [] }

    /// Why a receiver has to be told that these alerts fire and those, of which it knows, are resolved; nil: nothing is new.
    func reason(
        firing: Set<Labels>, resolved: Set<Labels>, at time: Int64, repeatInterval: Int64, hearsResolved: Bool
    ) -> AlertNotification.Reason? {
        guard let told else { return firing.isEmpty ? nil : .first }
        if !firing.isSubset(of: told.firing) { return .added }
        if firing.isEmpty { return resolved.isEmpty ? nil : .allResolved }
        if hearsResolved, !resolved.isEmpty { return .resolved }
        return time - told.time >= repeatInterval ? .unchanged : nil
    }
}
