/// How many answers a state holds, and what they count for: the part of a result from which changes are tested.
///
/// Rules about metrics ask for it of every group and day, and for a whole result only where they look closer.
public struct MetricCounts: Equatable, Sendable {
    /// ``MetricResult/n``.
    public var n: Int
    /// ``MetricResult/tally``.
    public var tally: MetricResult.Tally?
    /// Whether the result has a value under weights.
    public var isWeighted: Bool

    /// Makes counts.
    public init(n: Int, tally: MetricResult.Tally? = nil, isWeighted: Bool = false) {
        self.n = n
        self.tally = tally
        self.isWeighted = isWeighted
    }

    /// The counts of a result.
    public init(_ result: MetricResult) {
        self.init(n: result.n, tally: result.tally, isWeighted: result.weighted != nil)
    }
}
