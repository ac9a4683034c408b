/// The z of a ``TwoSampleTest`` from sums alone: which groups are worth a test is known before their answers are put together.
package struct TwoSampleScreen: Equatable, Sendable {
    /// The mean of the window minus that of the base, in the values' own steps.
    package let gap: Double
    /// The gap in standard errors.
    package let z: Double

    /// Nil when nothing can be said: no answers on one side, or all answers alike.
    ///
    /// - Parameters:
    ///   - n: Answers in the window.
    ///   - m: Answers in the base.
    ///   - first: The sum of the window's values, counted from the lowest.
    ///   - second: That of the base's.
    ///   - squares: The sum of the squares of both.
    package init?(n: Int, m: Int, first: Double, second: Double, squares: Double) {
        guard n > 0, m > 0 else { return nil }
        let all = Double(n + m)
        let variance = (squares - (first + second) * (first + second) / all) / (all - 1)
        guard variance > 0 else { return nil }
        gap = first / Double(n) - second / Double(m)
        z = gap / (variance * (1 / Double(n) + 1 / Double(m))).squareRoot()
    }

    /// Whether a difference in a direction can be a change, when one has to be so many standard errors and so many points.
    package func isPossible(_ direction: Direction, screen: Double, atLeast least: Double, points: Double) -> Bool {
        guard (gap * points).magnitude >= least else { return false }
        switch direction {
        case .dropped: return -z >= screen
        case .rose: return z >= screen
        case .changed: return z.magnitude >= screen
        }
    }
}
