import Tuntuma

/// Reads the fields of one event from simdjson's tape into a batch. One reader belongs to one worker.
struct EventReader {
    /// The longest id, source, subject or response, in bytes.
    static let longestIdentifier = 128
    /// The most answers or attributes of an event.
    static let mostValues = 256

    var cache: SymbolCache
    private var times = InternetTimeReader()
    private let names = FieldIndex()
    /// The source of events that name none.
    var defaultSource = Symbol.none

    init(symbols: SymbolTable) {
        cache = SymbolCache(table: symbols)
    }

    /// Reads an event, or tells why it is none. What was put into the builder for a line that fails stays there unused.
    /// - Returns: The hash of the content.
    @inline(__always)
    mutating func read(
        _ document: TapeValue, into builder: inout EventBatchBuilder, _ texts: inout TextWriter, row: inout EventRow
    ) throws(LineError) -> UInt64 {
        guard document.kind == .object else {
            throw LineError(reason: "expected one JSON object, found \(document.description)")
        }
        var seen: UInt32 = 0
        row.source = defaultSource
        var content: UInt64 = 0
        do throws(LineError) {
            content = try readFields(of: document, into: &builder, &texts, row: &row, seen: &seen)
        } catch {
            // What is wrong in an event may be right in a CloudEvent, whose `subject` is no person.
            guard isEnvelope(document) else { throw error }
            return try readEnvelope(document, into: &builder, &texts, row: &row)
        }
        if seen & FieldName.specversion.bit != 0 {
            return try readEnvelope(document, into: &builder, &texts, row: &row)
        }
        try checkRequired(seen)
        return content
    }

    func checkRequired(_ seen: UInt32) throws(LineError) {
        if seen & FieldName.required == FieldName.required { return }
        for (field, name) in [(FieldName.id, "id"), (.time, "time"), (.type, "type")] where seen & field.bit == 0 {
            throw LineError(reason: "\(name): missing; every event has id, time and type")
        }
    }

    /// The known field of a name.
    @inline(__always) func find(_ name: UnsafeBufferPointer<UInt8>) -> FieldName? {
        names.find(name)
    }

    /// Reads all fields of an object that is an event, or the data of a CloudEvent.
    @inline(__always)
    private mutating func readFields(
        of object: TapeValue, into builder: inout EventBatchBuilder, _ texts: inout TextWriter, row: inout EventRow,
        seen: inout UInt32
    ) throws(LineError) -> UInt64 {
        var content: UInt64 = 0
        var place = object.index + 1
        let end = object.end
        while place < end {
            let key = object.at(place)
            let value = object.at(place + 1)
            place = value.next
            let name = key.bytes
            guard let field = names.find(name) else {
                content &+= ByteHash.mix(key.contentHash(), value.contentHash())
                continue
            }
            if seen & field.bit != 0 {
                throw LineError(reason: "\(String(decoding: name, as: UTF8.self)): the key is there twice")
            }
            seen |= field.bit
            if value.isNull {
                // A field that is null was not given.
                seen &= ~field.bit
                continue
            }
            let hash = try read(field, value, into: &builder, &texts, row: &row)
            content &+= ByteHash.mix(UInt64(field.rawValue), hash)
        }
        return content
    }

    /// Reads one known field.
    /// - Returns: The hash of its value.
    @inline(__always)
    mutating func read(
        _ field: FieldName, _ value: TapeValue, into builder: inout EventBatchBuilder, _ texts: inout TextWriter,
        row: inout EventRow
    ) throws(LineError) -> UInt64 {
        switch field {
        case .id: return try identifier(value, "id", &row.id, &texts)
        case .source:
            let bytes = try text(value, "source")
            guard bytes.count <= Self.longestIdentifier else {
                throw LineError(reason: "source: longer than \(Self.longestIdentifier) bytes")
            }
            row.namesSource = true
            return try symbol(value, "source", &row.source)
        case .time: return try time(value, "time", &row.time)
        case .about: return try time(value, "about", &row.about)
        case .type:
            guard try text(value, "type").count > 0 else { throw LineError(reason: "type: empty") }
            return try symbol(value, "type", &row.type)
        case .survey: return try symbol(value, "survey", &row.survey)
        case .touchpoint: return try symbol(value, "touchpoint", &row.touchpoint)
        case .channel: return try symbol(value, "channel", &row.channel)
        case .unit: return try symbol(value, "unit", &row.unit)
        case .journey: return try symbol(value, "journey", &row.journey)
        case .language: return try symbol(value, "language", &row.language)
        case .account: return try symbol(value, "account", &row.account)
        case .project: return try symbol(value, "project", &row.project)
        case .subject: return try identifier(value, "subject", &row.subject, &texts)
        case .response: return try identifier(value, "response", &row.response, &texts)
        case .answers:
            row.answersStart = UInt32(truncatingIfNeeded: builder.answers.count)
            let hash = try values(value, "answers", listsAllowed: true, &builder.answers, &texts)
            row.answersCount = UInt16(truncatingIfNeeded: builder.answers.count - Int(row.answersStart))
            return hash
        case .attributes:
            row.attributesStart = UInt32(truncatingIfNeeded: builder.attributes.count)
            let hash = try values(value, "attributes", listsAllowed: false, &builder.attributes, &texts)
            row.attributesCount = UInt16(truncatingIfNeeded: builder.attributes.count - Int(row.attributesStart))
            return hash
        case .respondent, .status, .identity, .revision, .contact, .solicited, .references:
            return try rare(field, value, into: &texts, row: &row)
        case .specversion, .data, .dataBase64:
            return value.contentHash()
        }
    }

