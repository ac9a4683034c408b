/// A node of the tree that alerts are routed through, with what it has inherited from the nodes above it.
///
/// As in Alertmanager: an alert goes down to the first child that matches, and on to the next ones only where that child says
/// `continue`; where no child matches, the node itself is the alert's. `mute` and `active` are not inherited.
package struct Route: Sendable {
    /// Its place in the tree: 0 for the root, then in the order in which they stand, children after their parent.
    package var number = 0
    package var match = LabelMatch()
    package var receiver: String
    /// The labels by which alerts are put together; nil: by all of them, so that each alert is a group of its own.
    package var groupBy: [String]? = []
    /// Milliseconds from the first alert of a group to its notification.
    package var groupWait: Int64 = 30_000
    /// Milliseconds from a notification to one that tells of other alerts of the group.
    package var groupInterval: Int64 = 300_000
    /// Milliseconds after which a notification is repeated although nothing has changed: a week. Rules about metrics look once a
    /// day and hold for weeks, so the four hours of Alertmanager, which is for machines, would bury what is new.
    package var repeatInterval: Int64 = 7 * 86_400_000
    /// Whether the next siblings are asked too.
    package var continues = false
    /// The times, by name, in which nobody is told.
    package var mute: [String] = []
    /// The times, by name, outside of which nobody is told; empty: there are none such.
    package var active: [String] = []
    package var routes: [Route] = []
    package var line = 0

    package init(receiver: String) {
        self.receiver = receiver
    }

    /// The nodes that an alert ends at, in the order of the tree: at least one.
    package func destinations(of labels: Labels) -> [Route] {
        var found: [Route] = []
        for route in routes where route.match.holds(for: labels) {
            found += route.destinations(of: labels)
            if !route.continues { break }
        }
        return found.isEmpty ? [self] : found
    }

    /// All nodes, this one first.
    package var nodes: [Route] { [self] + routes.flatMap(\.nodes) }

    /// The group that an alert is in at this node.
    package func group(of labels: Labels) -> Labels {
        groupBy.map(labels.picked) ?? labels
    }

    /// Numbers the nodes of the tree.
    package mutating func number(from first: inout Int) {
        number = first
        first += 1
        for index in routes.indices { routes[index].number(from: &first) }
    }
}
