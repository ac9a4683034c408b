package import Tuntuma

/// Whether a window differs from a base where a weight is declared: the weighted difference over its linearised standard
/// error (Särndal, Swensson and Wretman, *Model Assisted Survey Sampling*, 1992, section 5.7).
///
/// p is Student's t with Welch's degrees of freedom of the two effective numbers of answers (Kish 1965; Welch, *Biometrika* 34
/// (1947) 28-35). Weights leave no exact permutation: few answers at a scale's ceiling are tested less well here.
package struct WeightedTest: ChangeTest {
    package let difference: Double
    package let z: Double
    package let n: Int
    package let baseCount: Int?

    private let degreesOfFreedom: Double

    /// Makes the test from weighted sums; nil when nothing can be said: an effective number of answers of 1 or less on one
    /// side, or a standard error of 0.
    ///
    /// - Parameter points: The weighted mean times this is the metric's value.
    package init?(window: WeightedSums, base: WeightedSums, points: Double = 1) {
        guard let first = WeightedMean([(window, 1)]), let second = WeightedMean([(base, 1)]),
            first.effectiveN > 1, second.effectiveN > 1
        else { return nil }
        let (variance, other) = (
            first.standardError * first.standardError, second.standardError * second.standardError
        )
        // The sums are exact, so answers that are all alike leave no more than a rounding error.
        guard variance + other > 1e-24 else { return nil }
        n = first.count
        baseCount = second.count
        difference = (first.value - second.value) * points
        z = (first.value - second.value) / (variance + other).squareRoot()
        degreesOfFreedom =
            (variance + other) * (variance + other)
            / (variance * variance / (first.effectiveN - 1) + other * other / (second.effectiveN - 1))
    }

    /// Makes the test from two results of a metric with a weight; nil when one of them has no weighted value, as above.
    package init?(window: MetricResult, base: MetricResult) {
        guard let first = window.weighted, let second = base.weighted, first.effectiveN > 1, second.effectiveN > 1
        else { return nil }
        let (variance, other) = (
            first.standardError * first.standardError, second.standardError * second.standardError
        )
        guard variance + other > 1e-20 else { return nil }
        n = window.n
        baseCount = base.n
        difference = first.value - second.value
        z = difference / (variance + other).squareRoot()
        degreesOfFreedom =
            (variance + other) * (variance + other)
            / (variance * variance / (first.effectiveN - 1) + other * other / (second.effectiveN - 1))
    }

    package func confirmed(upward: Bool) -> (p: Double, method: Evidence.Method) {
        let toward = upward ? z : -z
        return (StudentDistribution.probability(below: -toward, degreesOfFreedom: degreesOfFreedom), .weighted)
    }
}
