import Digest
import EventLog
package import Tuntuma

/// What has to be done in the order of the log, one chunk after the other: line numbers, duplicates, log time, and what
/// later events say of earlier ones.
package struct LogOrder: Sendable {
    /// What the rest of the work needs to know of a chunk.
    struct Place: Sendable {
        /// The rows that are new events, ascending.
        var rows: [Int32]
        /// The line of the input at which the chunk begins, from 0.
        var firstLine: Int
        /// Time of the chunk's stream before it, in milliseconds since 1970 UTC; `.min` before the first event.
        var streamTime = Int64.min
        /// The days that close within the chunk.
        var closings: [DayClosing] = []
    }

    package private(set) var counts = EventCounts()
    private(set) var rejections: [Rejection] = []
    private(set) var rejectionReasons: [String: Int] = [:]
    private(set) var conflicts: [Conflict] = []
    private(set) var amendments = Amendments()
    package private(set) var timeSpan: ClosedRange<Timestamp>?

    private static let mostExamples = 100

    private let inputs: [LogInput]
    private let types: EventTypes
    private var keys = KeyTable()
    private var keyMaker: EventKeyMaker
    private var linesOfInput = 0
    private var lateness: LatenessClock
    /// Nil where all inputs are one log.
    private var stream: StreamClock?
    /// The first day that has not closed; nil before the first event.
    var openDay: Int? { lateness.openDay }
    /// Nil before the first event.
    var logTime: Timestamp? { lateness.latest == .min ? nil : Timestamp(milliseconds: lateness.latest) }
    /// How log time stands still, where it does. Channels that are read one after the other are behind one another anyway.
    var standstill: Standstill? {
        let (count, latest) = lateness.behind
        guard stream == nil, count > 0, lateness.latest - latest > Standstill.least else { return nil }
        return Standstill(
            logTime: Timestamp(milliseconds: lateness.latest), events: count, latest: Timestamp(milliseconds: latest))
    }
    private var hostTypes: [Symbol: Bool] = [:]
    private var closings: [DayClosing] = []

    init(
        inputs: [LogInput], streams: InputStreams, symbols: SymbolTable, fingerprinter: Fingerprinter,
        lateness: LatenessClock
    ) {
        self.inputs = inputs
        self.lateness = lateness
        stream = streams.isEmpty ? nil : StreamClock(streams, from: lateness.latest)
        types = EventTypes(symbols)
        keyMaker = EventKeyMaker(fingerprinter)
    }

    /// How many events the log has, about.
    /// - Parameter share: How much of the log was taken so far, about, above 0 to 1.
    func expectedEvents(share: Double) -> Int {
        share > 0 ? Int(min(Double(keys.count) / share, 1e9)) : 0
    }

    /// Makes use of room for the rest of the log.
    mutating func move(into room: KeyTable.Room) {
        keys.move(into: room)
    }

    /// Takes the next chunk of the log.
    mutating func take(_ chunk: DecodedChunk, _ content: Chunk.Content) -> Place {
        if content.isFirstOfInput { linesOfInput = 0 }
        closings = []
        let before = stream?.time(before: content.input) ?? lateness.latest
        let rows = newRows(of: chunk, content)
        stream?.note(chunk.batch, rows: rows)
        let place = Place(rows: rows, firstLine: linesOfInput, streamTime: before, closings: closings)
        note(chunk.rejections, content)
        linesOfInput += chunk.lines
        counts.read += chunk.records
        counts.rejected += chunk.rejections.count
        return place
    }

    private mutating func newRows(of chunk: DecodedChunk, _ content: Chunk.Content) -> [Int32] {
        let verdicts = keys.judge(keys: chunk.keys, contents: chunk.contents)
        var rows: [Int32] = []
        rows.reserveCapacity(verdicts.count)
        for (row, verdict) in verdicts.enumerated() {
            switch verdict {
            case .new:
                rows.append(Int32(truncatingIfNeeded: row))
                note(row, of: chunk)
            case .duplicate: counts.duplicates += 1
            case .conflict:
                counts.conflicts += 1
                note(conflict: row, of: chunk, content)
            }
        }
        counts.accepted += rows.count
        counts.late = lateness.late
        if let first = lateness.first, let last = lateness.last {
            timeSpan = Timestamp(milliseconds: first)...Timestamp(milliseconds: last)
        }
        return rows
    }

    @inline(__always) private mutating func note(_ row: Int, of chunk: DecodedChunk) {
        let fields = chunk.batch.rows[row]
        let openDay = lateness.openDay
        lateness.note(fields.time)
        if let openDay, let next = lateness.openDay, next > openDay {
            closings.append(DayClosing(row: Int32(truncatingIfNeeded: row), days: openDay..<next))
        }
        if isHost(fields.type, chunk.batch.symbols) { counts.host += 1 }
        if fields.type == types.withdrawal || fields.type == types.correction || fields.response.length > 0 {
            amendments.note(chunk.batch[row], key: chunk.keys[row], types: types, keys: &keyMaker)
        }
    }

    private var lastType: (symbol: Symbol, isHost: Bool) = (.none, false)

    @inline(__always) private mutating func isHost(_ type: Symbol, _ symbols: SymbolTable) -> Bool {
        if type != lastType.symbol {
            let known = hostTypes[type] ?? symbols.text(of: type).hasPrefix("host.")
            hostTypes[type] = known
            lastType = (type, known)
        }
        return lastType.isHost
    }

    private mutating func note(conflict row: Int, of chunk: DecodedChunk, _ content: Chunk.Content) {
        guard conflicts.count < Self.mostExamples else { return }
        let event = chunk.batch[row]
        conflicts.append(
            Conflict(
                file: inputs[content.input].name,
                line: inputs[content.input].place(line: linesOfInput + Int(event.fields.line), byte: 0).line,
                source: chunk.batch.symbols.text(of: event.source), event: event.id))
    }

    private mutating func note(_ rejected: [RejectedLine], _ content: Chunk.Content) {
        for line in rejected {
            rejectionReasons[line.reason, default: 0] += 1
            guard rejections.count < Self.mostExamples else { continue }
            let place = inputs[content.input].place(
                line: linesOfInput + line.line, byte: content.offset + line.byte)
            rejections.append(
                Rejection(file: place.file, line: place.line, byte: place.byte, reason: line.reason))
        }
    }
}
