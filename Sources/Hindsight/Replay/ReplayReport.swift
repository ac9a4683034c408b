package import Engine
package import Tuntuma
package import Workspace

/// What the candidate's rules would have done over a stretch of the log, beside what the current ones did.
package struct ReplayReport: Sendable {
    /// What was read, the events outside of the stretch included.
    package var events = EventCounts()
    /// Events of the stretch.
    package var replayed = 0
    /// The moment at which it ends: of the stretch, or of its latest event; nil: there is no event.
    package var end: Timestamp?
    /// The first and last day of the stretch that has an event, in the organisation's time zone.
    package var daySpan: (first: String, last: String)?
    /// The days from the first to the last one.
    package var dayCount = 0
    /// All decisions together.
    package var total = ReplayCounts()
    /// In the order of the current rules; those that only the candidate has come behind.
    package var rules: [ReplayRule] = []
    /// By unit; nil: decisions without one, at the end.
    package var units: [(unit: String?, counts: ReplayCounts)] = []
    /// By queue and by action.
    package var targets: [(kind: Decision.Kind, target: String, counts: ReplayCounts)] = []
    /// By day (`2026-03-02`); days without decisions are left out.
    package var days: [(day: String, counts: ReplayCounts)] = []
    /// What each queue has to take a day: each queue as a whole, then by unit.
    package var loads: [QueueLoad] = []
    package var examples: [ReplayExample] = []
    /// What the candidate's rules ask for and the stretch does not hold.
    package var gaps: [HistoryGap] = []

    package init() {}

    /// Whether the candidate decides anything else than the current rules, fails elsewhere, or is put out of use.
    package var isDifferent: Bool {
        total.isDifferent
            || rules.contains { rule in
                rule.current.failed != rule.candidate.failed
                    || rule.current.outage.breaker != rule.candidate.outage.breaker
            }
    }
}

/// One rule in a replay.
package struct ReplayRule: Sendable {
    /// How the candidate's rule stands to the current one.
    package enum Status: String, Sendable {
        case same, edited, added, removed
    }

    /// What a rule did on one side.
    package struct Side: Equatable, Sendable {
        /// The rule's version; nil: it is not on this side.
        package var version: String?
        package var matched = 0
        package var failed = 0
        /// Whether it was out of use.
        package var outage = RuleOutage()
        /// The mean steps of a call of `run`, over one event in 16; nil when it has none, or none was counted.
        package var meanSteps: Double?

        package init() {}
    }

    package var rule: String
    package var status: Status
    package var counts = ReplayCounts()
    package var current = Side()
    package var candidate = Side()
    /// The candidate's first failures.
    package var failures: [FailureReport] = []

    package init(rule: String, status: Status) {
        self.rule = rule
        self.status = status
    }
}

/// How much work decisions bring to a queue, or to one unit of it.
package struct QueueLoad: Equatable, Sendable {
    /// The work of one side.
    package struct Side: Equatable, Sendable {
        package var total = 0
        /// The work of the busiest day.
        package var most = 0
        /// The busiest day, the first of several.
        package var mostOn: String?
        /// Days with more work than the capacity.
        package var daysOver = 0

        package init() {}

        /// Items a day, over all days of the stretch.
        package func perDay(over days: Int) -> Double { days > 0 ? Double(total) / Double(days) : 0 }
    }

    package var queue: String
    /// Nil: the queue as a whole.
    package var unit: String?
    /// Items a day that it can take, where the workspace says so.
    package var capacity: Int?
    package var current = Side()
    package var candidate = Side()

    package init(queue: String, unit: String?, capacity: Int?) {
        self.queue = queue
        self.unit = unit
        self.capacity = capacity
    }
}
