/// What a rule of one side of a replay says of an alert.
package struct ReplayedAlert: Sendable {
    /// Whose rules say it.
    package enum Side: Sendable {
        case current, candidate
    }

    package let side: Side
    /// The event that it is about or before which it stands.
    package let row: Int32
    package let alert: RuleAlert

    package init(_ side: Side, _ row: Int32, _ alert: RuleAlert) {
        self.side = side
        self.row = row
        self.alert = alert
    }
}
