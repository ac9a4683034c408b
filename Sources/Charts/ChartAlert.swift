package import Workspace

/// An alert of a rule about the metric of a chart: about which group, from when to when.
package struct ChartAlert: Equatable, Sendable {
    package var rule: String
    /// The group's values by key; empty: everybody.
    package var group: [String: String?]
    /// The days at whose close it began to fire, and at whose close it ended; nil: it still fires.
    package var from: Int
    package var to: Int?
    package var title: String
    /// What the rule's `match` found when it began; nil for a rule without one.
    package var finding: LookFinding?

    package init(
        rule: String, group: [String: String?], from: Int, to: Int?, title: String, finding: LookFinding? = nil
    ) {
        self.rule = rule
        self.group = group
        self.from = from
        self.to = to
        self.title = title
        self.finding = finding
    }
}
