import Tuntuma

/// Whether a window differs from a base when answers come in clusters that may be alike within: contacts of one project.
///
/// A cluster is one draw, not its answers. Each has the residual Σ(x - m), m the mean of all answers; the sum of the window's
/// residuals over their permutation standard error is the z, the cluster-robust score statistic (Liang and Zeger, *Biometrika*
/// 73 (1986) 13-22, with the variance under the null). What passes is confirmed by the exact p of sharing whole clusters
/// out over window and base (Gail and others, *Statistics in Medicine* 15 (1996) 1069-1092), of residuals rounded to
/// sixths of their standard deviation. A cluster that answered on both sides counts as two; when it is alike within, this
/// makes the test more careful, not less.
package struct ClusterTest: ChangeTest {
    package let difference: Double
    package let z: Double
    package let n: Int
    package let baseCount: Int?

    private let windowPlaces: [Int]
    private let basePlaces: [Int]

    /// Makes the test; nil when nothing can be said: fewer than two clusters on one side, or no residuals.
    ///
    /// - Parameters:
    ///   - window: The sums of the window's clusters.
    ///   - base: Those of the base's.
    ///   - points: The mean of the values times this is the metric's value.
    package init?(window: [ClusterSums.Sum], base: [ClusterSums.Sum], points: Double = 1) {
        let window = window.filter { $0.count > 0 }
        let base = base.filter { $0.count > 0 }
        guard window.count >= 2, base.count >= 2 else { return nil }
        let (first, second) = (Self.total(window), Self.total(base))
        let mean = Double(first.sum + second.sum) / Double(first.count + second.count)
        func residuals(_ sums: [ClusterSums.Sum]) -> [Double] { sums.map { Double($0.sum) - mean * Double($0.count) } }
        let (drawn, left) = (residuals(window), residuals(base))
        let squares = (drawn + left).reduce(0.0) { $0 + $1 * $1 }
        let all = Double(drawn.count + left.count)
        let variance = squares / all * Double(drawn.count) * Double(left.count) / (all - 1)
        guard variance > 1e-12, let coarsening = Coarsening((drawn + left).map { ($0, 1) }) else { return nil }
        n = first.count
        baseCount = second.count
        difference = (Double(first.sum) / Double(n) - Double(second.sum) / Double(second.count)) * points
        z = drawn.reduce(0, +) / variance.squareRoot()
        windowPlaces = drawn.map(coarsening.place(of:))
        basePlaces = left.map(coarsening.place(of:))
    }

    package func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method) {
        let sign = upward ? 1 : -1
        guard min(windowPlaces.count, basePlaces.count) <= PermutationTail.mostDrawn else {
            return (NormalDistribution.probability(below: upward ? -z : z), .normal)
        }
        var counts: [Int: Int] = [:]
        for place in windowPlaces + basePlaces { counts[sign * place, default: 0] += 1 }
        let values = counts.keys.sorted()
        let p = PermutationTail.probability(
            ofAtLeast: sign * windowPlaces.reduce(0, +), drawing: windowPlaces.count, from: values,
            values.map { counts[$0, default: 0] })
        return (p, .clusterPermutation)
    }

    private static func total(_ sums: [ClusterSums.Sum]) -> ClusterSums.Sum {
        sums.reduce(into: ClusterSums.Sum()) { total, next in
            total.count += next.count
            total.sum += next.sum
        }
    }
}
