/// The state of one metric for one group and one span of days, and what became of the events that reached it.
public struct MetricCell<State: MetricState>: Codable, Equatable, Sendable {
    /// The metric's state.
    public var state: State
    /// Counted, ignored and rejected events.
    public var uptake: UptakeCounts

    /// Makes a cell without events from a metric's empty state.
    @inlinable public init(empty state: State) {
        self.state = state
        self.uptake = UptakeCounts()
    }

    /// Adds another cell of the same metric.
    public mutating func merge(_ other: Self) {
        state.merge(other.state)
        uptake.merge(other.uptake)
    }
}
