package import Engine
package import Workspace

/// What rules do over a log, and what is odd about them.
package struct RuleStatistics: Sendable {
    /// One rule.
    package struct Row: Sendable {
        package var rule: String
        package var mode: RuleMode
        /// Events of its types.
        package var events = 0
        /// Of these, how many its condition let pass.
        package var matched = 0
        /// Events on which it decided something.
        package var decided = 0
        package var decisions = 0
        /// Events that its `once` held back.
        package var heldBack = 0
        package var failed = 0
        /// Steps of a call of `run`, over one event in two; nil without `run`, or where none was counted.
        package var steps: (median: Int, p99: Int, most: Int)?
        /// Nanoseconds for each event of the log, condition and `run` together. Not the same from run to run.
        package var nanosecondsPerEvent: Double?
        /// The day with the most decisions (`2026-03-02`), the first of several.
        package var busiestDay: (day: String, decisions: Int)?
        /// Whether it was out of use.
        package var outage = RuleOutage()
        /// The first failures.
        package var failures: [FailureReport] = []
    }

    /// One rule about a metric or about silence.
    package struct LookRow: Sendable {
        package var rule: String
        package var mode: RuleMode
        /// What its looks came to.
        package var looks: LookCounts
        /// Nanoseconds for each look at one group, `run` included. Not the same from run to run.
        package var nanosecondsPerLook: Double?
        /// The day at whose close it decided most (`2026-03-02`), the first of several.
        package var busiestDay: (day: String, decisions: Int)?
        /// The first failures.
        package var failures: [FailureReport] = []

        package init(rule: String, mode: RuleMode, looks: LookCounts) {
            self.rule = rule
            self.mode = mode
            self.looks = looks
        }
    }

    /// Something that somebody should look at.
    package enum Warning: Equatable, Sendable {
        /// It has no condition: it looks at every event of its types.
        case noMatch(rule: String)
        /// Its condition let no event pass. What it asks for and the log does not hold, where that is why.
        case neverMatched(rule: String, asksFor: [String])
        /// These always decide on the same events.
        case alwaysTogether(rules: [String])
        /// It decides more often on a day than was said.
        case tooOften(rule: String, most: Int, on: String, days: Int, limit: Int)
        case failed(rule: String, events: Int)
        /// It looks at groups, and nothing could ever be said of one: why, what came most often first.
        case neverEvaluated(rule: String, because: [LookCounts.NotEvaluated])
        /// It looked, and nothing was ever what it looks for.
        case neverFired(rule: String)
        case failedLooks(rule: String, looks: Int)
    }

    /// Events of the stretch.
    package var events = 0
    package var daySpan: (first: String, last: String)?
    /// The days from the first to the last one.
    package var dayCount = 0
    package var rows: [Row] = []
    package var lookRows: [LookRow] = []
    package var warnings: [Warning] = []

    package init() {}
}
