package import Tuntuma

/// Judges the rules about metrics. The engine folds the days it asks for and tells it of each close, in log order, from one
/// worker at a time.
package protocol CloseJudge: Sendable {
    /// What must be folded day by day.
    var series: [DaySeries] { get }

    /// The look that is told in full, with ``CloseOutcome/traces``; nil: none is.
    var traced: TracedLook? { get set }

    /// Whether the looks at the close of a day count in ``rows`` and ``seconds``. All are judged.
    var isCounted: @Sendable (Int) -> Bool { get set }

    /// The seconds that the looks of each rule took, its `run` included. Not the same from run to run.
    var seconds: [Double] { get }

    /// Whether a rule, by its place, looks at the close of a day.
    func isDue(_ rule: Int, atCloseOf day: Int) -> Bool

    /// Judges some days that close one after the other, with no event in between.
    /// - Parameters:
    ///   - days: Days since 1970-01-01 in the organisation's zone, in their order.
    ///   - book: What has been accepted until now.
    ///   - call: Runs the `run` of a rule, by its place among the rules.
    /// - Returns: What was decided and what failed, in the order of days, then of rules, then of groups.
    mutating func close(
        _ days: Range<Int>, _ book: any DayBook, call: (Int, Measure) -> RuleOutcome
    ) -> CloseOutcome

    /// What the looks came to, by rule.
    var rows: [LookCounts] { get }

    /// What it keeps from look to look, for a later run.
    var saved: SavedLooks { get }

    /// How many days back from a close each series is looked at; nil: all of them.
    var reach: [Int?] { get }

    /// Goes on from where an earlier run ended. Called before the first close, once the book has what that run folded.
    /// - Parameter isKept: By series, whether its days are in the book.
    /// - Returns: How each rule begins.
    mutating func resume(_ saved: SavedLooks, _ book: any DayBook, isKept: [Bool]) -> [LookStart]
}

/// One metric by some keys, day by day.
package struct DaySeries: Hashable, Sendable {
    /// The metric's id; nil: no metric is asked for, only which groups have responses.
    package var metric: String?
    package var keys: [String]

    package init(metric: String?, keys: [String]) {
        self.metric = metric
        self.keys = keys
    }
}

/// What the engine has folded until a close.
package protocol DayBook: Sendable {
    /// The cells of a series whose answers changed since the last close, each once, in the order in which they did.
    func changed(_ series: Int) -> [DayCell]
    /// The group's values of a cell, in the order of the keys.
    func values(ofCell cell: Int, in series: Int) -> [String?]
    /// What some cells say together.
    func result(of cells: [Int], in series: Int) -> MetricResult
    /// The instant at which a day begins, in milliseconds since 1970 UTC.
    func start(ofDay day: Int) -> Int64
}

/// A day of a group.
package struct DayCell: Sendable {
    package var cell: Int
    /// The number of the group in its series: the same on all its days.
    package var group: Int
    package var day: Int
    /// What the metric counts of the day; for a series without a metric its responses.
    package var counts: MetricCounts

    package init(cell: Int, group: Int, day: Int, counts: MetricCounts) {
        self.cell = cell
        self.group = group
        self.day = day
        self.counts = counts
    }
}

/// A decision of a rule on a group at a close.
package struct CloseDecision: Sendable {
    /// The rule's place among the workspace's rules about metrics.
    package var rule: Int
    /// The day that closed.
    package var day: Int
    package var group: [(key: String, value: String?)]
    /// The decision's place among those of the rule on the group at this close, from 0.
    package var ordinal: Int
    package var decision: Decision
    package var finding: LookFinding?

    package init(
        rule: Int, day: Int, group: [(key: String, value: String?)], ordinal: Int, decision: Decision,
        finding: LookFinding?
    ) {
        self.rule = rule
        self.day = day
        self.group = group
        self.ordinal = ordinal
        self.decision = decision
        self.finding = finding
    }
}

/// What a look says of an alert: it holds of a group at a close, or it has ended.
package struct CloseAlert: Sendable {
    /// The decision that it is of: that of this close, or the last one that was made.
    package var made: CloseDecision
    package var holds: Bool
    /// "42 -> 22, n 79 against 106, p = 0.0002, since about 12 October"; "" for one that has ended.
    package var summary: String
    /// What the summary says, in figures; nil for one that has ended, and where something is no number.
    package var figures: LookFigures?

    package init(_ made: CloseDecision, holds: Bool, summary: String = "", figures: LookFigures? = nil) {
        self.made = made
        self.holds = holds
        self.summary = summary
        self.figures = figures
    }
}

/// A failure of a rule on a group at a close.
package struct CloseFailure: Sendable {
    /// The rule's place among the workspace's rules about metrics.
    package var rule: Int
    /// The day that closed.
    package var day: Int
    package var group: [(key: String, value: String?)]
    package var failure: RuleFailure

    package init(rule: Int, day: Int, group: [(key: String, value: String?)], failure: RuleFailure) {
        self.rule = rule
        self.day = day
        self.group = group
        self.failure = failure
    }
}

/// What came of some closes.
package struct CloseOutcome: Sendable {
    package var decisions: [CloseDecision] = []
    package var failures: [CloseFailure] = []
    /// Every alert that holds, at every look, and those that have ended.
    package var alerts: [CloseAlert] = []
    /// Of ``CloseJudge/traced``, group by group.
    package var traces: [LookTrace] = []

    package init() {}
}

/// What the looks of one rule came to.
package struct LookCounts: Equatable, Sendable {
    /// Groups looked at, over all closes.
    package var looks = 0
    /// Of these, those of which nothing could be said, by reason.
    package var notEvaluated: [NotEvaluated: Int] = [:]
    /// Those of which it held what the rule looks for.
    package var held = 0
    /// Times in which something was decided of a group, each from its beginning to its end: what goes on is one.
    package var episodes = 0
    /// Decisions made.
    package var decided = 0
    package var failed = 0

    package init() {}

    /// Looks of which something could be said.
    package var evaluated: Int { looks - notEvaluated.values.reduce(0, +) }

    /// Why nothing could be said of a group at a close.
    package enum NotEvaluated: String, Sendable, CaseIterable {
        /// No answers in the window.
        case noAnswers = "no answers"
        /// Fewer answers in the window or the base than `min_n`.
        case tooFew = "too few answers"
        /// Answers of which the metric says nothing: a `none(reason)` of a metric in Lua.
        case noValue = "no value"
        /// No goal for the group.
        case noTarget = "no target"
        /// Nothing to compare: the base has no answers, or all answers are alike.
        case nothingToCompare = "nothing to compare"
        /// The group above did not change.
        case wholeDidNotChange = "the group above did not change"
        /// The rule has a `cluster`, and the metric a weight, or it is no mean of whole numbers.
        case noClusters = "the metric cannot be tested by clusters"
    }
}
