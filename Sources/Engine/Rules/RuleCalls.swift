import Deciding
import Memory
import Trials
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
    /// The places of events that the rule's `once` held back, ascending.
    private(set) var heldBack: [Int] = []
    private var failed = 0
    /// What the chunk says to the metrics that the rule asks; nil where it asks none.
    private var intake: MetricIntake?

    init(rule: Int, rows: [Int32], intake: MetricIntake? = nil) {
        self.rule = rule
        self.rows = rows
        self.intake = intake
    }

    /// Calls the rule ahead of its turn, until it has failed so often that its breaker will surely look at it: what the breaker
    /// does not admit was called for nothing.
    /// - Parameter next: Calls it for the rows from a place on until a call decides or fails, which is then at the place; nil
    ///   when none does.
    mutating func callAhead(_ next: (_ rows: [Int32], _ place: inout Int) -> RuleOutcome?) {
        var stopped = 0
        while called < rows.count, let outcome = next(rows, &called) {
            results.append(Result(call: called, outcome: outcome))
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
    ///   - seen: Is told how the breaker stood at a row, before and after it, and whether it let the event through.
    mutating func settle(
        _ breaker: inout CircuitBreaker, time: (Int32) -> Int64, call: (Int32) -> RuleOutcome,
        changed: (BreakerTransition, Int32) -> Void, seen: BreakerWitness? = nil
    ) {
        if breaker.state == .closed, called == rows.count, failed == 0, seen == nil {
            noteAllDone(on: &breaker, time: time)
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
            let before = breaker.state
            let (isAdmitted, transition) = breaker.admits(at: now)
            defer { seen?(row, before, breaker.state, isAdmitted) }
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

/// Is told how a breaker stood before and after the event of a row, and whether it let the event through; nil where it was not
/// asked.
typealias BreakerWitness = (_ row: Int32, _ before: BreakerState, _ after: BreakerState, _ isAdmitted: Bool?) -> Void

extension RuleCalls {
    /// Counts calls that all went well. What is out of the breaker's window by the last of them never comes into it.
    private func noteAllDone(on breaker: inout CircuitBreaker, time: (Int32) -> Int64) {
        guard let end = rows.last.map(time) else { return }
        var first = rows.count
        while first > 0, CallWindow.isInReach(time(rows[first - 1]), at: end) { first -= 1 }
        for row in rows[first...] { breaker.noteDone(at: time(row)) }
    }
}

// MARK: Rules with a memory

extension RuleCalls {
    /// A call of a rule with a memory.
    struct Recall {
        var row: Int32
        /// What `once` tells the event apart by; nil where the rule has none, or the event lacks a field of it.
        var key: String?
        /// Log time, in milliseconds since 1970.
        var now: Int64
        /// Whether somebody asks what it looked at.
        var isWatched: Bool
    }

    /// Makes all calls of a rule with a memory, in the turn of the chunk: none has been made ahead.
    /// - Parameters:
    ///   - time: Log time at a row.
    ///   - key: The key of `once` of a row.
    ///   - changed: Is told of every change of the breaker's state, with the row.
    mutating func settle(
        _ breaker: inout CircuitBreaker, _ memory: inout RuleMemory, time: (Int32) -> Int64,
        key: (Int32) -> String?, call: (Recall, inout RuleMemory) -> RememberingOutcome, witness: RuleWitness?,
        changed: (BreakerTransition, Int32) -> Void, seen: BreakerWitness? = nil
    ) {
        // Metrics see every event, whether the rule is called or not; that of the call too.
        defer { intake?.give(upTo: .max, to: &memory) }
        for (place, row) in rows.enumerated() {
            intake?.give(upTo: row, to: &memory)
            let isWatched = witness?.isWatched(row) ?? false
            let recall = Recall(row: row, key: key(row), now: time(row), isWatched: isWatched)
            let before = isWatched ? memory : nil
            let state = breaker.state
            var looked = Looked()
            let outcome = settle(recall, place, &breaker, &memory, &looked, call: call) { changed($0, row) }
            if let before {
                witness?.note(
                    RuleWitness.Sight(
                        rule: rule, recall: recall, before: before, after: memory, touched: looked.touched,
                        answers: looked.answers, outcome: outcome))
                seen?(row, state, breaker.state, looked.isAdmitted)
            }
        }
    }

    /// What a call has looked at.
    private struct Looked {
        /// Whether the breaker let it through; nil where nobody asked.
        var isAdmitted: Bool?
        var touched: Set<MemoryCall.Place> = []
        var answers: [MetricAnswer] = []
    }

    private mutating func settle(
        _ recall: Recall, _ place: Int, _ breaker: inout CircuitBreaker, _ memory: inout RuleMemory,
        _ looked: inout Looked, call: (Recall, inout RuleMemory) -> RememberingOutcome,
        changed: (BreakerTransition) -> Void
    ) -> RuleTrial.Outcome {
        if let key = recall.key, let since = memory.heldSince(key, at: recall.now) {
            heldBack.append(place)
            return .heldBack(since: since)
        }
        let (isAdmitted, transition) = breaker.admits(at: recall.now)
        if let transition { changed(transition) }
        looked.isAdmitted = isAdmitted
        guard isAdmitted else {
            passedOver.append(place)
            return .passedOver
        }
        let made = call(recall, &memory)
        (looked.touched, looked.answers) = (made.touched, made.answers)
        keep(made.outcome, of: place)
        if made.wasCalled, let transition = breaker.note(.init(made.outcome), at: recall.now) { changed(transition) }
        switch made.outcome {
        case .decided(let decisions): return .decided(decisions)
        case .failed(let failure): return .failed(failure)
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
