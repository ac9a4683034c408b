package import Digest
import JSONWall
package import Tuntuma

#if canImport(Glibc)
    import Glibc
#endif

/// Turns chunks of a log into batches of events. One decoder belongs to one worker and decodes many chunks.
package struct ChunkDecoder: ~Copyable {
    /// The longest line in bytes.
    package static let longestLine = 1 << 20
    /// How many bytes of whole lines are indexed at a time: with their tokens they fit the processor's cache.
    fileprivate static let window = 1 << 16
    /// Where too few lines have a known shape, so many windows are read token by token before that is tried again.
    private static let windowsBetweenTrials = 15

    private let indexer: TokenIndexer
    private let symbols: SymbolTable
    private let amending: AmendingTypes
    private var reader: EventReader
    private var keyMaker: EventKeyMaker
    private var marks = [UInt64](repeating: 0, count: (2 * Self.window) / 64 + 3)
    /// How many windows to read token by token before known lines are tried again.
    private var windowsToPass = 0

    /// - Throws: ``OutOfMemory``.
    package init(symbols: SymbolTable, fingerprinter: Fingerprinter) throws(OutOfMemory) {
        indexer = try TokenIndexer(longest: Self.longestLine + 1)
        self.symbols = symbols
        amending = AmendingTypes(symbols)
        keyMaker = EventKeyMaker(fingerprinter)
        reader = EventReader(symbols: symbols)
    }

    /// Decodes whole lines.
    ///
    /// - Parameters:
    ///   - bytes: The lines. The last one need not end in a newline. The memory behind must be readable for
    ///     `JSON_WALL_PADDING` bytes more.
    ///   - isFirstOfInput: A byte order mark may stand before the first line.
    ///   - defaultSource: The source of events that name none.
    package mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, isFirstOfInput: Bool = false, defaultSource: Symbol = .none
    ) -> DecodedChunk {
        reader.defaultSource = defaultSource
        var result = Decoding(bytes: bytes.count)
        // A text is shorter than its line; an item of a list is kept with four bytes more, for three in the line. The
        // last text may be written with 16 bytes more.
        let texts = [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 64) { memory, count in
            guard let base = memory.baseAddress else { return }
            var writer = TextWriter(memory, base: base)
            var start = isFirstOfInput && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            while start < bytes.count {
                let end = Self.endOfWindow(bytes, from: start)
                decode(UnsafeBufferPointer(rebasing: bytes[start..<end]), at: start, &result, &writer)
                start = end
            }
            count = writer.count
        }
        return result.finish(texts: texts, symbols: symbols)
    }

    /// Where a window of whole lines ends: behind its last newline, or that of a line that is longer.
    private static func endOfWindow(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard bytes.count - start > window else { return bytes.count }
        if let newline = bytes[start..<start + window].lastIndex(of: 0x0A) { return newline + 1 }
        return min(endOfLine(bytes, from: start + window) + 1, bytes.count)
    }

    /// Where the next newline is, or the end.
    @inline(__always)
    private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress, let newline = memchr(base + start, 0x0A, bytes.count - start) else {
            return bytes.count
        }
        return UnsafeRawPointer(newline) - UnsafeRawPointer(base)
    }

    /// Decodes a window of whole lines.
    private mutating func decode(
        _ lines: UnsafeBufferPointer<UInt8>, at offset: Int, _ result: inout Decoding, _ texts: inout TextWriter
    ) {
        if windowsToPass > 0 {
            windowsToPass -= 1
        } else if lines.count <= 2 * Self.window, decodeKnown(lines, at: offset, &result, &texts) {
            return
        }
        guard var token = try? indexer.tokens(of: lines) else {
            return decodeOneByOne(lines, at: offset, &result, &texts)
        }
        var start = 0
        while start < lines.count {
            let end = Self.endOfLine(lines, from: start)
            // A line without a token is blank.
            if token.pointee < end {
                token = decode(lines, line: start..<end, token, at: offset, &result, &texts)
                while token.pointee < end { token += 1 }
            }
            result.lines += 1
            start = end + 1
        }
    }

    /// Decodes a window whose lines are expected to have shapes that were met before.
    /// - Returns: False when the window is not UTF-8; nothing is decoded then.
    private mutating func decodeKnown(
        _ lines: UnsafeBufferPointer<UInt8>, at offset: Int, _ result: inout Decoding, _ texts: inout TextWriter
    ) -> Bool {
        guard let base = lines.baseAddress, json_wall_mark(base, lines.count, &marks) != 0 else { return false }
        let indexer = indexer.handle
        var unknown = 0
        let linesBefore = result.lines
        // Borrowed for the window, so that the worker's own array is not looked up for each mark.
        let marks = marks
        marks.withUnsafeBufferPointer { marks in
            guard let firstMark = marks.baseAddress else { return }
            let marked = EventReader.MarkedLines(base: base, count: lines.count, marks: firstMark, indexer: indexer)
            var start = decodeKnown(marked, from: 0, offset, &result, &texts)
            while start < lines.count {
                let end = Self.endOfLine(lines, from: start)
                let line = UnsafeBufferPointer(rebasing: lines[start..<end])
                decodeAlone(line, at: offset + start, learning: true, &result, &texts)
                unknown += 1
                result.lines += 1
                start = decodeKnown(marked, from: end + 1, offset, &result, &texts)
            }
        }
        // A line by itself costs more than one among others, so a log of many shapes is read token by token.
        if unknown * 4 > result.lines - linesBefore { windowsToPass = Self.windowsBetweenTrials }
        return true
    }

    /// Decodes lines whose shapes are known, up to the first of another shape.
    /// - Returns: Where that one begins; the end where there is none.
    private mutating func decodeKnown(
        _ lines: EventReader.MarkedLines, from start: Int, _ offset: Int, _ result: inout Decoding,
        _ texts: inout TextWriter
    ) -> Int {
        guard start < lines.count else { return start }
        var start = start
        var line = result.lines
        // There is room for the texts of a whole chunk; without it, which cannot be, they are read the other way.
        guard texts.room(for: lines.count - start + 16) != nil else { return start }
        result.append(eventsOf: lines.count - start) { rows, keys, contents, values in
            while start < lines.count {
                let row = rows
                row.initialize(to: EventRow())
                row.pointee.line = UInt32(truncatingIfNeeded: line)
                row.pointee.byte = UInt32(truncatingIfNeeded: offset &+ start)
                let kept = (texts.count, values)
                guard
                    let (end, content) = reader.readKnown(lines, from: start, into: &values, &texts, row: row),
                    !amending.lacksReference(row.pointee)
                else {
                    texts.rewind(to: kept.0)
                    values = kept.1
                    return
                }
                keys.append(keyMaker.key(source: row.pointee.source, id: texts.text(row.pointee.id)))
                contents.append(content)
                rows += 1
                line &+= 1
                start = end &+ 1
            }
        }
        result.records += line - result.lines
        result.lines = line
        return start
    }

    /// Decodes a window in which one line spoils the tokens of all.
    private mutating func decodeOneByOne(
        _ lines: UnsafeBufferPointer<UInt8>, at offset: Int, _ result: inout Decoding, _ texts: inout TextWriter
    ) {
        var start = 0
        while start < lines.count {
            let end = Self.endOfLine(lines, from: start)
            let line = UnsafeBufferPointer(rebasing: lines[start..<end])
            decodeAlone(line, at: offset + start, learning: false, &result, &texts)
            result.lines += 1
            start = end + 1
        }
    }

    /// Decodes one line token by token.
    @inline(never)
    private mutating func decodeAlone(
        _ line: UnsafeBufferPointer<UInt8>, at offset: Int, learning: Bool, _ result: inout Decoding,
        _ texts: inout TextWriter
    ) {
        do throws(LineError) {
            let token = try indexer.tokens(of: line)
            guard token.pointee < line.count, let base = line.baseAddress else { return }
            let rows = result.builder.rows.count
            _ = decode(line, line: 0..<line.count, token, at: offset, &result, &texts)
            if learning, result.builder.rows.count > rows {
                let cursor = TokenCursor(
                    base: base, token: token, end: UInt32(truncatingIfNeeded: line.count), indexer: indexer.handle)
                reader.learn(cursor, row: result.builder.rows[rows])
            }
        } catch {
            result.reject(line, at: offset, error.reason)
        }
    }

    /// Decodes one line of those whose tokens are known.
    /// - Returns: The token behind the last that was taken; on a line that is no event there may be more.
    private mutating func decode(
        _ lines: UnsafeBufferPointer<UInt8>, line: Range<Int>, _ token: UnsafePointer<UInt32>, at offset: Int,
        _ result: inout Decoding, _ texts: inout TextWriter
    ) -> UnsafePointer<UInt32> {
        guard let base = lines.baseAddress else { return token }
        var row = EventRow()
        row.line = UInt32(truncatingIfNeeded: result.lines)
        row.byte = UInt32(truncatingIfNeeded: offset + line.lowerBound)
        var cursor = TokenCursor(
            base: base, token: token, end: UInt32(truncatingIfNeeded: line.upperBound), indexer: indexer.handle)
        do throws(LineError) {
            guard line.count <= Self.longestLine else { throw LineError(reason: "the line is longer than 1 MiB") }
            let content = try reader.read(&cursor, into: &result.builder, &texts, row: &row)
            if amending.lacksReference(row) { throw amending.error(row) }
            result.add(row, content: content, key: keyMaker.key(source: row.source, id: texts.text(row.id)))
        } catch {
            let bytes = UnsafeBufferPointer(rebasing: lines[line])
            result.reject(bytes, at: offset + line.lowerBound, error.reason)
        }
        return cursor.token
    }
}

