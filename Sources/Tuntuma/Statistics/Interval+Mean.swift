extension Interval {
    /// The t interval of a mean: mean ± t(n-1) s/√n (Student 1908); nil for fewer than two answers or without variance.
    ///
    /// - Parameters:
    ///   - mean: The mean.
    ///   - variance: The sample variance, with n - 1 in the denominator.
    ///   - n: The number of answers.
    ///   - level: The confidence level.
    public static func student(mean: Double, variance: Double, n: Int, level: Double = 0.95) -> Interval? {
        guard n >= 2, variance > 0 else { return nil }
        let t = StudentDistribution.quantile(0.5 + level / 2, degreesOfFreedom: Double(n - 1))
        let reach = t * (variance / Double(n)).squareRoot()
        guard reach.isFinite else { return nil }
        return Interval(level: level, lower: mean - reach, upper: mean + reach, method: "t")
    }

    /// The interval that this project gives the mean of a bounded variable; nil for fewer than two answers.
    ///
    /// The t interval from 30 answers on, when they differ; else the Wilson interval of the mean, because a t interval
    /// of few answers on a skewed scale is too short (at n = 5 a third have no width at all when 80 % of the answers
    /// are the highest). Clipped to the range, and never of zero width.
    public static func boundedMean(
        _ mean: Double, variance: Double, in range: ClosedRange<Double>, n: Int, level: Double = 0.95
    ) -> Interval? {
        guard n >= 2 else { return nil }
        if n >= 30, let interval = student(mean: mean, variance: variance, n: n, level: level) {
            return interval.clipped(to: range).widened(toInclude: mean)
        }
        return wilson(mean: mean, in: range, n: Double(n), level: level)
    }
}
