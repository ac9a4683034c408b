/// What a rule of one side of a replay says of an alert.
struct ReplayedAlert: Sendable {
    let side: Replay.Side
    /// The event that it is about or before which it stands.
    let row: Int32
    let alert: RuleAlert

    init(_ side: Replay.Side, _ row: Int32, _ alert: RuleAlert) {
        self.side = side
        self.row = row
        self.alert = alert
    }
}
