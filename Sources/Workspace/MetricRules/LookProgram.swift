package import Tuntuma

/// The `run` function of a rule about a metric, before it has been given to a worker.
package protocol LookProgram: Sendable {
    /// Loads the rule for one worker.
    func makeEvaluator() throws(Complaint) -> any LookEvaluator
}

/// The `run` function of a rule about a metric in the hands of one worker, on one thread.
package protocol LookEvaluator: AnyObject {
    /// Runs the rule on one group at one close.
    func evaluate(_ measure: Measure) -> RuleOutcome
}

/// What the `run` of a rule is told of a group at a close: the `m` of `run = function(m)`.
package struct Measure: Sendable {
    package var rule: String
    package var metric: String
    /// The group's values by key, in the order of the keys.
    package var group: [(key: String, value: String?)]
    /// The last day of the window.
    package var day: CivilDate
    /// When that day ended, in milliseconds since 1970 UTC.
    package var time: Int64
    /// The metric in the window.
    package var result: MetricResult
    /// The metric in the window before; nil when it was not asked for.
    package var previous: MetricResult
    /// The group's goal.
    package var target: Double?
    /// For a rule about silence: days without a response.
    package var silentDays: Int?
    /// What the predicates of `match` found; nil without any.
    package var finding: LookFinding?
    /// What was found of each question that `run` may ask; nil where it does not hold, or nothing can be said.
    package var answers: [(question: LookPredicate, finding: LookFinding?)] = []
    /// The metric of what a window can be compared with, such as `180d`, `previous`, `last-year`; nil for a text that is none.
    package var against: @Sendable (String) -> MetricResult?
    /// A control chart of the metric, by its name and settings.
    package var chart: @Sendable (String, [String: Double]) throws(ChartError) -> ChartReading

    package init(
        rule: String, metric: String, group: [(key: String, value: String?)], day: CivilDate, time: Int64,
        result: MetricResult, previous: MetricResult, target: Double?, finding: LookFinding?,
        against: @escaping @Sendable (String) -> MetricResult?,
        chart: @escaping @Sendable (String, [String: Double]) throws(ChartError) -> ChartReading
    ) {
        self.rule = rule
        self.metric = metric
        self.group = group
        self.day = day
        self.time = time
        self.result = result
        self.previous = previous
        self.target = target
        self.finding = finding
        self.against = against
        self.chart = chart
    }
}

/// What a control chart says of its last period.
package struct ChartReading: Equatable, Sendable {
    /// Whether it is beyond a limit.
    package var isSignal: Bool
    /// What is plotted; nil when the last period has no answers.
    package var value: Double?
    package var lower: Double?
    package var centre: Double?
    package var upper: Double?

    package init(isSignal: Bool, value: Double?, lower: Double?, centre: Double?, upper: Double?) {
        self.isSignal = isSignal
        self.value = value
        self.lower = lower
        self.centre = centre
        self.upper = upper
    }
}

/// A chart that cannot be made: a name or a setting that is none.
package struct ChartError: Error, Equatable, Sendable {
    package var problem: String

    package init(_ problem: String) {
        self.problem = problem
    }
}

/// What a test found of a group at a close.
package struct LookFinding: Equatable, Codable, Sendable {
    /// The window's value and answers; this value and the one that it was compared with are the weighted ones where a weight is
    /// declared.
    package var value: Double
    package var n: Int
    /// What it was compared with; `n` is nil for a fixed target.
    package var base: Double
    package var baseCount: Int?
    /// The difference that was tested, in the metric's points: under weights where a weight is declared.
    package var difference: Double
    package var p: Double
    /// How p was found.
    package var method: String
    /// The first day after the change, about; nil where it cannot be dated.
    package var since: CivilDate?

    package init(
        value: Double, n: Int, base: Double, baseCount: Int?, difference: Double, p: Double, method: String,
        since: CivilDate?
    ) {
        self.value = value
        self.n = n
        self.base = base
        self.baseCount = baseCount
        self.difference = difference
        self.p = p
        self.method = method
        self.since = since
    }
}
