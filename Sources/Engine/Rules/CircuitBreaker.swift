/// Keeps a rule that fails from costing the others their time: counts its calls, and says which ones are made.
///
/// Counted in calls and in log time, never by the clock: the same log gives the same calls, whatever the computer and the
/// number of workers. One for each rule with a `run`, used in the order of the log.
struct CircuitBreaker: Codable, Sendable {
    /// Opens after so many calls that a limit stopped, within the window or in a row.
    static let mostStopped = 3
    /// Opens after so many failures in a row.
    static let mostFailedInARow = 50
    /// Opens when more than one in so many calls of the window failed, ...
    static let oneFailedIn = 20
    /// ... from so many calls on.
    static let fewestCalls = 20
    /// How long it stays open, in milliseconds of log time. A log whose time stands still must not keep it open for ever:
    /// so many events are enough too.
    static let openMilliseconds: Int64 = 60_000
    static let mostPassedOver = 100_000
    /// On trial, one event in so many is called.
    static let trialOneIn = 100
    /// Closes after so many calls on trial that went well.
    static let trials = 3
    /// Disabled when it opens so many times within an hour of log time, or without having been closed in between.
    static let mostOpenings = 3
    static let openingMilliseconds: Int64 = 3_600_000

    /// How a call ended.
    enum Outcome {
        case done, failed
        /// Failed, at a limit.
        case stopped
    }

    private(set) var state = BreakerState.closed
    private var window = CallWindow()
    private var failedInARow = 0
    private var stoppedInARow = 0
    /// When it opened, the last times.
    private var openings: [Int64] = []
    private var openingsSinceClosed = 0
    private var passedOver = 0
    private var trialPlace = 0
    private var trialsDone = 0

    /// Whether it can be one that was saved at a log time, and not something made up.
    func isSound(at logTime: Int64) -> Bool {
        window.isSound(at: logTime) && openings.allSatisfy { (-(1 << 60)...logTime).contains($0) }
            && [failedInARow, stoppedInARow, openingsSinceClosed, passedOver, trialPlace, trialsDone]
                .allSatisfy { (0...(1 << 60)).contains($0) }
    }

    /// Counts a call that went well, of a closed breaker. Once for nearly every call of every rule.
    @inline(__always) mutating func noteDone(at time: Int64) {
        window.count(at: time, failed: false, stopped: false)
        failedInARow = 0
        stoppedInARow = 0
    }

    /// Whether the next event that matches is called; the breaker may change its state over it.
    /// - Parameter time: Log time, in milliseconds since 1970.
    mutating func admits(at time: Int64) -> (Bool, BreakerTransition?) {
        switch state {
        case .closed: return (true, nil)
        case .disabled: return (false, nil)
        case .open:
            passedOver += 1
            // Since its last opening.
            let waited = time - (openings.last ?? time) >= Self.openMilliseconds
            guard waited || passedOver > Self.mostPassedOver else { return (false, nil) }
            (trialPlace, trialsDone) = (1, 0)
            return (true, change(to: .halfOpen, .waited, time))
        case .halfOpen:
            trialPlace += 1
            return (trialPlace % Self.trialOneIn == 1, nil)
        }
    }

    /// Counts a call that was admitted.
    mutating func note(_ outcome: Outcome, at time: Int64) -> BreakerTransition? {
        if state == .halfOpen { return noteTrial(outcome, at: time) }
        guard outcome != .done else {
            noteDone(at: time)
            return nil
        }
        window.count(at: time, failed: true, stopped: outcome == .stopped)
        failedInARow += 1
        stoppedInARow = outcome == .stopped ? stoppedInARow + 1 : 0
        let total = window.total
        if total.stopped >= Self.mostStopped { return open(.stopped(total.stopped), time) }
        if stoppedInARow >= Self.mostStopped { return open(.stoppedInARow(stoppedInARow), time) }
        if failedInARow >= Self.mostFailedInARow { return open(.failedInARow(failedInARow), time) }
        if total.calls >= Self.fewestCalls, total.failed * Self.oneFailedIn > total.calls {
            return open(.failed(total.failed, of: total.calls), time)
        }
        return nil
    }

    private mutating func noteTrial(_ outcome: Outcome, at time: Int64) -> BreakerTransition? {
        guard outcome == .done else { return open(.failedOnTrial, time) }
        trialsDone += 1
        guard trialsDone == Self.trials else { return nil }
        openingsSinceClosed = 0
        return change(to: .closed, .recovered(trialsDone), time)
    }

    private mutating func open(_ reason: BreakerReason, _ time: Int64) -> BreakerTransition {
        openings = openings.filter { time - $0 < Self.openingMilliseconds } + [time]
        openingsSinceClosed += 1
        passedOver = 0
        let count = max(openings.count, openingsSinceClosed)
        return count >= Self.mostOpenings
            ? change(to: .disabled, .opened(count), time) : change(to: .open, reason, time)
    }

    private mutating func change(to next: BreakerState, _ reason: BreakerReason, _ time: Int64) -> BreakerTransition {
        let transition = BreakerTransition(from: state, to: next, reason: reason, time: time)
        state = next
        window.forget()
        failedInARow = 0
        stoppedInARow = 0
        return transition
    }
}
