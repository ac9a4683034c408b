package import Workspace

/// An alert of a rule over its life: what it is known by, how it stands, and since when.
package struct Alert: Codable, Sendable {
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// Its condition holds, not yet for as long as `for` asks.
        case pending
        case firing
        case resolved
    }

    /// Its identity: with the rule as `rule` and the severity as `severity`.
    package var labels: Labels
    package var status: Status
    /// When its condition began to hold: the earliest own time of what was said of it in this life. This and all times are
    /// milliseconds since 1970 UTC.
    package var since: Int64
    /// The own time of what made it fire.
    package var fired: Int64?
    /// The own time of what ended it; of one that was not repeated: log time.
    package var resolved: Int64?
    /// Log time when it ends as long as it is pending, unless it is said to hold again; nil: it does not end so.
    package var lapses: Int64?
    /// Log time when it was last said to hold.
    package var held: Int64
    /// How often it was said to hold since it began.
    package var count = 1
    package var title: String
    package var text: String
    /// What changed, in the organisation's language: what receivers are told. "" for an event rule's alert.
    package var summary: String
    /// What the summary says, in figures, for readers of other languages; nil for an event rule's alert.
    package var figures: LookFigures?
    /// After how many milliseconds without being repeated it is resolved; nil: only when its rule says so.
    package var expires: Int64?
    /// The key of the decision that began it.
    package var key: String

    package var rule: String { labels["rule"] }
    package var severity: String { labels["severity"] }

    /// - Parameter time: Log time.
    init(_ signal: AlertSignal, labels: Labels, at time: Int64) {
        self.labels = labels
        status = .pending
        since = signal.time
        held = time
        title = signal.title
        text = signal.text
        summary = signal.summary
        figures = signal.figures
        expires = signal.expires
        key = signal.key
    }
}

/// What happened to an alert at one moment.
package struct AlertChange: Sendable {
    package enum Kind: Sendable {
        case fired, resolved
    }

    package var kind: Kind
    /// Log time.
    package var time: Int64
    /// How the alert stands after it.
    package var alert: Alert
}
