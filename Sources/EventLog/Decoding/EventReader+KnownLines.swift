import JSONWall
import Tuntuma

/// Lines of a shape that was met before.
extension EventReader {
    /// Some lines, with the marks of all bytes that end or interrupt a text.
    struct MarkedLines {
        let base: UnsafePointer<UInt8>
        let count: Int
        let marks: UnsafePointer<UInt64>
        /// For texts with escapes.
        let indexer: OpaquePointer

        /// Where the next quote, backslash or control character is.
        @inline(__always) func nextMark(from position: Int) -> Int {
            // The marks of the next 64 bytes out of two words: where a text ends within its words is chance, and a
            // branch on it would be guessed wrong as often as right.
            let index = position &>> 6
            let shift = UInt64(truncatingIfNeeded: position)
            let next = marks[index] &>> shift | (marks[index &+ 1] &<< 1) &<< ~shift
            if next != 0 { return position &+ next.trailingZeroBitCount }
            return markFarAhead(from: index &+ 1)
        }

        @inline(never) private func markFarAhead(from first: Int) -> Int {
            var index = first
            while marks[index] == 0 { index &+= 1 }
            return index &<< 6 &+ marks[index].trailingZeroBitCount
        }

        /// A text that begins behind its opening quote at a position: its bytes as they are written, and whether it has
        /// escapes. Nil when it does not end.
        @inline(__always) func text(at position: Int) -> (written: UnsafeBufferPointer<UInt8>, hasEscapes: Bool)? {
            var hasEscapes = false
            var close = nextMark(from: position)
            while close < count, base[close] == 0x5C {
                hasEscapes = true
                close = nextMark(from: close &+ 2)
            }
            guard close < count, base[close] == 0x22 else { return nil }
            return (UnsafeBufferPointer(start: base + position, count: close &- position), hasEscapes)
        }

        func unescaped(_ written: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
            var length = 0
            guard let text = json_wall_unescape(indexer, written.baseAddress, &length) else { return nil }
            return UnsafeBufferPointer(start: text, count: length)
        }
    }

