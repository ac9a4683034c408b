/// Who is told of alerts, how often, and when not: a workspace's `notifications { ... }`, checked.
package struct NotificationPlan: Sendable {
    /// After how many milliseconds without being repeated an event rule's alert is resolved: a day.
    package var resolveAfter: Int64 = 86_400_000
    /// The tree; nil: nobody is told.
    package var route: Route?
    /// By name.
    package var receivers: [String: Receiver] = [:]
    package var inhibitions: [Inhibition] = []
    package var silences: [Silence] = []
    /// By name.
    package var times: [String: RecurringTime] = [:]

    /// That of a workspace without `notifications`.
    package init() {}
}

/// Who is told: one of a workspace's actions, with settings of its own.
package struct Receiver: Sendable {
    package var name: String
    /// The action that delivers; nil: nobody does, notifications are only recorded.
    package var action: String?
    /// Whether it hears of the end of an alert too.
    package var hearsResolved = true
    /// What the action is given beside the notification, by name.
    package var settings: [(name: String, value: String)] = []

    package init(name: String, action: String?) {
        self.name = name
        self.action = action
    }
}

/// While a source fires, targets with the same labels are not told of.
package struct Inhibition: Sendable {
    package var source: LabelMatch
    package var target: LabelMatch
    /// The labels in which both must be alike.
    package var equal: [String]
    package var line: Int

    package init(source: LabelMatch, target: LabelMatch, equal: [String], line: Int = 0) {
        self.source = source
        self.target = target
        self.equal = equal
        self.line = line
    }

    /// Whether one firing alert keeps another one quiet. What is both source and target is not kept quiet by its like, or
    /// two of them would silence each other.
    package func inhibits(_ labels: Labels, by other: Labels) -> Bool {
        guard target.holds(for: labels), source.holds(for: other), other != labels else { return false }
        if source.holds(for: labels), target.holds(for: other) { return false }
        return equal.allSatisfy { labels[$0] == other[$0] }
    }
}

/// Alerts that nobody is told of for a while, because somebody knows of them.
package struct Silence: Sendable {
    package var match: LabelMatch
    package var author: String
    package var comment: String
    /// From when on, in milliseconds since 1970 UTC; nil: always.
    package var starts: Int64?
    /// Until when: from then on it silences nothing.
    package var ends: Int64
    package var line: Int

    package init(match: LabelMatch, author: String, comment: String, starts: Int64?, ends: Int64, line: Int = 0) {
        self.match = match
        self.author = author
        self.comment = comment
        self.starts = starts
        self.ends = ends
        self.line = line
    }

    package enum State: String, Sendable {
        /// It begins later.
        case pending
        case active
        /// It has ended: it silences nothing any more, and can be taken out of the workspace.
        case expired
    }

    package func state(at time: Int64) -> State {
        if time >= ends { return .expired }
        return starts.map { $0 > time } ?? false ? .pending : .active
    }

    package func isInForce(at time: Int64) -> Bool { state(at: time) == .active }

    package func silences(_ labels: Labels, at time: Int64) -> Bool {
        isInForce(at: time) && match.holds(for: labels)
    }
}
