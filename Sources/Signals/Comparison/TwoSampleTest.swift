import Tuntuma

/// Whether a window differs from a base by more than chance explains, from the two histograms.
///
/// The z that screens has the permutation variance: σ²(1/n + 1/m), σ² about the mean of all answers with n + m - 1 in the
/// denominator. What passes is confirmed by the exact conditional p: all ways to share the answers out over the two groups
/// are alike when they do not differ, whatever the distribution. So the p is right for few answers, for answers at the
/// ceiling of their scale, and far out in the tail, where a normal p is wrong by a factor (at an NPS of 88, still by 1.6 at
/// n = 1000 against 3000 and z = -3.3).
package struct TwoSampleTest: ChangeTest {
    package let difference: Double
    package let z: Double
    package let n: Int
    package let baseCount: Int?

    /// On scales with more steps than this the values are rounded to sixths of their deviation, so that p stays quick.
    private static let widestSpan = 100

    private let values: [Int]
    private let windowCounts: [Int]
    private let baseCounts: [Int]

    /// Makes the test; nil when nothing can be said: no answers on one side, or all answers alike (a standard error of 0 is
    /// never evidence), or two kinds of number.
    package init?(window: ScoreCounts, base: ScoreCounts) {
        guard window.values == base.values, window.points == base.points, let origin = window.values.first else {
            return nil
        }
        // In steps from the lowest value: whole numbers, so exact as long as they stay below 2^53.
        var (n, m, kinds) = (0, 0, 0)
        var (first, second, squares) = (0.0, 0.0, 0.0)
        for k in window.values.indices {
            let (count, other) = (window.counts[k], base.counts[k])
            guard count + other > 0 else { continue }
            let step = Double(window.values[k] - origin)
            kinds += 1
            n += count
            m += other
            first += Double(count) * step
            second += Double(other) * step
            squares += Double(count + other) * step * step
        }
        guard kinds > 1,
            let screen = TwoSampleScreen(n: n, m: m, first: first, second: second, squares: squares)
        else { return nil }
        self.n = n
        baseCount = m
        difference = screen.gap * window.points
        z = screen.z
        values = window.values
        windowCounts = window.counts
        baseCounts = base.counts
    }

    package func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method) {
        let sign = upward ? 1 : -1
        guard min(n, baseCount ?? n) <= PermutationTail.mostDrawn else {
            return (NormalDistribution.probability(below: upward ? -z : z), .normal)
        }
        let counts = zip(windowCounts, baseCounts).map(+)
        let sum = zip(values, windowCounts).reduce(0) { $0 + $1.0 * $1.1 }
        guard let low = values.first, let high = values.last, high - low > Self.widestSpan else {
            let p = PermutationTail.probability(
                ofAtLeast: sign * sum, drawing: n, from: values.map { $0 * sign }, counts)
            return (p, .permutation)
        }
        return (coarse(sign, counts), .permutation)
    }

    /// The exact p of the rounded values.
    private func coarse(_ sign: Int, _ counts: [Int]) -> Double {
        let all = counts.reduce(0, +)
        let mean = zip(values, counts).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / Double(max(1, all))
        let distances = values.map { Double($0) - mean }
        guard let coarsening = Coarsening(zip(distances, counts).map { ($0.0, $0.1) }) else { return 1 }
        let places = distances.map { sign * coarsening.place(of: $0) }
        var grouped: [Int: Int] = [:]
        var sum = 0
        for k in places.indices {
            grouped[places[k], default: 0] += counts[k]
            sum += places[k] * windowCounts[k]
        }
        let kept = grouped.keys.sorted()
        return PermutationTail.probability(
            ofAtLeast: sum, drawing: n, from: kept, kept.map { grouped[$0, default: 0] })
    }
}