/// A chunk while it is decoded.
private struct Decoding: ~Copyable {
    var builder: EventBatchBuilder
    var keys: [Fingerprint] = []
    var contents: [UInt64] = []
    var rejections: [RejectedLine] = []
    var lines = 0
    var records = 0

    /// The shortest line that is an event has more bytes than this.
    private static let shortestEvent = 32
    /// The shortest value of an answer or an attribute, with its name and what stands between, has more bytes than this.
    private static let shortestValue = 4

    /// - Parameter bytes: How many bytes the chunk has.
    init(bytes: Int) {
        let expected = bytes / 160 + 1
        // With the room that is asked for a window at a time, so that the last one need not move everything.
        let rows = expected + Self.mostEvents(in: ChunkDecoder.window)
        builder = EventBatchBuilder(
            expectedRows: rows, expectedValues: expected * 2 + Self.mostValues(in: ChunkDecoder.window),
            expectedBytes: 0)
        keys.reserveCapacity(rows)
        contents.reserveCapacity(rows)
    }

    private static func mostEvents(in bytes: Int) -> Int { bytes / shortestEvent + 1 }
    private static func mostValues(in bytes: Int) -> Int { bytes / shortestValue + 1 }

    /// Appends the events of some lines, without a look at room and owner for each.
    /// - Parameters:
    ///   - bytes: How many bytes the lines have at most.
    ///   - body: Puts keys and hashes of contents down, rows and values as far as it moves the places for the next ones.
    @inline(__always) mutating func append(
        eventsOf bytes: Int,
        _ body: (
            inout UnsafeMutablePointer<EventRow>, inout OutputSpan<Fingerprint>, inout OutputSpan<UInt64>,
            inout EventReader.ValueRoom
        ) -> Void
    ) {
        let events = Self.mostEvents(in: bytes)
        let values = Self.mostValues(in: bytes)
        let before = (answers: builder.answers.count, attributes: builder.attributes.count)
        // Taken out of the builder for as long, or two of its parts could not be written to at once.
        var rows: [EventRow] = []
        var answers: [ValueEntry] = []
        var attributes: [ValueEntry] = []
        swap(&rows, &builder.rows)
        swap(&answers, &builder.answers)
        swap(&attributes, &builder.attributes)
        keys.append(addingCapacity: events) { keys in
            contents.append(addingCapacity: events) { contents in
                rows.append(upTo: events) { row in
                    answers.append(upTo: values) { answer in
                        attributes.append(upTo: values) { attribute in
                            var room = EventReader.ValueRoom(
                                firstAnswer: answer, firstAttribute: attribute, before: before, answer: answer,
                                attribute: attribute)
                            body(&row, &keys, &contents, &room)
                            (answer, attribute) = (room.answer, room.attribute)
                        }
                    }
                }
            }
        }
        swap(&rows, &builder.rows)
        swap(&answers, &builder.answers)
        swap(&attributes, &builder.attributes)
    }

