package import Tuntuma

/// Whether two results of a metric differ of which only value and standard error are known: a metric of a plugin or of Lua
/// without a histogram. The normal p is not exact; ask for enough answers with `min_n`.
package struct ResultTest: ChangeTest {
    package let difference: Double
    package let z: Double
    package let n: Int
    package let baseCount: Int?

    /// Makes the test; nil when one side has no value or no standard error, or both standard errors are 0.
    package init?(window: MetricResult, base: MetricResult) {
        guard let test = DifferenceTest(window, base) else { return nil }
        difference = test.difference
        z = test.z
        n = window.n
        baseCount = base.n
    }

    package func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method) {
        (NormalDistribution.probability(below: upward ? -z : z), .normal)
    }
}
