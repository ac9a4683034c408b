/// What a metric says of the events of a cell.
public struct MetricResult: Equatable, Sendable {
    /// The number; nil when the data does not give one.
    public var value: Double?
    /// Why there is no number, in English, for a person: "no answers". Nil when there is one.
    public var reason: String?
    /// The metric itself failed, and `reason` says where: its script has a mistake. The host tells the user of it by itself.
    public var isFailure = false
    /// How many answers the number stands on.
    public var n: Int
    /// Where the true value lies with a stated confidence; nil when nothing can be said.
    public var interval: Interval?
    /// The standard error of `value` on its own scale, where one is defined: what a test of a change starts from.
    public var standardError: Double?
    /// Answers by value, in the order of the scale.
    public var distribution: [(value: String, count: Int)]
    /// Named numbers beside the value, in the order in which they are read: promoters, passives, detractors.
    public var parts: [(name: String, part: Part)]
    /// The value under the declared weights.
    public var weighted: Weighted?
    /// The lowest and the highest possible value, where the metric has them: for bars and charts.
    public var range: ClosedRange<Double>?
    /// The answers by what each counts for, where the value is a mean of whole numbers. The makers of shares, net scores and
    /// means give it.
    public var tally: Tally?

    /// A number beside the value.
    public indirect enum Part: Equatable, Sendable {
        /// How many.
        case count(Int)
        /// A number that may be missing.
        case number(Double?)
        /// An interval that may be missing.
        case interval(Interval?)
        /// Parts of a part: the value and the n of one item.
        case group([(name: String, part: Part)])

        /// Whether two parts are the same, names and order included.
        public static func == (left: Part, right: Part) -> Bool {
            switch (left, right) {
            case (.count(let left), .count(let right)): left == right
            case (.number(let left), .number(let right)): left == right
            case (.interval(let left), .interval(let right)): left == right
            case (.group(let left), .group(let right)): left.elementsEqual(right, by: ==)
            default: false
            }
        }
    }

    /// The value under weights.
    public struct Weighted: Equatable, Sendable {
        /// The weighted value.
        public var value: Double
        /// Its interval, from the linearised standard error.
        public var interval: Interval?
        /// Its linearised standard error.
        public var standardError: Double
        /// Kish's effective n: (sum of w) squared over the sum of w squared.
        public var effectiveN: Double

        /// Makes a weighted value.
        public init(value: Double, interval: Interval?, standardError: Double, effectiveN: Double) {
            self.value = value
            self.interval = interval
            self.standardError = standardError
            self.effectiveN = effectiveN
        }
    }

    /// Makes a result with a value.
    public init(
        value: Double, n: Int, interval: Interval?, standardError: Double? = nil,
        distribution: [(value: String, count: Int)] = [], parts: [(name: String, part: Part)] = [],
        weighted: Weighted? = nil, range: ClosedRange<Double>? = nil
    ) {
        self.value = value
        self.n = n
        self.interval = interval
        self.standardError = standardError
        self.distribution = distribution
        self.parts = parts
        self.weighted = weighted
        self.range = range
    }

    /// Makes a result without a value, and says why.
    public init(
        none reason: String, n: Int = 0, distribution: [(value: String, count: Int)] = [],
        parts: [(name: String, part: Part)] = [], range: ClosedRange<Double>? = nil
    ) {
        self.reason = reason
        self.n = n
        self.distribution = distribution
        self.parts = parts
        self.range = range
    }

    /// Makes a result of a metric that failed, and says where and why: "metrics/emotion.lua:12: ...".
    public init(failed reason: String, n: Int = 0) {
        self.init(none: reason, n: n)
        isFailure = true
    }

    /// Whether two results are the same to the last bit.
    public static func == (left: MetricResult, right: MetricResult) -> Bool {
        left.value == right.value && left.reason == right.reason && left.isFailure == right.isFailure
            && left.n == right.n
            && left.interval == right.interval && left.standardError == right.standardError
            && left.distribution.elementsEqual(right.distribution, by: ==)
            && left.parts.elementsEqual(right.parts, by: ==) && left.weighted == right.weighted
            && left.range == right.range && left.tally == right.tally
    }
}
