// What a built-in metric, a plugin and a Lua metric have in common: from counts to a result with its interval.
extension MetricResult {
    /// The reason of a result without answers.
    public static let noAnswers = "no answers"

    /// A share in percent, 100 k/n, with the Wilson interval: customer satisfaction, first-contact resolution.
    ///
    /// - Parameters:
    ///   - count: How many count.
    ///   - n: Of how many.
    ///   - level: The confidence level.
    ///   - weights: Weighted sums over values of 1 (counts) and 0 (does not), where a weight is declared.
    ///   - distribution: See ``MetricResult/distribution``.
    ///   - parts: See ``MetricResult/parts``.
    public static func share(
        _ count: Int, of n: Int, level: Double = 0.95, weights: WeightedSums? = nil,
        distribution: [(value: String, count: Int)] = [], parts: [(name: String, part: Part)] = []
    ) -> MetricResult {
        let range = 0.0...100.0
        guard let interval = Interval.wilson(count, of: n, level: level) else {
            let reason = n == 0 && count == 0 ? noAnswers : "\(count) of \(n) is no share"
            return MetricResult(none: reason, n: max(0, n), distribution: distribution, parts: parts, range: range)
        }
        let share = Double(count) / Double(n)
        let value = 100 * Double(count) / Double(n)
        var result = MetricResult(
            value: value, n: n,
            interval: interval.rescaled(times: 100).clipped(to: range).widened(toInclude: value),
            standardError: 100 * (share * (1 - share) / Double(n)).squareRoot(),
            distribution: distribution, parts: parts,
            weighted: weights.flatMap { WeightedMean([($0, 1)])?.weighted(times: 100, in: range, level: level) },
            range: range)
        result.tally = .share(count, of: n)
        return result
    }

    /// A net score, 100 (promoters - detractors)/n, with the adjusted Wald interval: NPS, an index of effort.
    ///
    /// The interval is clipped to -100...100 and widened to include the value; the standard error is the unadjusted one.
    /// - Parameters:
    ///   - promoters: How many count +1.
    ///   - detractors: How many count -1.
    ///   - n: How many answers, those that count 0 included.
    ///   - level: The confidence level.
    ///   - weights: Weighted sums over values of +1, 0 and -1, where a weight is declared.
    ///   - distribution: See ``MetricResult/distribution``.
    ///   - parts: See ``MetricResult/parts``.
    public static func net(
        promoters: Int, detractors: Int, of n: Int, level: Double = 0.95, weights: WeightedSums? = nil,
        distribution: [(value: String, count: Int)] = [], parts: [(name: String, part: Part)] = []
    ) -> MetricResult {
        let range = -100.0...100.0
        guard let counts = NetCounts(promoters: promoters, detractors: detractors, of: n) else {
            let isEmpty = n == 0 && promoters == 0 && detractors == 0
            let reason = isEmpty ? noAnswers : "\(promoters) and \(detractors) of \(n) is no net score"
            return MetricResult(none: reason, n: max(0, n), distribution: distribution, parts: parts, range: range)
        }
        let value = 100 * Double(promoters - detractors) / Double(n)
        var result = MetricResult(
            value: value, n: n,
            interval: Interval.adjustedWald(counts, level: level).rescaled(times: 100).clipped(to: range)
                .widened(toInclude: value),
            standardError: 100 * counts.plain.standardError, distribution: distribution, parts: parts,
            weighted: weights.flatMap { WeightedMean([($0, 1)])?.weighted(times: 100, in: range, level: level) },
            range: range)
        result.tally = .net(promoters: promoters, detractors: detractors, of: n)
        return result
    }

    /// The mean of the scores of a scale, with the interval of ``Interval/boundedMean(_:variance:in:n:level:)``.
    ///
    /// - Parameters:
    ///   - histogram: The answers.
    ///   - level: The confidence level.
    ///   - weights: Weighted sums over the scores, where a weight is declared.
    ///   - parts: See ``MetricResult/parts``.
    public static func mean(
        of histogram: Histogram, level: Double = 0.95, weights: WeightedSums? = nil,
        parts: [(name: String, part: Part)] = []
    ) -> MetricResult {
        let scores = histogram.scores
        let range = Double(scores.lowerBound)...Double(max(scores.lowerBound, scores.upperBound - 1))
        var result = mean(of: histogram.moments, in: range, level: level, parts: parts)
        result.distribution = histogram.distribution
        result.tally = .mean(of: histogram)
        result.weighted = weights.flatMap { WeightedMean([($0, 1)])?.weighted(in: range, level: level) }
        return result
    }

    /// The mean of whole numbers on another scale: their mean over a divisor, plus an offset.
    ///
    /// - Parameters:
    ///   - moments: The numbers.
    ///   - divisor: What their mean is divided by, above 0: 10^10 for sums of decimals that were scaled by it.
    ///   - offset: What is added after that.
    ///   - range: The least and the greatest possible mean; nil when there are none. Then the interval is the t
    ///     interval, which needs two answers that differ.
    ///   - level: The confidence level.
    ///   - parts: See ``MetricResult/parts``.
    public static func mean(
        of moments: Moments, dividedBy divisor: Double = 1, plus offset: Double = 0, in range: ClosedRange<Double>?,
        level: Double = 0.95, parts: [(name: String, part: Part)] = []
    ) -> MetricResult {
        guard let mean = moments.mean else {
            return MetricResult(none: noAnswers, parts: parts, range: range)
        }
        var value = mean / divisor + offset
        if let range { value = min(max(value, range.lowerBound), range.upperBound) }
        guard value.isFinite else {
            return MetricResult(none: "the mean is not a finite number", n: moments.count, parts: parts, range: range)
        }
        let n = moments.count
        let variance = moments.variance.map { $0 / (divisor * divisor) }
        var interval: Interval?
        if let variance, let range {
            interval = Interval.boundedMean(value, variance: variance, in: range, n: n, level: level)
        } else if let variance {
            interval = Interval.student(mean: value, variance: variance, n: n, level: level)
        }
        return MetricResult(
            value: value, n: n, interval: interval,
            standardError: variance.map { ($0 / Double(n)).squareRoot() }, parts: parts, range: range)
    }

    /// A ratio of two sums over the same events, numerator/denominator: answers per invitation, cost per case.
    ///
    /// - Parameters:
    ///   - sums: The sums. With the sums of squares and products the ratio has a standard error and an interval.
    ///   - factor: What the ratio is multiplied by: 100 for percent.
    ///   - level: The confidence level.
    ///   - parts: See ``MetricResult/parts``.
    public static func ratio(
        _ sums: RatioSums, times factor: Double = 1, level: Double = 0.95, parts: [(name: String, part: Part)] = []
    ) -> MetricResult {
        guard sums.n > 0 else { return MetricResult(none: noAnswers, parts: parts) }
        guard let ratio = sums.ratio else {
            return MetricResult(none: "the denominator is 0", n: sums.n, parts: parts)
        }
        let value = ratio * factor
        let error = sums.standardError.map { $0 * factor.magnitude }
        var interval: Interval?
        if let error, error > 0 {
            let t = StudentDistribution.quantile(0.5 + level / 2, degreesOfFreedom: Double(sums.n - 1))
            interval = Interval(level: level, lower: value - t * error, upper: value + t * error, method: "linearised")
        }
        return MetricResult(value: value, n: sums.n, interval: interval, standardError: error, parts: parts)
    }
}
