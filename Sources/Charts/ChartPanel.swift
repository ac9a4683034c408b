package import Tuntuma

/// One chart of a page: a metric over time, of everybody or of one group.
package struct ChartPanel: Sendable {
    /// What a period says.
    package struct Point: Sendable {
        /// The period as in a report: `2026-03`.
        package var period: String
        /// Nil where nobody answered, or nothing may be shown.
        package var result: MetricResult?
        /// Whether too few answered to be shown.
        package var isSuppressed = false

        /// The value, where there is one to be drawn.
        var value: Double? { result?.value.flatMap { $0.isFinite ? $0 : nil } }
    }

    /// A stretch of periods that are higher, or lower, than those before them by more than chance.
    package struct Change: Sendable {
        /// Its periods, as places among the points.
        package var periods: ClosedRange<Int>
        package var isRise: Bool
        /// The value before and in the first period of the stretch, with how many answers each stands on.
        package var before: (value: Double, n: Int)
        package var after: (value: Double, n: Int)
        /// After the correction for everything that the page compares.
        package var p: Double
        /// When it began, as days or as names of periods: about when, and between which two; nil when it cannot be told.
        package var since: (about: String, from: String, to: String)?
    }

    /// The values of the keys; nil stands for everybody. A value that is nil: the events do not have the key.
    package var group: [String?]?
    package var points: [Point]
    package var changes: [Change] = []
    /// Alerts of rules about the group, in the order in which they began.
    package var alerts: [ChartAlert] = []
    /// The goal, where one is declared for the group.
    package var target: Double?

    /// Answers in all periods that are shown.
    package var n: Int { points.reduce(0) { $0 + ($1.result?.n ?? 0) } }
}
