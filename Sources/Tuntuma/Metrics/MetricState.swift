/// What a metric keeps of some events.
///
/// Merging must be associative and commutative to the last bit, with the metric's empty state as identity: hold integers
/// (counts, sums of whole numbers, ``WeightedSums``), never a mean and never a sum of `Double`s. Then a log may be
/// folded in pieces, on two cores or from a checkpoint, and the result is the same.
public protocol MetricState: Codable, Equatable, Sendable {
    /// Adds another state of the same metric and configuration.
    mutating func merge(_ other: Self)
}
