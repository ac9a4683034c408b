/// A two-sided z test of whether two independent numbers differ.
public struct DifferenceTest: Equatable, Sendable {
    /// The first number minus the second.
    public let difference: Double
    /// The standard error of the difference: √(SE₁² + SE₂²).
    public let standardError: Double
    /// Difference over standard error.
    public var z: Double { difference / standardError }
    /// How likely a difference at least this large is when there is none: 2 (1 - Φ(|z|)).
    public var p: Double { 2 * NormalDistribution.probability(below: -z.magnitude) }

    /// Tests two numbers with their standard errors; nil when nothing can be said (no standard error above 0, or a
    /// number that is not finite).
    public init?(_ first: (value: Double, standardError: Double), _ second: (value: Double, standardError: Double)) {
        let variance = first.standardError * first.standardError + second.standardError * second.standardError
        let difference = first.value - second.value
        guard difference.isFinite, variance.isFinite, variance > 0 else { return nil }
        self.difference = difference
        self.standardError = variance.squareRoot()
    }

    /// Tests two net scores, on the unit scale.
    ///
    /// - Parameters:
    ///   - first: The first group's counts.
    ///   - second: The second group's counts.
    ///   - adjusted: Whether 3 answers are added to each group, as the R package NPS does; this keeps the test honest
    ///     for small groups and for groups in which all answers are alike.
    public init?(_ first: NetCounts, _ second: NetCounts, adjusted: Bool = true) {
        let (first, second) = adjusted ? (first.adjusted, second.adjusted) : (first.plain, second.plain)
        self.init((first.score, first.standardError), (second.score, second.standardError))
    }

    /// Tests two results of one metric by their values and standard errors; nil when one of them has none.
    public init?(_ first: MetricResult, _ second: MetricResult) {
        guard let value = first.value, let error = first.standardError, let other = second.value,
            let otherError = second.standardError
        else { return nil }
        self.init((value, error), (other, otherError))
    }

    /// The interval of the difference.
    public func interval(level: Double = 0.95) -> Interval {
        let reach = NormalDistribution.reach(level: level) * standardError
        return Interval(level: level, lower: difference - reach, upper: difference + reach, method: "wald")
    }
}
