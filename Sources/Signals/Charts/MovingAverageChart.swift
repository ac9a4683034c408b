import Foundation

/// The EWMA chart: a mean of all periods in which each counts less the older it is (Roberts, *Technometrics* 1 (1959) 239-250;
/// Montgomery 2013, section 9.2).
package struct MovingAverageChart: Equatable, Sendable {
    /// How much the newest period counts, above 0 and up to 1.
    package let weight: Double
    private let centre: Double
    private let deviations: Double

    /// Makes a chart; nil for a weight that is not above 0 and up to 1.
    ///
    /// - Parameters:
    ///   - centre: The usual value.
    ///   - weight: How much the newest period counts: 0.2 finds small changes.
    ///   - deviations: How many standard deviations away the limits are.
    package init?(centre: Double, weight: Double = 0.2, deviations: Double = 3) {
        guard centre.isFinite, weight > 0, weight <= 1, deviations > 0 else { return nil }
        self.centre = centre
        self.weight = weight
        self.deviations = deviations
    }

    /// The points of a series of values with their standard errors. The limits are exact from the first period on, also when the
    /// errors differ: the variance of the average is λ² SE² + (1 - λ)² times the one before.
    package func points(_ values: [(value: Double, standardError: Double)]) -> [ChartPoint] {
        var (average, variance) = (centre, 0.0)
        return values.map { period in
            average = weight * period.value + (1 - weight) * average
            let error = weight * period.standardError
            variance = error * error + (1 - weight) * (1 - weight) * variance
            let reach = deviations * variance.squareRoot()
            return ChartPoint(value: average, lower: centre - reach, centre: centre, upper: centre + reach)
        }
    }
}
