import Tuntuma

/// Reads the fields of one event from its tokens into a batch. One reader belongs to one worker.
struct EventReader {
    /// The longest id, source, subject or response, in bytes.
    static let longestIdentifier = 128
    /// The most answers or attributes of an event.
    static let mostValues = 256

    var cache: SymbolCache
    var times = InternetTimeReader()
    let names = FieldIndex()
    let knownLines = KnownLines()
    private var expectedFields = ExpectedNames<FieldName>(places: 32)
    var expectedValues = ExpectedNames<(name: Symbol, hash: UInt64)>(places: 1024)
    /// The source of events that name none.
    var defaultSource = Symbol.none

    init(symbols: SymbolTable) {
        cache = SymbolCache(table: symbols)
    }

    /// Reads an event, or tells why it is none. What was put into the builder for a line that fails stays there unused.
    ///
    /// - Parameter cursor: At the line's first token; on return behind its last.
    /// - Returns: The hash of the content.
    mutating func read(
        _ cursor: inout TokenCursor, into builder: inout EventBatchBuilder, _ texts: inout TextWriter,
        row: inout EventRow
    ) throws(LineError) -> UInt64 {
        let start = cursor
        let position = try cursor.take()
        guard cursor.base[position] == 0x7B else { throw Self.noObject(cursor, position) }
        var seen: UInt32 = 0
        row.source = defaultSource
        var content: UInt64 = 0
        do throws(LineError) {
            content = try readFields(&cursor, into: &builder, &texts, row: &row, seen: &seen)
        } catch {
            // What is wrong in an event may be right in a CloudEvent, whose `subject` is no person.
            guard isEnvelope(start) else { throw error }
            seen |= FieldName.specversion.bit
        }
        if seen & FieldName.specversion.bit != 0 {
            cursor = start
            content = try readEnvelope(&cursor, into: &builder, &texts, row: &row)
        } else if seen & FieldName.required != FieldName.required {
            try checkRequired(seen)
        }
        guard cursor.token.pointee >= cursor.end else {
            throw LineError(reason: "not JSON: there must be one object on the line and nothing behind it")
        }
        return content
    }

    @inline(never) private static func noObject(_ cursor: TokenCursor, _ position: Int) -> LineError {
        let found = cursor.description(at: position)
        return found == "no value"
            ? cursor.malformed("expected an object") : LineError(reason: "expected one JSON object, found \(found)")
    }

    func checkRequired(_ seen: UInt32) throws(LineError) {
        for (field, name) in [(FieldName.id, "id"), (.time, "time"), (.type, "type")] where seen & field.bit == 0 {
            throw LineError(reason: "\(name): missing; every event has id, time and type")
        }
    }

    /// The known field of a name as it is written. A name with escapes is known by what it means.
    @inline(__always)
    func find(_ written: UnsafeBufferPointer<UInt8>, _ cursor: TokenCursor) throws(LineError) -> FieldName? {
        if let field = names.find(written) { return field }
        guard written.contains(0x5C) else { return nil }
        return names.find(try cursor.unescaped(written))
    }

    /// Reads all fields of an object that is an event. Its opening brace is taken; its closing brace is on return.
    @inline(__always)
    private mutating func readFields(
        _ cursor: inout TokenCursor, into builder: inout EventBatchBuilder, _ texts: inout TextWriter,
        row: inout EventRow, seen: inout UInt32
    ) throws(LineError) -> UInt64 {
        var content: UInt64 = 0
        if try cursor.takeEnd(0x7D) { return 0 }
        var last = 0
        repeat {
            let field: FieldName
            let position: Int
            if let guess = expectedFields.meaning(at: last, cursor) {
                (field, position) = guess
                cursor.token += 3
            } else {
                let nameToken = cursor.token
                let name = try cursor.takeName()
                position = try cursor.take()
                guard let known = try find(name, cursor) else {
                    let factor = ByteHash.factor(ByteHash.hash(try cursor.unescaped(name)))
                    content &+= factor &* (try cursor.contentHash(at: position, depth: 1))
                    continue
                }
                field = known
                expectedFields.learn(field, at: last, name: name, from: nameToken)
            }
            last = Int(field.rawValue) &+ 1
            if seen & field.bit != 0 { throw Self.twice(field) }
            let hash: UInt64
            if field.isSymbol, cursor.isText(at: position) {
                let written = cursor.written(at: position)
                let symbol: Symbol
                (symbol, hash) = try name(written, cursor)
                set(field, to: symbol, in: &row)
                if symbol == .none || written.count > Self.longestIdentifier {
                    try check(field, symbol, cursor, position)
                }
            } else if cursor.isNull(at: position) {
                // A field that is null was not given.
                _ = try cursor.word(at: position)
                continue
            } else {
                hash = try read(field, at: position, &cursor, into: &builder, &texts, row: &row)
            }
            seen |= field.bit
            content &+= field.factor &* hash
        } while try cursor.takeComma()
        return content
    }

