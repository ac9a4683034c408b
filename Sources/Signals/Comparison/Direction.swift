/// Which change counts.
package enum Direction: Equatable, Sendable, CaseIterable {
    /// The window is lower than what it is compared with.
    case dropped
    /// The window is higher.
    case rose
    /// Either.
    case changed
}
