extension Interval {
    /// The Wilson score interval of a share, on 0...1; nil without answers, or for a count that is not within 0...n.
    ///
    /// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n): Wilson 1927, method 3 of Newcombe, *Statistics in Medicine*
    /// 17 (1998) 857-872. Its limits never leave 0...1, and it has a width even when all or none were counted.
    public static func wilson(_ count: Int, of n: Int, level: Double = 0.95) -> Interval? {
        guard n > 0, (0...n).contains(count) else { return nil }
        var interval = wilson(share: Double(count) / Double(n), n: Double(n), level: level, method: "wilson")
        // Exact at the ends, where rounding gives 0.9999999999999999.
        if count == 0 { interval.lower = 0 }
        if count == n { interval.upper = 1 }
        return interval
    }

    /// The Wilson score interval of the mean of a bounded variable, on the variable's own scale; nil without answers or
    /// for a mean out of range.
    ///
    /// The mean is rescaled to 0...1 and treated as a share. The variance of a variable on 0...1 with mean p is at most
    /// p(1-p), so the interval is on the safe side, and it has a width even when all answers are equal.
    /// - Parameters:
    ///   - mean: The mean, on `range`.
    ///   - range: The least and the greatest possible value, which must differ.
    ///   - n: The number of answers; under weights Kish's effective number.
    ///   - level: The confidence level.
    public static func wilson(
        mean: Double, in range: ClosedRange<Double>, n: Double, level: Double = 0.95
    ) -> Interval? {
        let span = range.upperBound - range.lowerBound
        guard n > 0, span > 0, range.contains(mean) else { return nil }
        let share = (mean - range.lowerBound) / span
        return wilson(share: share, n: n, level: level, method: "wilson-mean")
            .rescaled(times: span, plus: range.lowerBound)
            .clipped(to: range)
            .widened(toInclude: mean)
    }

    private static func wilson(share: Double, n: Double, level: Double, method: String) -> Interval {
        let z = NormalDistribution.reach(level: level)
        let denominator = 1 + z * z / n
        let centre = share + z * z / (2 * n)
        let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return Interval(
            level: level, lower: (centre - reach) / denominator, upper: (centre + reach) / denominator, method: method
        ).clipped(to: 0...1)
    }
}