    @inline(never) static func twice(_ field: FieldName) -> LineError {
        LineError(reason: "\(field.name): the key is there twice")
    }

    /// Reads one known field that is not null.
    /// - Returns: The hash of its value.
    @inline(never)
    mutating func read(
        _ field: FieldName, at position: Int, _ cursor: inout TokenCursor, into builder: inout EventBatchBuilder,
        _ texts: inout TextWriter, row: inout EventRow
    ) throws(LineError) -> UInt64 {
        switch field {
        case .type, .source, .survey, .touchpoint, .channel, .unit, .journey, .language, .account, .project:
            return try symbol(field, at: position, cursor, row: &row)
        case .id: return try identifier(field, at: position, cursor, &row.id, &texts)
        case .subject: return try identifier(field, at: position, cursor, &row.subject, &texts)
        case .response: return try identifier(field, at: position, cursor, &row.response, &texts)
        case .time: return try time(field, at: position, cursor, &row.time)
        case .about: return try time(field, at: position, cursor, &row.about)
        case .answers:
            row.answersStart = UInt32(truncatingIfNeeded: builder.answers.count)
            let hash = try values(of: field, row.survey, at: position, &cursor, &builder.answers, &texts)
            row.answersCount = UInt16(truncatingIfNeeded: builder.answers.count - Int(row.answersStart))
            return hash
        case .attributes:
            row.attributesStart = UInt32(truncatingIfNeeded: builder.attributes.count)
            let hash = try values(of: field, .none, at: position, &cursor, &builder.attributes, &texts)
            row.attributesCount = UInt16(truncatingIfNeeded: builder.attributes.count - Int(row.attributesStart))
            return hash
        case .respondent, .status, .identity, .revision, .contact, .solicited, .references:
            return try rare(field, at: position, &cursor, into: &texts, row: &row)
        case .specversion, .data, .dataBase64:
            return try cursor.contentHash(at: position, depth: 1)
        }
    }

    // MARK: Kinds of values

    private mutating func symbol(
        _ field: FieldName, at position: Int, _ cursor: TokenCursor, row: inout EventRow
    ) throws(LineError) -> UInt64 {
        guard cursor.isText(at: position) else { throw Self.noText(field, cursor, position) }
        let (symbol, hash) = try name(cursor.written(at: position), cursor)
        try check(field, symbol, cursor, position)
        set(field, to: symbol, in: &row)
        return hash
    }

    @inline(__always)
    func set(_ field: FieldName, to symbol: Symbol, in row: inout EventRow) {
        switch field {
        case .type: row.type = symbol
        case .survey: row.survey = symbol
        case .touchpoint: row.touchpoint = symbol
        case .channel: row.channel = symbol
        case .unit: row.unit = symbol
        case .journey: row.journey = symbol
        case .language: row.language = symbol
        case .account: row.account = symbol
        case .project: row.project = symbol
        default:
            row.source = symbol
            row.namesSource = true
        }
    }

