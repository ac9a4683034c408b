/// The p chart: shares of counted answers, period by period (Shewhart 1931; Montgomery, *Introduction to Statistical Quality
/// Control*, 7th edition 2013, section 7.2).
package struct ShareChart: Equatable, Sendable {
    /// The share that is usual.
    package let centre: Double
    private let deviations: Double

    /// Makes a chart from a time that was in order; nil without answers.
    ///
    /// - Parameters:
    ///   - usual: Counted and all answers, by period.
    ///   - deviations: How many standard deviations away the limits are.
    package init?(usual: [(count: Int, n: Int)], deviations: Double = 3) {
        let n = usual.reduce(0) { $0 + $1.n }
        let count = usual.reduce(0) { $0 + $1.count }
        guard n > 0, (0...n).contains(count), deviations > 0 else { return nil }
        centre = Double(count) / Double(n)
        self.deviations = deviations
    }

    /// A period's point; nil without answers. The limits are those of its own number of answers, cut to 0...1.
    package func point(count: Int, n: Int) -> ChartPoint? {
        guard n > 0 else { return nil }
        let reach = deviations * (centre * (1 - centre) / Double(n)).squareRoot()
        return ChartPoint(
            value: Double(count) / Double(n), lower: max(0, centre - reach), centre: centre,
            upper: min(1, centre + reach))
    }
}
