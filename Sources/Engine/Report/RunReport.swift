import Memory
package import Tuntuma
package import Workspace

/// Everything that one run found: what is printed as a table, as JSON or as CSV.
package struct RunReport: Sendable {
    package var events = EventCounts()
    /// One row for each metric, group and period that is shown; in the order of the metrics' declaration, then of the
    /// groups (by their values, missing ones last), then of the periods.
    package var metrics: [MetricRow] = []
    /// The same metrics over all groups, one row a period: what the table shows as "all". Empty without `--by`.
    package var totals: [MetricRow] = []
    package var decisions = DecisionCounts()
    package var rules: [RuleRow] = []
    /// The rules about metrics and silence, in the order of the workspace.
    package var metricRules: [MetricRuleRow] = []
    /// What the rules keep, for the next run; nil where nobody asked.
    package var memory: SavedMemory?
    /// Rules of which something was saved and that are not there any more, or keep nothing now.
    package var forgottenRules: [String] = []
    /// A few comments worth reading, where they were asked for.
    package var comments: [ShownComment] = []
    /// The first rejections, for people; all of them are counted in `events`.
    package var rejections: [Rejection] = []
    /// The first conflicts.
    package var conflicts: [Conflict] = []
    /// Rejected lines by reason, the most frequent first.
    package var rejectionReasons: [(reason: String, count: Int)] = []
    /// Corrections and withdrawals whose event is not in the log.
    package var danglingReferences = 0
    package var corrected = 0
    package var withdrawn = 0
    /// The first and last event times, for the head of the table.
    package var timeSpan: ClosedRange<Timestamp>?
    /// Log time at the end: the latest event time, also of earlier runs whose memory this one goes on from. Nil: there was no event.
    package var logTime: Timestamp?
    /// Nil: log time moves.
    package var standstill: Standstill?
    /// The same as days in the organisation's time zone (`2026-03-02`). Nil: the table shows the days in UTC.
    package var daySpan: (first: String, last: String)?
    /// The keys of `--by`, as given.
    package var groupKeys: [String] = []
    /// Those of them that no event has.
    package var absentKeys: [String] = []
    package var period = Period.all
    /// The days of the moving window that each row is of, where rows are of one.
    package var window: Int?
    /// Seconds of wall time.
    package var seconds = 0.0

    package init() {}
}

/// How many events a run met.
package struct EventCounts: Equatable, Sendable {
    /// Lines that were not empty.
    package var read = 0
    package var accepted = 0
    package var duplicates = 0
    package var conflicts = 0
    package var rejected = 0
    /// Events that the host wrote itself (`host.` types); a part of `accepted`.
    package var host = 0
    /// Events of a day that had been closed; a part of `accepted`.
    package var late = 0

    package init() {}
}

/// How many decisions of each kind the rules made.
package struct DecisionCounts: Equatable, Sendable {
    package var act = 0
    package var alert = 0
    package var route = 0

    package init() {}

    /// Counts decisions of one kind.
    mutating func count(_ kind: Decision.Kind, _ number: Int = 1) {
        switch kind {
        case .act: act += number
        case .alert: alert += number
        case .route: route += number
        }
    }
}

/// One metric for one group and one period.
package struct MetricRow: Sendable {
    /// The metric's id.
    package var metric: String
    /// `id@` and 12 hex digits: names the numbers.
    package var definition: String
    /// The metric's name in a language, where the workspace gives one.
    package var titles: [String: String]
    /// The group, by key in the order of `--by`; nil: the event does not have the key.
    package var by: [(key: String, value: String?)]
    /// `all`, `2026-03-02`, `2026-W10`, `2026-03`, `2026-Q1`, `2026`.
    package var period: String
    package var result: MetricResult
    package var uptake: UptakeCounts
    /// The group is too small to be shown: nothing of `result` may be printed.
    package var suppressed: Bool
    /// The number of answers below which a group is suppressed, where there is such a number.
    package var minimumGroup: Int?

    package init(
        metric: String, definition: String, titles: [String: String] = [:], by: [(key: String, value: String?)],
        period: String, result: MetricResult, uptake: UptakeCounts, suppressed: Bool, minimumGroup: Int? = nil
    ) {
        self.metric = metric
        self.definition = definition
        self.titles = titles
        self.by = by
        self.period = period
        self.result = result
        self.uptake = uptake
        self.suppressed = suppressed
        self.minimumGroup = minimumGroup
    }
}

/// What one rule did in a run.
package struct RuleRow: Equatable, Sendable {
    package var rule: String
    package var version: String
    package var doc: String
    /// Whether what it decides is acted on.
    package var mode = RuleMode.live
    /// Events that passed its condition.
    package var matched = 0
    /// Events for which it decided something.
    package var decided = 0
    /// Events on which it failed.
    package var failed = 0
    /// Events that passed its condition while it was out of use.
    package var passedOver = 0
    /// Events that its `once` held back.
    package var heldBack = 0
    /// What it keeps at the end; nil for a rule that keeps nothing.
    package var memory: Memory?
    /// Seconds spent in its condition and its `run`, over all workers.
    package var seconds = 0.0
    /// Its first failures that are unlike each other, each with how many were like it.
    package var failures: [FailureReport] = []
    /// Whether it is called, at the end of the log.
    package var breaker = BreakerState.closed
    /// How that came about: the first changes, and the last one.
    package var transitions: [BreakerTransition] = []

    package init(rule: String, version: String, doc: String) {
        self.rule = rule
        self.version = version
        self.doc = doc
    }
}

extension RuleRow {
    /// Whether it was out of use.
    package var outage: RuleOutage {
        RuleOutage(breaker: breaker, transitions: transitions, passedOver: passedOver)
    }

    /// What a rule keeps.
    package struct Memory: Equatable, Sendable {
        package var keys: Int
        package var records: Int
        /// Records that went before their time because there were too many, so far.
        package var dropped: Int
        /// How it began in this run.
        package var start: MemoryStart

        package init(keys: Int, records: Int, dropped: Int, start: MemoryStart) {
            self.keys = keys
            self.records = records
            self.dropped = dropped
            self.start = start
        }

        init(_ memory: RuleMemory, _ start: MemoryStart) {
            self.init(
                keys: memory.keyCount, records: memory.recordCount, dropped: memory.dropped, start: start)
        }
    }
}

/// A line that is no event.
package struct Rejection: Equatable, Sendable {
    package var file: String
    /// From 1.
    package var line: Int
    /// The byte of the file (unpacked, where it is packed) at which the line begins, from 0; nil for records that are not
    /// lines of their own.
    package var byte: Int?
    package var reason: String

    package init(file: String, line: Int, byte: Int?, reason: String) {
        self.file = file
        self.line = line
        self.byte = byte
        self.reason = reason
    }
}

/// An event whose key was there already with other content.
package struct Conflict: Equatable, Sendable {
    package var file: String
    package var line: Int
    package var source: String
    package var event: String

    package init(file: String, line: Int, source: String, event: String) {
        self.file = file
        self.line = line
        self.source = source
        self.event = event
    }
}
