/// A weighted mean with its error, from one or several groups of sums.
public struct WeightedMean: Equatable, Sendable {
    /// The mean.
    public let value: Double
    /// Its linearised standard error: √(Σw²(x - mean)²) / Σw.
    public let standardError: Double
    /// Kish's effective number of answers.
    public let effectiveN: Double
    /// The number of answers.
    public let count: Int

    /// Computes the mean of all values of some groups; nil without values, or when a group's sums passed 128 bits.
    ///
    /// - Parameter groups: The sums of each group and what its values are multiplied by: a response with three of four
    ///   items has a sum of scores that stands for a third of it an item.
    public init?(_ groups: [(sums: WeightedSums, factor: Double)]) {
        guard !groups.contains(where: { $0.sums.isExceeded }) else { return nil }
        let groups = groups.filter { $0.sums.count > 0 && $0.factor > 0 }
        let weight = groups.reduce(0.0) { $0 + Double($1.sums.weights) }
        let squaredWeight = groups.reduce(0.0) { $0 + Double($1.sums.squaredWeights) }
        guard weight > 0, squaredWeight > 0 else { return nil }
        let mean = groups.reduce(0.0) { $0 + $1.factor * Double($1.sums.values) } / weight
        let spread = groups.reduce(0.0) { $0 + Self.spread(of: $1.sums, factor: $1.factor, around: mean) }
        value = mean
        standardError = max(0, spread).squareRoot() / weight
        effectiveN = weight * weight / squaredWeight
        count = groups.reduce(0) { $0 + $1.sums.count }
    }

    /// Σw²(f x - m)², taken around the whole number next to m/f so that little is lost when the values are alike.
    private static func spread(of sums: WeightedSums, factor: Double, around mean: Double) -> Double {
        let nearest = (mean / factor).rounded()
        var centre: Int128 = 0
        if nearest.magnitude <= Double(WeightedSums.greatestValue) { centre = Int128(nearest) }
        let (shift, overflow) = sums.squaredWeights.multipliedReportingOverflow(by: centre &* centre)
        let (cross, otherOverflow) = sums.squaredWeightsValues.multipliedReportingOverflow(by: 2 &* centre)
        let (all, thirdOverflow) = sums.squaredWeightsSquares.addingReportingOverflow(shift)
        let (centred, fourthOverflow) = all.subtractingReportingOverflow(cross)
        if overflow || otherOverflow || thirdOverflow || fourthOverflow {
            return factor * factor * Double(sums.squaredWeightsSquares)
                - 2 * mean * factor * Double(sums.squaredWeightsValues) + mean * mean * Double(sums.squaredWeights)
        }
        let (moved, fifthOverflow) = sums.squaredWeights.multipliedReportingOverflow(by: centre)
        let first =
            fifthOverflow
            ? Double(sums.squaredWeightsValues) - Double(centre) * Double(sums.squaredWeights)
            : Double(sums.squaredWeightsValues &- moved)
        let offset = mean - factor * Double(centre)
        return factor * factor * Double(centred) - 2 * factor * offset * first
            + offset * offset * Double(sums.squaredWeights)
    }

    /// The mean as a part of a result, on another scale: times a factor, plus an offset, within a range.
    ///
    /// Its interval is value ± z SE where Kish's n is at least 30 and the answers differ; else the Wilson interval of
    /// the mean with Kish's n. Clipped to the range; none for a single answer.
    public func weighted(
        times factor: Double = 1, plus offset: Double = 0, in range: ClosedRange<Double>, level: Double = 0.95
    ) -> MetricResult.Weighted {
        let value = min(max(self.value * factor + offset, range.lowerBound), range.upperBound)
        let error = standardError * factor.magnitude
        var interval: Interval?
        if count >= 2, effectiveN >= 30, error > 1e-12 * (range.upperBound - range.lowerBound) {
            let reach = NormalDistribution.reach(level: level) * error
            interval = Interval(level: level, lower: value - reach, upper: value + reach, method: "linearised")
                .clipped(to: range)
        } else if count >= 2 {
            interval = Interval.wilson(mean: value, in: range, n: effectiveN, level: level)
        }
        return MetricResult.Weighted(
            value: value, interval: interval, standardError: error, effectiveN: effectiveN)
    }
}
