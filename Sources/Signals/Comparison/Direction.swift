/// Which change counts.
package enum Direction: Equatable, Sendable, CaseIterable {
    /// The window is lower than what it is compared with.
    case dropped
    /// The window is higher.
    case rose
    /// Either.
    case changed

    /// Whether a difference is to this side, and as large as asked for.
    package func holds(_ difference: Double, atLeast least: Double) -> Bool {
        switch self {
        case .dropped: -difference >= least && difference < 0
        case .rose: difference >= least && difference > 0
        case .changed: difference.magnitude >= least && difference != 0
        }
    }
}
