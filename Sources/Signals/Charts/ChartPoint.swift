/// A point of a control chart with its limits.
package struct ChartPoint: Equatable, Sendable {
    /// What is plotted.
    package var value: Double
    /// The lower limit; what goes below it is a signal.
    package var lower: Double
    /// Where the points lie while nothing changes.
    package var centre: Double
    /// The upper limit.
    package var upper: Double

    /// Whether the point is beyond a limit.
    package var isBeyond: Bool { value < lower || value > upper }

    package init(value: Double, lower: Double, centre: Double, upper: Double) {
        self.value = value
        self.lower = lower
        self.centre = centre
        self.upper = upper
    }
}
