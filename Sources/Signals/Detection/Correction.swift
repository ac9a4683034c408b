/// How the level of one look is found.
package enum Correction: Equatable, Sendable {
    /// So that the whole rule, over all its groups and looks, keeps to a budget of false alarms. The default.
    case budget(FalseAlarmBudget)
    /// A level for each test by itself: `correction = "none"`. With looks every day nearly every such rule raises a false alarm.
    case none(level: Double)
}
