import Foundation
import Tuntuma

/// When a series changed: "since about 12 October".
///
/// The place that leaves the least spread around two means, by least squares, each period weighing as many answers as it has (Hinkley,
/// *Biometrika* 57 (1970) 1-17). The interval is Bai's: the distance to the true place times δ²/σ² has a known distribution,
/// whatever the answers' own (Bai, *Review of Economics and Statistics* 79 (1997) 551-563).
package struct ChangePoint: Equatable, Sendable {
    /// The first period after the change.
    package let first: Int
    /// From which to which period the first one after the change lies, with the confidence asked for.
    package let interval: ClosedRange<Int>
    /// The mean before.
    package let before: Double
    /// The mean after.
    package let after: Double

    /// Dates the one change of a series. It does not ask whether there is one: that is for a test, before.
    ///
    /// - Parameters:
    ///   - periods: Answers, their mean and their variance (with n in the denominator; 0 for a period of one number), in the order of
    ///     time. Periods without answers stay in their place.
    ///   - level: The confidence of the interval.
    ///   - fewest: How many answers each side has at least.
    /// - Returns: Nil when there is no place with enough answers on both sides, or no difference.
    package init?(_ periods: [(n: Int, mean: Double, variance: Double)], level: Double = 0.95, fewest: Int = 2) {
        let all = periods.reduce(into: Sums()) { $0.add($1) }
        guard all.n > 0, level > 0, level < 1 else { return nil }
        var left = Sums()
        var best: (first: Int, spread: Double, left: Sums)?
        for place in periods.indices.dropLast() {
            left.add(periods[place])
            guard periods[place + 1].n > 0, left.n >= Double(fewest), all.n - left.n >= Double(fewest) else { continue }
            let spread = left.spread + all.minus(left).spread
            if spread < best?.spread ?? .infinity { best = (place + 1, spread, left) }
        }
        guard let best, let before = best.left.mean, let after = all.minus(best.left).mean, before != after else {
            return nil
        }
        first = best.first
        self.before = before
        self.after = after
        let within = best.spread + periods.reduce(0.0) { $0 + Double($1.n) * $1.variance }
        let size = (after - before) * (after - before)
        let answers = Self.quantile(0.5 + level / 2) * within / all.n / size
        interval = Self.reach(answers, around: best.first, periods)
    }

    /// The periods that some answers more and less than those up to the change reach to.
    private static func reach(
        _ answers: Double, around first: Int, _ periods: [(n: Int, mean: Double, variance: Double)]
    ) -> ClosedRange<Int> {
        var (lower, upper) = (first, first)
        var rest = answers
        while lower > 1, rest > 0 {
            lower -= 1
            rest -= Double(periods[lower].n)
        }
        rest = answers
        while upper < periods.count - 1, rest > 0 {
            rest -= Double(periods[upper].n)
            upper += 1
        }
        return lower...upper
    }

    /// Where the distance, times δ²/σ², stays below with a probability from 0.5: the distribution of the place of the highest of a
    /// two-sided Brownian motion minus half the distance (Yao, *Annals of Statistics* 15 (1987) 1321-1328).
    static func quantile(_ probability: Double) -> Double {
        var (low, high) = (0.0, 400.0)
        for _ in 0..<80 {
            let x = (low + high) / 2
            let below =
                1 + (x / (2 * .pi)).squareRoot() * exp(-x / 8)
                - (x + 5) / 2 * NormalDistribution.probability(below: -x.squareRoot() / 2)
                + 1.5 * exp(x) * NormalDistribution.probability(below: -1.5 * x.squareRoot())
            if below < probability { low = x } else { high = x }
        }
        return (low + high) / 2
    }
}

/// Answers, their sum and the sum of squares of the periods' means.
private struct Sums: Equatable {
    var n = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ period: (n: Int, mean: Double, variance: Double)) {
        guard period.n > 0 else { return }
        n += Double(period.n)
        sum += Double(period.n) * period.mean
        squares += Double(period.n) * period.mean * period.mean
    }

    func minus(_ other: Sums) -> Sums {
        Sums(n: n - other.n, sum: sum - other.sum, squares: squares - other.squares)
    }

    var mean: Double? { n > 0 ? sum / n : nil }

    /// Σ n (mean - mean of all)².
    var spread: Double { n > 0 ? max(0, squares - sum * sum / n) : 0 }
}
