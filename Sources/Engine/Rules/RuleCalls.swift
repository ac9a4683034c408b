import Tuntuma
import Workspace

/// The calls of one rule's `run` on a chunk: first made ahead of the chunk's turn, then judged in it.
struct RuleCalls: Sendable {
    /// A call that decided something or failed.
    struct Result: Sendable {
        /// The place among the rows.
        var call: Int
        var outcome: RuleOutcome
    }

    /// The rule's place in the ``RuleSet``.
    let rule: Int
    /// The events that passed the rule's condition, ascending.
    let rows: [Int32]
    /// How many of them, from the first, have been called.
    private(set) var called = 0
    /// Ascending.
    private(set) var results: [Result] = []
    /// The places of events that the breaker passed over, ascending.
    private(set) var passedOver: [Int] = []
    private var failed = 0

    init(rule: Int, rows: [Int32]) {
        self.rule = rule
        self.rows = rows
    }

    /// Calls the rule ahead of its turn, until it has failed so often that its breaker will surely look at it: what the breaker
    /// does not admit was called for nothing.
    mutating func callAhead(_ call: (Int32) -> RuleOutcome) {
        var stopped = 0
        while called < rows.count {
            let outcome = call(rows[called])
            keep(outcome, of: called)
            called += 1
            if case .failed(let failure) = outcome {
                failed += 1
                if failure.isStop { stopped += 1 }
                let fails = failed >= CircuitBreaker.fewestCalls && failed * CircuitBreaker.oneFailedIn > called
                if stopped >= CircuitBreaker.mostStopped || fails { return }
            }
        }
    }

    private mutating func keep(_ outcome: RuleOutcome, of call: Int) {
        if case .decided(let decisions) = outcome, decisions.isEmpty { return }
        results.append(Result(call: call, outcome: outcome))
    }

    /// Holds the calls against the rule's breaker, in the turn of the chunk; makes those that have not been made ahead.
    /// - Parameters:
    ///   - time: Log time at a row.
    ///   - changed: Is told of every change of the breaker's state, with the row.
    mutating func settle(
        _ breaker: inout CircuitBreaker, time: (Int32) -> Int64, call: (Int32) -> RuleOutcome,
        changed: (BreakerTransition, Int32) -> Void
    ) {
        if breaker.state == .closed, called == rows.count, failed == 0 {
            for row in rows { breaker.noteDone(at: time(row)) }
            return
        }
        let ahead = results
        results = []
        var next = 0
        for (place, row) in rows.enumerated() {
            var known: RuleOutcome?
            if next < ahead.count, ahead[next].call == place {
                known = ahead[next].outcome
                next += 1
            }
            let now = time(row)
            let (isAdmitted, transition) = breaker.admits(at: now)
            if let transition { changed(transition, row) }
            guard isAdmitted else {
                passedOver.append(place)
                continue
            }
            let outcome = place < called ? known ?? .decided([]) : call(row)
            keep(outcome, of: place)
            if let transition = breaker.note(.init(outcome), at: now) { changed(transition, row) }
        }
    }
}

extension CircuitBreaker.Outcome {
    fileprivate init(_ outcome: RuleOutcome) {
        switch outcome {
        case .decided: self = .done
        case .failed(let failure): self = failure.isStop ? .stopped : .failed
        }
    }
}