    /// Reads an event from a line whose shape is known. Whatever is unusual in a line is left to ``read(_:into:_:row:)``:
    /// a shape that is new, and every mistake.
    ///
    /// - Parameters:
    ///   - start: Where the line begins.
    ///   - answers: Room for as many values as the lines can have; so for `attributes`.
    ///   - before: How many values the batch has before those.
    /// - Returns: Where the line ends, and the same hash of the content that the other way gives; nil when the line must
    ///   be read token by token. What was put into the rooms and the texts is then there still, unused.
    mutating func readKnown(
        _ lines: MarkedLines, from start: Int, into answers: inout OutputSpan<ValueEntry>,
        _ attributes: inout OutputSpan<ValueEntry>, before: (answers: Int, attributes: Int),
        _ texts: inout TextWriter, row: inout EventRow
    ) -> (end: Int, content: UInt64)? {
        row.source = defaultSource
        var position = start
        var node = knownLines.start
        var content: UInt64 = 0
        var answersContent: UInt64 = 0
        var attributesContent: UInt64 = 0
        var seen: UInt32 = 0
        var seenValues: UInt64 = 0
        var questions: UInt64 = 0
        while position <= lines.count, let edge = KnownLines.edge(from: node, over: lines.base + position) {
            let opens = edge.pointee.opens
            if opens != 0 {
                guard seen & opens == 0 else { return nil }
                seen |= opens
                if opens & FieldName.answers.bit != 0 {
                    row.answersStart = UInt32(truncatingIfNeeded: before.answers &+ answers.count)
                }
                if opens & FieldName.attributes.bit != 0 {
                    row.attributesStart = UInt32(truncatingIfNeeded: before.attributes &+ attributes.count)
                }
            }
            position &+= edge.pointee.length
            node = edge.pointee.target
            let field = node.pointee.field
            switch node.pointee.kind {
            case .end:
                guard position == lines.count || (position < lines.count && lines.base[position] == 0x0A),
                    seen & FieldName.required == FieldName.required
                else { return nil }
                row.absentQuestions = ~questions
                if seen & FieldName.answers.bit != 0 {
                    let count = before.answers &+ answers.count &- Int(row.answersStart)
                    row.answersCount = UInt16(truncatingIfNeeded: count)
                    content &+= ByteHash.mix(UInt64(FieldName.answers.rawValue), answersContent)
                }
                if seen & FieldName.attributes.bit != 0 {
                    let count = before.attributes &+ attributes.count &- Int(row.attributesStart)
                    row.attributesCount = UInt16(truncatingIfNeeded: count)
                    content &+= ByteHash.mix(UInt64(FieldName.attributes.rawValue), attributesContent)
                }
                return (position, content)
            case .value:
                var entry = ValueEntry(name: node.pointee.name, kind: .integer, payload: 0)
                let hash: UInt64
                if node.pointee.isText {
                    guard let text = lines.text(at: position),
                        let (range, textHash) = keep(text.written, text.hasEscapes, lines, &texts)
                    else { return nil }
                    position &+= text.written.count &+ 1
                    entry.kind = .text
                    entry.payload = range.payload
                    hash = textHash
                } else {
                    guard let number = Self.number(lines, &position) else { return nil }
                    entry.payload = number.word
                    if number.kind != .integer { Self.set(&entry, to: number) }
                    hash = number.contentHash
                }
                guard seenValues & node.pointee.bit == 0 else { return nil }
                seenValues |= node.pointee.bit
                if field == .answers {
                    questions |= entry.name.bit
                    answers.append(entry)
                    answersContent &+= ByteHash.mix(node.pointee.nameHash, hash)
                } else {
                    attributes.append(entry)
                    attributesContent &+= ByteHash.mix(node.pointee.nameHash, hash)
                }
                continue
            case .truth:
                guard seenValues & node.pointee.bit == 0 else { return nil }
                seenValues |= node.pointee.bit
                let entry = ValueEntry(
                    name: node.pointee.name, kind: .boolean, payload: UInt64(node.pointee.constant))
                let hash = ByteHash.mix(node.pointee.nameHash, node.pointee.constantHash)
                if field == .answers {
                    questions |= entry.name.bit
                    answers.append(entry)
                    answersContent &+= hash
                } else {
                    attributes.append(entry)
                    attributesContent &+= hash
                }
                continue
            case .unknown:
                var hash = node.pointee.constantHash
                if node.pointee.isText {
                    guard let text = lines.text(at: position), !text.hasEscapes else { return nil }
                    hash = ByteHash.hash(text.written)
                    position &+= text.written.count &+ 1
                } else if hash == 0 {
                    guard let number = Self.number(lines, &position) else { return nil }
                    hash = number.contentHash
                }
                content &+= ByteHash.mix(node.pointee.nameHash, hash)
                continue
            case .symbol:
                guard let text = lines.text(at: position), let begin = text.written.baseAddress else { return nil }
                let length = text.written.count
                position &+= length &+ 1
                let words = ByteHash.words(padded: begin, length)
                guard let known = node.pointee.symbols.map({ $0 + KnownLines.symbolPlace(words) }) else { return nil }
                // No text has zeroes in it or, as it is kept here, a backslash, so the words say how long it is, too.
                if known.pointee.words != words || length > 16 || length == 0 {
                    guard 1...Self.longestIdentifier ~= length,
                        let (symbol, hash) = symbol(text.written, text.hasEscapes, lines)
                    else { return nil }
                    let added = ByteHash.mix(UInt64(field.rawValue), hash)
                    if length <= 16, !text.hasEscapes {
                        known.pointee = KnownLines.KnownSymbol(words: words, symbol: symbol, content: added)
                    }
                    set(field, to: symbol, in: &row)
                    content &+= added
                } else {
                    set(field, to: known.pointee.symbol, in: &row)
                    content &+= known.pointee.content
                }
            case .type:
                row.type = node.pointee.constantSymbol
                content &+= ByteHash.mix(UInt64(FieldName.type.rawValue), node.pointee.constantHash)
            case .identifier:
                guard let text = lines.text(at: position),
                    let (range, hash) = keep(text.written, text.hasEscapes, lines, &texts),
                    1...UInt32(Self.longestIdentifier) ~= range.length
                else { return nil }
                position &+= text.written.count &+ 1
                switch field {
                case .id: row.id = range
                case .subject: row.subject = range
                default: row.response = range
                }
                content &+= ByteHash.mix(UInt64(field.rawValue), hash)
            case .time:
                guard let text = lines.text(at: position), let time = try? times.read(text.written).milliseconds else {
                    return nil
                }
                position &+= text.written.count &+ 1
                if field == .time { row.time = time } else { row.about = time }
                content &+= ByteHash.mix(UInt64(field.rawValue), UInt64(bitPattern: time))
            case .constant:
                Self.set(field, to: node.pointee.constant, in: &row)
                content &+= ByteHash.mix(UInt64(field.rawValue), node.pointee.constantHash)
            }
            // A field of the host, which may be there once.
            guard seen & field.bit == 0 else { return nil }
            seen |= field.bit
        }
        return nil
    }

