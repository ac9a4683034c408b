package import Workspace

/// What a rule says of one alert: it holds, or it no longer does.
///
/// Made of each `alert` decision of an event rule, and of each look of a metric rule that alerts.
package struct AlertSignal: Sendable {
    /// The rule's id.
    package var rule: String
    /// Sorted by name, each name once; with the rule's id as `rule` and the severity as `severity`. They are the alert's
    /// identity.
    package var labels: [(name: String, value: String)]
    /// Its own time, in milliseconds since 1970 UTC: the event's time; of a metric rule: the end of the day that closed.
    package var time: Int64
    /// Log time when it became known, in milliseconds since 1970 UTC: when the event was accepted, when the day closed. It does not
    /// go back from one signal of a log to the next.
    package var known: Int64
    /// False: the condition was looked at and is not there (metric rules, silence rules).
    package var holds: Bool
    package var severity: String
    package var title: String
    package var text: String
    /// What changed, such as "42 -> 22, n 79 against 106, p = 0.0002, since about 12 October", in the organisation's language;
    /// "" for an event rule's alert.
    package var summary: String
    /// What the summary says, in figures; nil for an event rule's alert.
    package var figures: LookFigures?
    /// `for`: how many milliseconds the condition must hold before the alert fires.
    package var pending: Int64
    /// The own time of the look after this one, in milliseconds since 1970 UTC; nil for an event rule's alert. A pending alert of
    /// which nothing is said then did not hold, and is none any more.
    package var nextLook: Int64?
    /// After how many milliseconds without being repeated the alert is resolved (event rules, `resolve_after`); nil: only
    /// when a signal says that it does not hold (metric rules).
    package var expires: Int64?
    /// The decision's key.
    package var key: String

    /// - Parameter known: Nil: it became known at its own time.
    package init(
        rule: String, labels: [(name: String, value: String)], time: Int64, known: Int64? = nil, holds: Bool,
        severity: String = "", title: String = "", text: String = "", summary: String = "",
        figures: LookFigures? = nil, pending: Int64 = 0, expires: Int64? = nil, key: String = ""
    ) {
        self.rule = rule
        self.labels = labels
        self.time = time
        self.known = known ?? time
        self.holds = holds
        self.severity = severity
        self.title = title
        self.text = text
        self.summary = summary
        self.figures = figures
        self.pending = pending
        self.expires = expires
        self.key = key
    }
}