    /// Checks what only an unusual name can be wrong in: one that is empty or long.
    @inline(never)
    private func check(
        _ field: FieldName, _ symbol: Symbol, _ cursor: TokenCursor, _ position: Int
    ) throws(LineError) {
        if field == .type, symbol == .none { throw LineError(reason: "type: empty") }
        if field == .source, try cursor.text(at: position).count > Self.longestIdentifier {
            throw LineError(reason: "source: longer than \(Self.longestIdentifier) bytes")
        }
    }

    /// The symbol of a text that repeats, and the hash of the text.
    @inline(__always)
    mutating func name(
        _ written: UnsafeBufferPointer<UInt8>, _ cursor: TokenCursor
    ) throws(LineError) -> (Symbol, UInt64) {
        guard let start = written.baseAddress else { return (.none, 0) }
        // The cache holds no text with a backslash: what it finds has no escapes.
        if let known = cache.find(padded: start, written.count) { return known }
        return try newName(written, cursor)
    }

    @inline(never)
    private mutating func newName(
        _ written: UnsafeBufferPointer<UInt8>, _ cursor: TokenCursor
    ) throws(LineError) -> (Symbol, UInt64) {
        let text = try cursor.unescaped(written)
        guard let symbol = cache.symbol(text) else {
            throw LineError(reason: "the log has more than \(SymbolTable.capacity) different names")
        }
        return (symbol, text.isEmpty ? 0 : ByteHash.hash(text))
    }

    /// Keeps a text that does not repeat.
    /// - Returns: Where it is, and its hash.
    @inline(__always)
    func keep(
        at position: Int, _ cursor: TokenCursor, _ texts: inout TextWriter
    ) throws(LineError) -> (TextRange, UInt64) {
        let text = try cursor.text(at: position)
        return (texts.keep(text), ByteHash.hash(text))
    }

    @inline(__always)
    private func identifier(
        _ field: FieldName, at position: Int, _ cursor: TokenCursor, _ range: inout TextRange,
        _ texts: inout TextWriter
    ) throws(LineError) -> UInt64 {
        guard cursor.isText(at: position) else { throw Self.noText(field, cursor, position) }
        let (kept, hash) = try keep(at: position, cursor, &texts)
        guard 1...UInt32(Self.longestIdentifier) ~= kept.length else {
            throw Self.wrongLength(field, kept.length)
        }
        range = kept
        return hash
    }

    @inline(__always)
    private mutating func time(
        _ field: FieldName, at position: Int, _ cursor: TokenCursor, _ time: inout Int64
    ) throws(LineError) -> UInt64 {
        guard cursor.isText(at: position) else { throw Self.noText(field, cursor, position) }
        let written = cursor.written(at: position)
        do throws(InternetTimeReader.Failure) {
            time = try times.read(written).milliseconds
        } catch {
            time = try escapedTime(field, written, cursor)
        }
        return Self.contentHash(ofTime: time)
    }

    @inline(__always)
    static func contentHash(ofTime time: Int64) -> UInt64 { ByteHash.mix(UInt64(bitPattern: time), 4) }

    /// A time with escapes is rare, and no time as it is written.
    @inline(never)
    private mutating func escapedTime(
        _ field: FieldName, _ written: UnsafeBufferPointer<UInt8>, _ cursor: TokenCursor
    ) throws(LineError) -> Int64 {
        let text = try cursor.unescaped(written)
        do throws(InternetTimeReader.Failure) {
            return try times.read(text).milliseconds
        } catch {
            throw LineError(reason: "\(field.name): \(error.reason)")
        }
    }

    // MARK: Errors

    @inline(never)
    private static func wrongLength(_ field: FieldName, _ length: UInt32) -> LineError {
        LineError(reason: "\(field.name): expected 1 to \(longestIdentifier) bytes, found \(length)")
    }

    private static func noText(_ field: FieldName, _ cursor: TokenCursor, _ position: Int) -> LineError {
        expected("a text", field, cursor, position)
    }

    @inline(never)
    static func expected(
        _ expected: String, _ field: FieldName, _ cursor: TokenCursor, _ position: Int
    ) -> LineError {
        LineError(reason: "\(field.name): expected \(expected), found \(cursor.description(at: position))")
    }
}
