import Deciding
package import Tuntuma
package import Workspace

/// What a live rule says of an alert. They come in the order of the log.
///
/// A rule about events says that it holds, by an `alert` decision. A rule about a metric or about silence says so at each look
/// at which it holds, and once that it has ended.
package struct RuleAlert: Sendable {
    /// The decision as an action gets it. Its time is the alert's own: the event's, or the end of the day that closed.
    package let request: ActionRequest
    /// Log time when it became known, in milliseconds since 1970 UTC: that of the event's stream when it was accepted, or at which
    /// the day closed. From one alert of a stream to the next it does not go back.
    package let known: Int64
    /// Whether a look has said it. The rule says then when it is over; else it is over when it is not said again.
    package let isOfLook: Bool
    package let holds: Bool
    /// Of a look: the group that it is about.
    package let group: [(key: String, value: String?)]
    /// Of a look: what changed, in words; "" for one that has ended.
    package let summary: String
    /// What the summary says, in figures; nil for one that has ended.
    package let figures: LookFigures?
    /// What `match` found at this look; nil for one that has ended, and for a rule without `match`.
    package let finding: LookFinding?
    /// `hold_for`: how many milliseconds it must hold before it fires.
    package let pending: Int64
    /// Of a look of a rule with `hold_for`: the own time of the look after it.
    package let nextLook: Timestamp?

    /// That of a decision on an event.
    init(_ request: ActionRequest, known: Int64) {
        self.request = request
        self.known = known
        isOfLook = false
        holds = true
        group = []
        summary = ""
        figures = nil
        finding = nil
        pending = 0
        nextLook = nil
    }

    /// That of a look.
    init(_ alert: CloseAlert, known: Int64, _ line: CloseLine) {
        request = line.request(alert.made)
        self.known = known
        isOfLook = true
        holds = alert.holds
        group = alert.made.group
        summary = alert.summary
        figures = alert.figures
        finding = alert.made.finding
        let rule = line.rules[alert.made.rule]
        pending = Self.pending(days: rule.holdFor)
        nextLook = rule.holdFor > 0 ? line.end(ofDay: rule.every.lookAfter(alert.made.day)) : nil
    }

    /// The time between the ends of days that are so many days apart, and of none that are nearer. A day has an hour less where
    /// the clock is put on, so half a day is left out.
    static func pending(days: Int) -> Int64 {
        days > 0 ? Int64(days) * 86_400_000 - 43_200_000 : 0
    }
}
