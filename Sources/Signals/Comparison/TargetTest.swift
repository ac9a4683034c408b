import Foundation
import Tuntuma

/// Whether a window differs from a fixed target: a one-sample score test.
///
/// The null is the distribution nearest to the answers, in relative entropy, whose mean is the target (Efron, *Canadian
/// Journal of Statistics* 9 (1981) 139-172; DiCiccio and Romano, *International Statistical Review* 58 (1990) 59-76): the answers' shares times
/// e^(ta). For a share this is the binomial of the target, so the test is the score test of a share and its exact form. Half an
/// answer is added at each end of the scale, or ten times ten out of ten would be proof that nobody could ever give a nine. The
/// z has the variance of that distribution, the p is exact under it.
package struct TargetTest: ChangeTest {
    package let difference: Double
    package let z: Double
    package let n: Int
    package let baseCount: Int? = nil

    /// On scales with more steps than this, and for very many answers, p is that of the z.
    private static let widestSpan = 100

    private let sum: Int
    private let values: [Int]
    private let shares: [Double]

    /// Makes the test; nil when nothing can be said: no answers, or a target that is not within the scale.
    ///
    /// - Parameters:
    ///   - window: The answers.
    ///   - target: The value that the metric should have, in its points.
    package init?(window: ScoreCounts, target: Double) {
        let moments = window.moments
        guard let mean = moments.mean, let low = window.values.first, let high = window.values.last else { return nil }
        let aim = target / window.points
        guard aim.isFinite, aim > Double(low), aim < Double(high) else { return nil }
        var weights = window.counts.map(Double.init)
        weights[0] += 0.5
        weights[weights.count - 1] += 0.5
        let shares = Self.tilted(weights, window.values, to: aim)
        let variance = zip(shares, window.values).reduce(0.0) { sum, term in
            let distance = Double(term.1) - aim
            return sum + term.0 * distance * distance
        }
        guard variance > 0 else { return nil }
        n = moments.count
        difference = (mean - aim) * window.points
        z = (mean - aim) / (variance / Double(n)).squareRoot()
        sum = Int(moments.sum)
        values = window.values
        self.shares = shares
    }

    package func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method) {
        let sign = upward ? 1 : -1
        guard let low = values.first, let high = values.last, high - low <= Self.widestSpan,
            n <= PermutationTail.mostDrawn
        else {
            return (NormalDistribution.probability(below: upward ? -z : z), .normal)
        }
        let p = ResampledTail.probability(
            ofAtLeast: sign * sum, drawing: n, from: values.map { $0 * sign }, shares)
        return (p, .tilting)
    }

    /// The weights times e^(t value), t such that the mean is the aim; adding up to 1.
    private static func tilted(_ weights: [Double], _ values: [Int], to aim: Double) -> [Double] {
        let tilt = Tilt(shares: weights, places: values.map { Double($0) - aim }, aim: 0)
        return tilt.shares
    }
}
