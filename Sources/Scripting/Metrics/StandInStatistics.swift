import Foundation
import Tuntuma

// Stands in for Sources/Tuntuma/Statistics, with the same names and formulas, until that branch is merged: then this file
// goes, and nothing else changes. Only Student's quantile is rougher here (about 1e-6).

struct Moments: Equatable, Sendable {
    var count = 0
    var sum: Int128 = 0
    var sumOfSquares: Int128 = 0

    var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

    var variance: Double? {
        guard count >= 2 else { return nil }
        let spread = Double(Int128(count) * sumOfSquares - sum * sum)
        return max(0, spread) / (Double(count) * Double(count - 1))
    }
}

struct NetCounts {
    let promoters: Int
    let detractors: Int
    let n: Int

    init?(promoters: Int, detractors: Int, of n: Int) {
        guard n > 0, promoters + detractors <= n else { return nil }
        (self.promoters, self.detractors, self.n) = (promoters, detractors, n)
    }

    struct Estimate {
        let score: Double
        let standardError: Double

        init(_ promoters: Double, _ detractors: Double, _ n: Double) {
            score = (promoters - detractors) / n
            standardError = (max(0, (promoters + detractors) / n - score * score) / n).squareRoot()
        }
    }

    var plain: Estimate { Estimate(Double(promoters), Double(detractors), Double(n)) }
    var adjusted: Estimate { Estimate(Double(promoters) + 0.75, Double(detractors) + 0.75, Double(n) + 3) }
}

extension Interval {
    private static var z: Double { 1.959963984540054 }

    static func adjustedWald(_ counts: NetCounts) -> Interval {
        let adjusted = counts.adjusted
        let reach = z * adjusted.standardError
        return Interval(lower: adjusted.score - reach, upper: adjusted.score + reach, method: "adjusted-wald")
    }

    static func wilson(_ count: Int, of n: Int) -> Interval? {
        guard n > 0 else { return nil }
        var interval = wilson(share: Double(count) / Double(n), n: Double(n), method: "wilson")
        if count == 0 { interval.lower = 0 }
        if count == n { interval.upper = 1 }
        return interval
    }

    private static func wilson(share: Double, n: Double, method: String) -> Interval {
        let denominator = 1 + z * z / n
        let centre = share + z * z / (2 * n)
        let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return Interval(lower: (centre - reach) / denominator, upper: (centre + reach) / denominator, method: method)
            .clipped(to: 0...1)
    }

    static func student(mean: Double, variance: Double, n: Int) -> Interval? {
        guard n >= 2, variance > 0 else { return nil }
        let v = Double(n - 1)
        let t =
            z + (pow(z, 3) + z) / (4 * v) + (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / (96 * v * v)
            + (3 * pow(z, 7) + 19 * pow(z, 5) + 17 * pow(z, 3) - 15 * z) / (384 * v * v * v)
        let reach = t * (variance / Double(n)).squareRoot()
        return Interval(lower: mean - reach, upper: mean + reach, method: "t")
    }

    static func boundedMean(_ mean: Double, variance: Double, in range: ClosedRange<Double>, n: Int) -> Interval? {
        guard n >= 2 else { return nil }
        if n >= 30, let interval = student(mean: mean, variance: variance, n: n) {
            return interval.clipped(to: range).widened(toInclude: mean)
        }
        let span = range.upperBound - range.lowerBound
        return wilson(share: (mean - range.lowerBound) / span, n: Double(n), method: "wilson-mean")
            .rescaled(times: span, plus: range.lowerBound).clipped(to: range).widened(toInclude: mean)
    }

    func clipped(to range: ClosedRange<Double>) -> Interval {
        Interval(
            level: level, lower: max(lower, range.lowerBound), upper: min(upper, range.upperBound), method: method)
    }

    func widened(toInclude value: Double) -> Interval {
        Interval(level: level, lower: min(lower, value), upper: max(upper, value), method: method)
    }

    func rescaled(times factor: Double, plus offset: Double = 0) -> Interval {
        Interval(level: level, lower: lower * factor + offset, upper: upper * factor + offset, method: method)
    }
}
