import Tuntuma
import Workspace

/// The breakers of all rules, in the order of the log: one chunk at a time.
struct BreakerBoard: Sendable {
    /// What is known of one rule's breaker.
    struct Record: Sendable {
        var breaker = CircuitBreaker()
        /// The first changes of its state.
        var transitions: [BreakerTransition] = []
    }

    /// The most changes of one rule that are kept.
    static let mostTransitions = 20

    /// By the rule's place in the ``RuleSet``.
    private(set) var records: [Record]
    /// Log time so far: the largest event time.
    private var logTime = Int64.min

    init(_ rules: RuleSet) {
        records = rules.entries.map { _ in Record() }
    }

    /// Which rules are called ahead of their turn: those that are well.
    var isClosed: [Bool] { records.map { $0.breaker.state == .closed } }

    /// Judges the calls of a chunk.
    /// - Parameters:
    ///   - times: By row, the largest time of the chunk's events up to that row.
    ///   - place: Where the event of a row stands, and its id.
    mutating func settle(
        _ calls: inout [RuleCalls], times: RunningTimes, call: (Int, Int32) -> RuleOutcome,
        place: (Int32) -> (event: String, place: String)
    ) {
        let before = logTime
        for index in calls.indices {
            let rule = calls[index].rule
            var transitions: [BreakerTransition] = []
            calls[index].settle(
                &records[rule].breaker, time: { max(before, times.latest(at: $0)) }, call: { call(rule, $0) },
                changed: { transition, row in
                    var transition = transition
                    (transition.event, transition.place) = place(row)
                    transitions.append(transition)
                })
            records[rule].note(transitions)
        }
        logTime = max(before, times.last)
    }
}

extension BreakerBoard.Record {
    fileprivate mutating func note(_ more: [BreakerTransition]) {
        for transition in more {
            // The last one says how it stands; it is worth more than the one before it.
            if transitions.count == BreakerBoard.mostTransitions { transitions.removeLast() }
            transitions.append(transition)
        }
    }
}

/// The largest event time of a chunk up to each of its rows.
struct RunningTimes: Sendable {
    private var latest: [Int64]
    /// Of all rows.
    private(set) var last = Int64.min

    /// - Parameter rows: The rows that are events of the log, ascending.
    init(_ batch: EventBatch, rows: [Int32]) {
        latest = [Int64](repeating: .min, count: batch.count)
        for row in rows {
            last = max(last, batch.rows[Int(row)].time)
            latest[Int(row)] = last
        }
    }

    @inline(__always) func latest(at row: Int32) -> Int64 { latest[Int(row)] }
}
