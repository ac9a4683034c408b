/// A confidence interval.
public struct Interval: Equatable, Sendable {
    /// The confidence level, between 0 and 1: 0.95.
    public var level: Double
    /// The lower limit, on the scale of the value.
    public var lower: Double
    /// The upper limit, on the scale of the value.
    public var upper: Double
    /// How it was computed: `adjusted-wald`, `wilson`, `t`, `wilson-mean`, `linearised`.
    public var method: String

    /// Makes an interval.
    public init(level: Double = 0.95, lower: Double, upper: Double, method: String) {
        self.level = level
        self.lower = lower
        self.upper = upper
        self.method = method
    }
}