    // MARK: Kinds of values

    @inline(__always)
    private func text(_ value: TapeValue, _ field: String) throws(LineError) -> UnsafeBufferPointer<UInt8> {
        guard value.isText else {
            throw LineError(reason: "\(field): expected a text, found \(value.description)")
        }
        return value.bytes
    }

    @inline(__always)
    private mutating func symbol(
        _ value: TapeValue, _ field: String, _ symbol: inout Symbol
    ) throws(LineError) -> UInt64 {
        let bytes = try text(value, field)
        guard let start = bytes.baseAddress else { return 0 }
        let (found, hash) = cache.symbol(start, bytes.count)
        guard let found else {
            throw LineError(reason: "\(field): the log has more than \(SymbolTable.capacity) different names")
        }
        symbol = found
        return hash
    }

    @inline(__always)
    private func identifier(
        _ value: TapeValue, _ field: String, _ range: inout TextRange, _ texts: inout TextWriter
    ) throws(LineError) -> UInt64 {
        let bytes = try text(value, field)
        guard (1...Self.longestIdentifier).contains(bytes.count) else {
            throw LineError(reason: "\(field): expected 1 to \(Self.longestIdentifier) bytes, found \(bytes.count)")
        }
        range = texts.keep(bytes)
        return ByteHash.hash(bytes.baseAddress ?? value.strings, bytes.count)
    }

    @inline(__always)
    private mutating func time(
        _ value: TapeValue, _ field: String, _ time: inout Int64
    ) throws(LineError) -> UInt64 {
        let bytes = try text(value, field)
        do throws(InternetTimeReader.Failure) {
            time = try times.read(bytes).milliseconds
        } catch {
            throw LineError(reason: "\(field): \(error.reason)")
        }
        return UInt64(bitPattern: time)
    }

    /// Reads `answers` or `attributes`.
    @inline(__always)
    private mutating func values(
        _ object: TapeValue, _ field: String, listsAllowed: Bool, _ entries: inout [ValueEntry],
        _ texts: inout TextWriter
    ) throws(LineError) -> UInt64 {
        guard object.kind == .object else {
            throw LineError(reason: "\(field): expected an object, found \(object.description)")
        }
        let first = entries.count
        var content: UInt64 = 0
        var place = object.index + 1
        let end = object.end
        while place < end {
            let key = object.at(place)
            let value = object.at(place + 1)
            place = value.next
            let name = key.bytes
            guard let start = name.baseAddress, name.count > 0 else {
                throw LineError(reason: "\(field): a name is empty")
            }
            let (found, nameHash) = cache.symbol(start, name.count)
            guard let symbol = found else {
                throw LineError(reason: "\(field): the log has more than \(SymbolTable.capacity) different names")
            }
            for index in first..<entries.count where entries[index].name == symbol {
                throw LineError(reason: "\(field).\(String(decoding: name, as: UTF8.self)): the key is there twice")
            }
            if value.isNull { continue }
            let kind = value.kind
            var entry = ValueEntry(name: symbol, kind: .integer, payload: 0)
            var hash: UInt64
            switch kind {
            case .integer:
                entry.payload = value.word
                hash = ByteHash.mix(value.word, 1)
            case .text:
                let text = value.bytes
                entry.kind = .text
                entry.payload = texts.keep(text).payload
                hash = ByteHash.hash(text.baseAddress ?? start, text.count)
            default:
                hash = value.contentHash()
                try other(value, kind, field, name, listsAllowed, &entry, &texts)
            }
            guard entries.count - first < Self.mostValues else {
                throw LineError(reason: "\(field): more than \(Self.mostValues)")
            }
            entries.append(entry)
            content &+= ByteHash.mix(nameHash, hash)
        }
        return content
    }

    @inline(never)
    private func other(
        _ value: TapeValue, _ kind: TapeValue.Kind, _ field: String, _ name: UnsafeBufferPointer<UInt8>,
        _ listsAllowed: Bool, _ entry: inout ValueEntry, _ texts: inout TextWriter
    ) throws(LineError) {
        switch kind {
        case .decimal:
            let number = Double(bitPattern: value.word)
            if let whole = Int64(exactly: number) {
                entry.payload = UInt64(bitPattern: whole)
            } else {
                entry.kind = .decimal
                entry.payload = value.word
            }
        case .unsigned:
            entry.kind = .decimal
            entry.payload = Double(value.word).bitPattern
        case .yes, .no:
            entry.kind = .boolean
            entry.payload = kind == .yes ? 1 : 0
        case .list where listsAllowed:
            entry.kind = .list
            entry.payload = texts.keep(list: try items(value, Self.path(field, name))).payload
        default:
            let expected =
                listsAllowed ? "a number, a text, true, false or a list of texts" : "a number, a text, true or false"
            throw LineError(reason: "\(Self.path(field, name)): expected \(expected), found \(value.description)")
        }
    }

    /// What messages call an answer or an attribute: `answers.nps`.
    private static func path(_ field: String, _ name: UnsafeBufferPointer<UInt8>) -> String {
        "\(field).\(String(decoding: name, as: UTF8.self))"
    }

    private func items(_ list: TapeValue, _ field: String) throws(LineError) -> [String] {
        var items: [String] = []
        var place = list.index + 1
        while place < list.end {
            let item = list.at(place)
            items.append(String(decoding: try text(item, field), as: UTF8.self))
            place = item.next
        }
        return items
    }
}
