package import Tuntuma

/// Whether a result of a metric differs from a number, where only value and standard error are known: under weights, and for a
/// metric that is no mean of whole numbers. The normal p is not exact; ask for enough answers with `min_n`.
package struct ValueTest: ChangeTest {
    package let difference: Double
    package let z: Double
    package let n: Int
    package let baseCount: Int? = nil

    /// Makes the test; nil when the result has no value, or a standard error of 0 or none.
    package init?(window: MetricResult, target: Double) {
        guard let value = window.weighted?.value ?? window.value,
            let error = window.weighted?.standardError ?? window.standardError, error > 1e-10, target.isFinite
        else { return nil }
        n = window.n
        difference = value - target
        z = difference / error
    }

    package func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method) {
        (NormalDistribution.probability(below: upward ? -z : z), .normal)
    }
}
