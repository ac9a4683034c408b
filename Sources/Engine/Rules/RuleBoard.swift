import Deciding
import Memory
import Tuntuma
import Workspace

/// What is known of all rules in the order of the log, one chunk at a time: their breakers, and what they remember.
package struct RuleBoard: Sendable {
    /// What is known of one rule.
    package struct Record: Sendable {
        var breaker = CircuitBreaker()
        /// The first changes of its state.
        var transitions: [BreakerTransition] = []
        /// What it keeps; nil for a rule that keeps nothing.
        var memory: RuleMemory?
        /// How its memory began.
        var start = MemoryStart.new
    }

    /// The most changes of one rule that are kept.
    static let mostTransitions = 20

    /// By the rule's place in the ``RuleSet``.
    package private(set) var records: [Record]
    /// Log time so far: the largest event time, in milliseconds since 1970.
    private(set) var logTime = Int64.min
    /// How many events there have been: the place in the log to which all this belongs.
    private(set) var events = 0

    /// At the beginning of a log.
    init(_ rules: RuleSet) {
        records = rules.entries.map { Record(memory: $0.rule.memory.map { RuleMemory($0) }) }
    }

    /// Where an earlier run ended.
    init(records: [Record], logTime: Int64, events: Int) {
        self.records = records
        self.logTime = logTime
        self.events = events
    }

    /// Log time so far; nil before the first event.
    var lastTime: Int64? { logTime == .min ? nil : logTime }

    /// Which rules are called ahead of their turn: those that are well.
    var isClosed: [Bool] { records.map { $0.breaker.state == .closed } }

    /// Judges the calls of a chunk.
    /// - Parameters:
    ///   - times: By row, the largest time of the chunk's events up to that row.
    ///   - recall: Lets a rule with a memory decide.
    ///   - place: Where the event of a row stands, and its id.
    mutating func settle(
        _ calls: inout [RuleCalls], times: RunningTimes, call: (Int, Int32) -> RuleOutcome,
        recall: (Int, RuleCalls.Recall, inout RuleMemory) -> RememberingOutcome, witness: RuleWitness?,
        key: (Int, Int32) -> String?, place: (Int32) -> (event: String, place: String)
    ) {
        let before = logTime
        for index in calls.indices {
            let rule = calls[index].rule
            var transitions: [BreakerTransition] = []
            func note(_ transition: BreakerTransition, _ row: Int32) {
                var transition = transition
                (transition.event, transition.place) = place(row)
                transitions.append(transition)
            }
            let earlier = records[rule].transitions.last
            // Nobody asks for a rule whose condition no event passed that is looked for.
            var seen: BreakerWitness?
            if let witness, calls[index].rows.contains(where: witness.isWatched) {
                seen = { row, before, after, isAdmitted in
                    guard witness.isWatched(row) else { return }
                    witness.note(
                        RuleWitness.BreakerSight(
                            rule: rule, row: row, before: before, after: after, isAdmitted: isAdmitted,
                            change: transitions.last ?? earlier))
                }
            }
            // Taken out, so that it is changed in place.
            if var memory = records[rule].memory.take() {
                calls[index].settle(
                    &records[rule].breaker, &memory, time: { max(before, times.latest(at: $0)) },
                    key: { key(rule, $0) }, call: { recall(rule, $0, &$1) }, witness: witness, changed: note,
                    seen: seen)
                records[rule].memory = memory
            } else {
                calls[index].settle(
                    &records[rule].breaker, time: { max(before, times.latest(at: $0)) }, call: { call(rule, $0) },
                    changed: note, seen: seen)
            }
            records[rule].note(transitions)
        }
        logTime = max(before, times.last)
        events += times.count
    }
}

extension RuleBoard.Record {
    fileprivate mutating func note(_ more: [BreakerTransition]) {
        for transition in more {
            // The last one says how it stands; it is worth more than the one before it.
            if transitions.count == RuleBoard.mostTransitions { transitions.removeLast() }
            transitions.append(transition)
        }
    }
}

/// The largest event time of a chunk up to each of its rows.
struct RunningTimes: Sendable {
    private var latest: [Int64]
    /// Of all rows, and of what came before.
    private(set) var last: Int64
    /// How many rows there are.
    let count: Int

    /// - Parameters:
    ///   - rows: The rows that are events of the log, ascending.
    ///   - before: Log time before the chunk; `.min` where nobody asks for it.
    init(_ batch: EventBatch, rows: [Int32], from before: Int64 = .min) {
        last = before
        latest = [Int64](repeating: .min, count: batch.count)
        count = rows.count
        for row in rows {
            last = max(last, batch.rows[Int(row)].time)
            latest[Int(row)] = last
        }
    }

    @inline(__always) func latest(at row: Int32) -> Int64 { latest[Int(row)] }
}
