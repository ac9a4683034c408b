/// Alerts and notifications over a log: the book of what fires, and who is told.
///
/// Give it the signals of a log in the order of time, then ``advance(to:)`` the log's clock. What is due at the very moment of
/// the clock waits until the log has passed it, as more may happen at that moment. So a log in two parts gives what the whole
/// gives.
package struct AlertHistory: Sendable {
    package let plan: NotificationPlan
    package private(set) var book: AlertBook
    private(set) var notifier: Notifier
    /// What happened to alerts since the beginning, in order.
    package private(set) var changes: [AlertChange] = []
    /// Who was told and who was not since the beginning, in order.
    package private(set) var records: [NotificationRecord] = []

    package init(_ plan: NotificationPlan) {
        self.init(plan, skips: true)
    }

    init(_ plan: NotificationPlan, skips: Bool) {
        self.plan = plan
        book = AlertBook()
        notifier = Notifier(plan, skips: skips)
    }

    init(_ plan: NotificationPlan, _ book: AlertBook, _ notifier: Notifier) {
        self.plan = plan
        self.book = book
        self.notifier = notifier
    }

    /// Takes what a rule says.
    package mutating func take(_ signal: AlertSignal) {
        advance(to: signal.time)
        if let change = book.take(signal) { note(change) }
    }

    /// Does everything that is due before a moment.
    package mutating func advance(to time: Int64) {
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
    /// The history of signals in any order, up to a moment of log time.
    package init(_ plan: NotificationPlan, _ signals: [AlertSignal], until time: Int64) {
        self.init(plan)
        for signal in AlertSignal.inOrder(signals) where signal.time <= time { take(signal) }
        advance(to: time)
    }
}
