/// The alerts of a log up to a moment: what rules have said of them, folded in the order of the log.
///
/// A value: a copy of it is the state of that moment. Log time alone moves it, so the same signals give the same alerts.
package struct AlertBook: Sendable {
    /// How long an alert that is resolved is still listed, in milliseconds: a week.
    package static let remembersResolved: Int64 = 7 * 86_400_000

    private(set) var alerts: [Labels: Alert] = [:]
    private(set) var clock = Int64.min
    private var agenda = Agenda<Labels>()

    init() {}

    /// Goes on from alerts that were saved.
    init(alerts: [Alert], clock: Int64) {
        self.clock = clock
        for alert in alerts {
            self.alerts[alert.labels] = alert
            plan(alert)
        }
    }

    /// All alerts that are pending, firing, or resolved not long ago, by their labels.
    package var all: [Alert] { alerts.values.sorted { $0.labels < $1.labels } }

    /// When something happens by itself; nil: never.
    var nextDue: Int64? { agenda.next }

    /// Moves log time on; it does not go back.
    mutating func advance(to time: Int64) {
        clock = max(clock, time)
    }

    /// Takes what a rule says, when it becomes known. Log time does not go back.
    /// - Returns: What it did to its alert, if anything.
    mutating func take(_ signal: AlertSignal) -> AlertChange? {
        let time = max(signal.known, clock)
        clock = time
        let labels = signal.identity
        var alert: Alert
        if let known = alerts[labels], known.status != .resolved {
            alert = known
            guard signal.holds else { return end(alert, at: signal.time, known: time) }
            alert.since = min(alert.since, signal.time)
            alert.held = time
            alert.count += 1
            alert.title = signal.title
            alert.text = signal.text
            alert.summary = signal.summary
            alert.figures = signal.figures
            alert.expires = signal.expires
        } else {
            guard signal.holds else { return nil }
            alert = Alert(signal, labels: labels, at: time)
        }
        alert.lapses = signal.nextLook.map { time + max(0, $0 - signal.time) }
        var change: AlertChange?
        if alert.status == .pending, signal.time - alert.since >= signal.pending {
            alert.status = .firing
            alert.fired = signal.time
            change = AlertChange(kind: .fired, time: time, alert: alert)
        }
        alerts[labels] = alert
        plan(alert)
        return change
    }

    /// Looks at what is due next.
    mutating func doNext() -> AlertChange? {
        guard let due = agenda.next, let labels = agenda.removeFirst() else { return nil }
        clock = max(clock, due)
        guard let alert = alerts[labels] else { return nil }
        guard let end = Self.end(of: alert), end <= due else {
            plan(alert)
            return nil
        }
        if alert.status == .resolved {
            alerts[labels] = nil
            return nil
        }
        return self.end(alert, at: end, known: due)
    }

    /// - Parameters:
    ///   - time: The own time of the end.
    ///   - known: Log time.
    private mutating func end(_ alert: Alert, at time: Int64, known: Int64) -> AlertChange? {
        guard alert.status == .firing else {
            alerts[alert.labels] = nil
            return nil
        }
        var alert = alert
        alert.status = .resolved
        alert.resolved = time
        alerts[alert.labels] = alert
        plan(alert)
        return AlertChange(kind: .resolved, time: known, alert: alert)
    }

    private mutating func plan(_ alert: Alert) {
        if let end = Self.end(of: alert) { agenda.add(alert.labels, at: end) }
    }

    /// When an alert is over if nothing more is said of it; of a resolved one: when it is forgotten.
    private static func end(of alert: Alert) -> Int64? {
        if alert.status == .pending, let lapses = alert.lapses { return lapses }
        return switch (alert.resolved, alert.expires) {
        case (let resolved?, _): sum(resolved, remembersResolved)
        case (nil, let expires?): sum(alert.held, expires)
        case (nil, nil): nil
        }
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}

extension AlertSignal {
    /// Its labels, with the rule and the severity among them.
    package var identity: Labels {
        var labels = Labels(labels)
        labels["rule"] = rule
        labels["severity"] = severity
        return labels
    }
}
