/// The c chart and the u chart: how often something comes up in equal periods, or per unit in unequal ones (Montgomery 2013,
/// section 7.3; counts as Poisson variables).
package struct CountChart: Equatable, Sendable {
    /// How many are usual in one unit.
    package let centre: Double
    private let deviations: Double

    /// Makes a chart from a time that was in order; nil without units.
    ///
    /// - Parameters:
    ///   - usual: Counts and how many units they are of: 1 each for a c chart.
    ///   - deviations: How many standard deviations away the limits are.
    package init?(usual: [(count: Int, units: Double)], deviations: Double = 3) {
        let units = usual.reduce(0) { $0 + $1.units }
        guard units > 0, units.isFinite, deviations > 0 else { return nil }
        centre = Double(usual.reduce(0) { $0 + $1.count }) / units
        self.deviations = deviations
    }

    /// A period's point, per unit; nil without units.
    package func point(count: Int, units: Double = 1) -> ChartPoint? {
        guard units > 0 else { return nil }
        let reach = deviations * (centre / units).squareRoot()
        return ChartPoint(
            value: Double(count) / units, lower: max(0, centre - reach), centre: centre, upper: centre + reach)
    }
}
