import Digest
import EventLog
import Tuntuma

/// What later events say of earlier ones: which events are withdrawn, corrected, or overtaken by a newer revision.
///
/// Collected in log order on the first pass. A metric is a function of the current set; states know no subtraction, so
/// where anything was amended the log is folded again with this in hand.
struct Amendments: Sendable {
    /// The events that a withdrawal names, each with whether the log has it.
    private var withdrawn: Set<Fingerprint> = []
    /// By the key of the corrected event: its corrections. Which one counts is known only at the end of the log, for any
    /// of them may be withdrawn.
    private var corrections: [Fingerprint: [Correction]] = [:]
    /// Corrections and withdrawals that name themselves: by that nothing is amended.
    private var ofThemselves: Set<Fingerprint> = []
    /// By source and response: the event that counts so far.
    private var responses: [Fingerprint: Revision] = [:]
    private var superseded: Set<Fingerprint> = []

    /// New answers for an event.
    struct Correction: Sendable {
        /// The correction's own key: a correction can be withdrawn itself.
        var key: Fingerprint
        var order: AmendmentOrder
        var answers: [(question: Symbol, value: Value)]
    }

    /// One version of a response.
    private struct Revision {
        var key: Fingerprint
        var revision: Int
        var order: AmendmentOrder
    }

    /// Whether the log has to be folded again.
    var isEmpty: Bool { withdrawn.isEmpty && corrections.isEmpty && superseded.isEmpty }

    /// Takes note of a new event. Called once for each event, in log order.
    mutating func note(_ event: Event, key: Fingerprint, types: EventTypes, keys: inout EventKeyMaker) {
        if event.type == types.withdrawal {
            for target in targets(of: event, key: key, keys: &keys) { withdrawn.insert(target) }
        } else if event.type == types.correction {
            let correction = Correction(key: key, order: AmendmentOrder(event), answers: event.answers)
            for target in targets(of: event, key: key, keys: &keys) {
                corrections[target, default: []].append(correction)
            }
        } else if let response = event.response {
            note(
                revision: Revision(key: key, revision: event.revision, order: AmendmentOrder(event)),
                of: keys.key(source: event.source, response: response))
        }
    }

    /// The events that a correction or a withdrawal names, but for itself.
    private mutating func targets(
        of event: Event, key: Fingerprint, keys: inout EventKeyMaker
    ) -> [Fingerprint] {
        let targets = event.references.map { keys.key(source: event.source, id: $0) }
        guard targets.contains(key) else { return targets }
        ofThemselves.insert(key)
        return targets.filter { $0 != key }
    }

    private mutating func note(revision: Revision, of response: Fingerprint) {
        guard let known = responses[response] else {
            responses[response] = revision
            return
        }
        // The same event once more, where nobody has looked for repetitions.
        if known.key == revision.key { return }
        let isNewer =
            known.revision == revision.revision ? known.order < revision.order : known.revision < revision.revision
        superseded.insert(isNewer ? known.key : revision.key)
        if isNewer { responses[response] = revision }
    }

    /// Whether an event is not, or no longer, part of the current set.
    func removes(_ key: Fingerprint) -> Bool {
        withdrawn.contains(key) || superseded.contains(key)
    }

    /// Whether some correction, withdrawn or not, is about an event.
    func isNamedByCorrection(_ key: Fingerprint) -> Bool { corrections[key] != nil }

    /// The answers that replace those of an event, or nil: those of its latest correction that is not withdrawn. A
    /// correction may have been corrected itself.
    func answers(for key: Fingerprint) -> [(question: Symbol, value: Value)]? {
        var answers: [(question: Symbol, value: Value)]?
        var key = key
        // Events can name each other in a circle; none of them is asked twice.
        var asked: Set<Fingerprint> = []
        while asked.insert(key).inserted,
            let correction = corrections[key]?.filter({ !withdrawn.contains($0.key) }).max(by: { $0.order < $1.order })
        {
            answers = correction.answers
            key = correction.key
        }
        return answers
    }

    /// What is named where nothing is amended: events that name themselves, and corrections that correct one another in a circle
    /// and no event outside it.
    var circles: Set<Fingerprint> {
        let own = Set(corrections.values.joined().map(\.key))
        // From each event that corrects nothing, along its corrections: whatever is not met so hangs in the air.
        var open = corrections.keys.filter { !own.contains($0) }
        var met = Set(open)
        while let key = open.popLast() {
            for correction in corrections[key] ?? [] where met.insert(correction.key).inserted {
                open.append(correction.key)
            }
        }
        return ofThemselves.union(corrections.keys.lazy.filter { !met.contains($0) })
    }

    /// The events that are amended, or would be were they in the log.
    var amended: Set<Fingerprint> { references.union(superseded) }

    /// The events that are referred to, for counting those that the log does not have.
    var references: Set<Fingerprint> { withdrawn.union(corrections.keys) }
}

/// Which of two events about the same thing counts: the later one by time; at the same time, by source and id, so that
/// the answer does not depend on the order of the log.
struct AmendmentOrder: Comparable, Sendable {
    var time: Timestamp
    var source: String
    var id: String

    init(_ event: Event) {
        time = event.time
        source = event.batch.symbols.text(of: event.source)
        id = event.id
    }

    /// By bytes: texts that `String` holds to be equal may be those of different events.
    static func < (left: AmendmentOrder, right: AmendmentOrder) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if !left.source.utf8.elementsEqual(right.source.utf8) {
            return left.source.utf8.lexicographicallyPrecedes(right.source.utf8)
        }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
}

/// The types of event that the host itself acts on, as symbols.
struct EventTypes: Sendable {
    let withdrawal: Symbol
    let correction: Symbol

    init(_ symbols: SymbolTable) {
        withdrawal = symbols.symbol(for: "withdrawal")
        correction = symbols.symbol(for: "correction")
    }
}

extension EventKeyMaker {
    /// The key of a response: that of no event, as no id begins with a zero byte.
    mutating func key(source: Symbol, response: String) -> Fingerprint {
        key(source: source, id: "\u{0}\(response)")
    }
}