    @inline(__always) mutating func add(_ row: EventRow, content: UInt64, key: Fingerprint) {
        records += 1
        contents.append(content)
        keys.append(key)
        builder.rows.append(row)
    }

    mutating func reject(_ line: UnsafeBufferPointer<UInt8>, at byte: Int, _ reason: String) {
        records += 1
        rejections.append(
            RejectedLine(
                line: lines, byte: byte, reason: reason, bytes: Array(line.prefix(ChunkDecoder.longestLine))))
    }

    consuming func finish(texts: [UInt8], symbols: SymbolTable) -> DecodedChunk {
        builder.bytes = texts
        return DecodedChunk(
            batch: builder.build(symbols: symbols), keys: keys, contents: contents, rejections: rejections,
            lines: lines, records: records)
    }
}

extension Array {
    /// Appends elements that are written one behind the other.
    /// - Parameters:
    ///   - count: How many there is room for.
    ///   - body: Moves the place for the next one behind what it wrote.
    @inline(__always) fileprivate mutating func append(
        upTo count: Int, _ body: (inout UnsafeMutablePointer<Element>) -> Void
    ) {
        append(addingCapacity: count) { span in
            span.withUnsafeMutableBufferPointer { room, written in
                guard let first = room.baseAddress else { return }
                var next = first
                body(&next)
                written = next - first
            }
        }
    }
}
