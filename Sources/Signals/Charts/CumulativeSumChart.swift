/// The tabular CUSUM: what lies beyond a slack on each side of a target is summed up, so that a small change that lasts is found
/// (Page, *Biometrika* 41 (1954) 100-115; Montgomery 2013, section 9.1).
package struct CumulativeSumChart: Equatable, Sendable {
    /// What came to each side.
    package struct Point: Equatable, Sendable {
        /// The sum above the target, from 0.
        package var above = 0.0
        /// The sum below it, from 0.
        package var below = 0.0
        /// Periods since the sum above was last 0.
        package var periodsAbove = 0
        /// Periods since the sum below was last 0.
        package var periodsBelow = 0
    }

    /// What a single value may be off the target without counting.
    package let slack: Double
    /// A sum beyond this is a signal.
    package let limit: Double
    private let target: Double

    /// Makes a chart, in the units of its values: standard errors, or the metric's points. Nil unless the slack is from 0 and the
    /// limit above it.
    ///
    /// - Parameters:
    ///   - target: The usual value.
    ///   - slack: Half of the change that matters: 0.5 for one of a standard error.
    ///   - limit: 5 standard errors find that change in some 10 periods, and raise a false alarm in 465 (Montgomery 2013, table 9.3).
    package init?(target: Double = 0, slack: Double = 0.5, limit: Double = 5) {
        guard target.isFinite, slack >= 0, slack.isFinite, limit > 0, limit.isFinite else { return nil }
        self.target = target
        self.slack = slack
        self.limit = limit
    }

    /// The points of a series.
    package func points(_ values: [Double]) -> [Point] {
        var point = Point()
        return values.map { value in
            point.above = max(0, point.above + value - target - slack)
            point.below = max(0, point.below + target - slack - value)
            point.periodsAbove = point.above > 0 ? point.periodsAbove + 1 : 0
            point.periodsBelow = point.below > 0 ? point.periodsBelow + 1 : 0
            return point
        }
    }

    /// Whether a point is a signal in a direction.
    package func isBeyond(_ point: Point, _ direction: Direction = .changed) -> Bool {
        switch direction {
        case .rose: point.above > limit
        case .dropped: point.below > limit
        case .changed: point.above > limit || point.below > limit
        }
    }
}
