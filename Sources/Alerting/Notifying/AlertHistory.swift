/// Alerts and notifications over a log: the book of what fires, and who is told.
///
/// Give it the signals of a log in their order, each as it becomes known, then ``advance(to:)`` the log's clock: so log time never
/// goes back, however late an event comes. What is due at the very moment of the clock waits until the log has passed it, as more
/// may happen at that moment. So a log in two parts gives what the whole gives.
package struct AlertHistory: Sendable {
    package let plan: NotificationPlan
    package private(set) var book: AlertBook
    private(set) var notifier: Notifier
    /// What happened to alerts since the beginning, in order.
    package private(set) var changes: [AlertChange] = []
    /// Who was told and who was not since the beginning, in order.
    package private(set) var records: [NotificationRecord] = []

    package init(_ plan: NotificationPlan) {
        self.init(plan, AlertBook(), Notifier(plan))
    }

    init(_ plan: NotificationPlan, _ book: AlertBook, _ notifier: Notifier) {
        self.plan = plan
        self.book = book
        self.notifier = notifier
    }

    /// Takes what a rule says.
    mutating func take(_ signal: AlertSignal) {
        advance(to: signal.known)
        if let change = book.take(signal) { note(change) }
    }

    /// Does everything that is due before a moment.
    mutating func advance(to time: Int64) {
        while let due = [book.nextDue, notifier.nextDue].compactMap({ $0 }).min(), due < time {
            if book.nextDue == due {
                if let change = book.doNext() { note(change) }
            } else {
                records += notifier.doNext()
            }
        }
        book.advance(to: time)
    }

    private mutating func note(_ change: AlertChange) {
        changes.append(change)
        notifier.take(change)
    }
}

extension AlertHistory {
    /// Goes on with what rules say up to a moment of log time: what became known later is left out.
    /// - Parameter signals: In the order of the log, or of several streams one after the other: they are put together by when
    ///   they became known.
    package mutating func take(_ signals: [AlertSignal], until time: Int64) {
        let known = signals.filter { $0.known <= time }
        for signal in known.sorted(by: { $0.known < $1.known }) { take(signal) }
        advance(to: time)
    }

    /// The history of a log's signals up to a moment of log time.
    package init(_ plan: NotificationPlan, _ signals: [AlertSignal], until time: Int64) {
        self.init(plan)
        take(signals, until: time)
    }
}