    /// Sets a field that has one of a few values, as ``KnownLines`` keeps it.
    private static func set(_ field: FieldName, to constant: UInt8, in row: inout EventRow) {
        switch field {
        case .respondent: row.respondent = Respondent(rawValue: constant) ?? .customer
        case .status: row.status = ResponseStatus(rawValue: constant) ?? .complete
        case .identity: row.identity = Identity(rawValue: constant) ?? .unstated
        case .contact: row.contact = constant
        case .solicited: row.solicited = constant == 1
        default: break
        }
    }

    @inline(__always)
    private func keep(
        _ written: UnsafeBufferPointer<UInt8>, _ hasEscapes: Bool, _ lines: MarkedLines, _ texts: inout TextWriter
    ) -> (TextRange, UInt64)? {
        if !hasEscapes, let room = texts.room(for: written.count &+ 16) {
            let hash = ByteHash.copy(padded: written, to: room).hash
            return (texts.keep(written: written.count), hash)
        }
        guard let text = lines.unescaped(written) else { return nil }
        return (texts.keep(text), ByteHash.hash(text))
    }

    @inline(__always)
    private func symbol(
        _ written: UnsafeBufferPointer<UInt8>, _ hasEscapes: Bool, _ lines: MarkedLines
    ) -> (Symbol, UInt64)? {
        let text = hasEscapes ? lines.unescaped(written) : written
        guard let text, text.count > 0, let start = text.baseAddress else { return nil }
        return cache.find(padded: start, text.count)
    }

    /// The number that begins at a position, which is moved behind it.
    @inline(__always)
    private static func number(_ lines: MarkedLines, _ position: inout Int) -> JSONNumber? {
        let digit = lines.base[position] &- 0x30
        if digit < 10, isEnd(lines.base[position &+ 1]) {
            position &+= 1
            return JSONNumber(kind: .integer, word: UInt64(digit))
        }
        return longNumber(lines, &position)
    }

    @inline(never)
    private static func longNumber(_ lines: MarkedLines, _ position: inout Int) -> JSONNumber? {
        var end = position
        while end < lines.count, !isEnd(lines.base[end]) { end += 1 }
        let text = UnsafeBufferPointer(start: lines.base + position, count: end - position)
        position = end
        return JSONNumber(text)
    }

    /// Whether a byte stands behind a number: a comma, a brace or white space.
    @inline(__always)
    private static func isEnd(_ byte: UInt8) -> Bool {
        // One comparison for the two that nearly always come: which one is chance.
        (byte == 0x2C) != (byte == 0x7D) || byte <= 0x20
    }
}
