/// The x-bar chart: means of periods, against a usual mean and a usual deviation of one answer (Montgomery 2013, section 6.2).
package struct MeanChart: Equatable, Sendable {
    /// The usual mean.
    package let centre: Double
    /// The usual standard deviation of one answer within a period.
    package let deviation: Double
    private let deviations: Double

    /// Makes a chart with a known mean and deviation; nil unless the deviation is above 0.
    package init?(centre: Double, deviation: Double, deviations: Double = 3) {
        guard centre.isFinite, deviation > 0, deviation.isFinite, deviations > 0 else { return nil }
        self.centre = centre
        self.deviation = deviation
        self.deviations = deviations
    }

    /// Makes a chart from a time that was in order: periods of n, mean and sample variance. The deviation is the pooled one within
    /// the periods, so that changes between them do not widen the limits. Nil without two answers in some period.
    package init?(usual: [(n: Int, mean: Double, variance: Double)], deviations: Double = 3) {
        let n = usual.reduce(0) { $0 + $1.n }
        let freedom = usual.reduce(0) { $0 + max(0, $1.n - 1) }
        guard n > 0, freedom > 0 else { return nil }
        let mean = usual.reduce(0.0) { $0 + Double($1.n) * $1.mean } / Double(n)
        let squares = usual.reduce(0.0) { $0 + Double(max(0, $1.n - 1)) * $1.variance }
        self.init(centre: mean, deviation: (squares / Double(freedom)).squareRoot(), deviations: deviations)
    }

    /// Makes a chart from small samples of equal size by their mean range, as text books do: R/d₂, d₂ the mean range of that many normal
    /// numbers (Montgomery 2013, appendix VI). Nil unless all samples have the same 2 to 10 numbers.
    package init?(samples: [[Double]], deviations: Double = 3) {
        guard let size = samples.first?.count, samples.allSatisfy({ $0.count == size }),
            Self.meanRanges.indices.contains(size - 2)
        else { return nil }
        let count = Double(samples.count)
        let mean = samples.reduce(0.0) { $0 + $1.reduce(0, +) } / (count * Double(size))
        let range = samples.reduce(0.0) { $0 + (($1.max() ?? 0) - ($1.min() ?? 0)) } / count
        self.init(centre: mean, deviation: range / Self.meanRanges[size - 2], deviations: deviations)
    }

    /// d₂ of 2 to 10 numbers: the mean range of standard normal numbers (Harter, *Annals of Mathematical Statistics* 31 (1960)
    /// 1122-1147).
    private static let meanRanges = [
        1.128379, 1.692569, 2.058751, 2.325929, 2.534413, 2.704357, 2.847201, 2.970026, 3.077505,
    ]

    /// The standard error of a period's mean; nil without answers.
    package func standardError(n: Int) -> Double? {
        n > 0 ? deviation / Double(n).squareRoot() : nil
    }

    /// A period's point; nil without answers.
    package func point(mean: Double, n: Int) -> ChartPoint? {
        guard let error = standardError(n: n) else { return nil }
        return ChartPoint(
            value: mean, lower: centre - deviations * error, centre: centre, upper: centre + deviations * error)
    }
}
