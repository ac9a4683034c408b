import Digest
import EventLog
import Tuntuma

/// The events of a log that others amend, each kept by itself, and what has become of them so far: so that a close sees the
/// current set of its moment.
///
/// Which ones these are is known before the log is run (``AmendmentScan``), so memory grows with the amendments of a log; of each
/// response with an id the version that counts is kept too. Used in the order of the log.
struct AmendedEvents: Sendable {
    /// The events to keep.
    private let expected: Set<Fingerprint>
    private let types: EventTypes
    private var keyMaker: EventKeyMaker
    private var amendments = Amendments()
    /// The events so far, each in a batch of its own.
    private var events: [(key: Fingerprint, batch: EventBatch)] = []
    private var places: [Fingerprint: Int] = [:]
    /// By response, its events.
    private var versions: [Fingerprint: [Int]] = [:]
    /// By correction, what it corrects.
    private var corrected: [Fingerprint: [Fingerprint]] = [:]
    /// The places of the events that may have become something else.
    private var touched: Set<Int> = []

    init(_ amended: AmendmentScan.Found, symbols: SymbolTable) {
        expected = amended.keys
        types = EventTypes(symbols)
        keyMaker = EventKeyMaker(amended.fingerprinter)
    }

    func isExpected(_ key: Fingerprint) -> Bool { expected.contains(key) }

    /// Keeps an event that is expected.
    /// - Returns: The event in a batch of its own.
    mutating func keep(_ event: Event, key: Fingerprint) -> EventBatch {
        let batch = event.batch.picking(event.row)
        places[key] = events.count
        touched.insert(events.count)
        events.append((key, batch))
        return batch
    }

    /// Takes note of what an event says of others. Once for each event, in the order of the log; after it was kept itself.
    @inline(__always) mutating func note(_ event: Event, key: Fingerprint) {
        let type = event.type
        guard type == types.withdrawal || type == types.correction || event.fields.response.length > 0 else { return }
        noteAmending(event, key: key)
    }

    private mutating func noteAmending(_ event: Event, key: Fingerprint) {
        amendments.note(event, key: key, types: types, keys: &keyMaker)
        if event.type == types.withdrawal || event.type == types.correction {
            let targets = event.references.map { keyMaker.key(source: event.source, id: $0) }
            if event.type == types.correction { corrected[key] = targets }
            var known: Set<Fingerprint> = []
            for target in targets { touch(target, &known) }
        } else if let response = event.response {
            let name = keyMaker.key(source: event.source, response: response)
            touched.formUnion(versions[name] ?? [])
            if let place = places[key] { versions[name, default: []].append(place) }
        }
    }

    /// An event, or what a correction corrects, and on to the event at the end.
    private mutating func touch(_ key: Fingerprint, _ known: inout Set<Fingerprint>) {
        // Events can name each other in a circle.
        guard known.insert(key).inserted else { return }
        if let place = places[key] { touched.insert(place) }
        for target in corrected[key] ?? [] { touch(target, &known) }
    }

    /// The places of the events that may have become something else since this was last asked, ascending.
    mutating func takeTouched() -> [Int] {
        defer { touched.removeAll(keepingCapacity: true) }
        return touched.sorted()
    }

    /// What an event is by now; nil where it does not count any more.
    func current(_ place: Int) -> EventBatch? {
        let (key, batch) = events[place]
        if amendments.removes(key) { return nil }
        guard amendments.isNamedByCorrection(key), let answers = amendments.answers(for: key) else { return batch }
        return batch.replacingAnswers([0: answers])
    }
}
