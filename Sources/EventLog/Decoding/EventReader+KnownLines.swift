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

        /// Where a text ends that begins behind its opening quote at a position, and whether it has escapes. Nil when it
        /// does not end.
        @inline(__always) func close(from position: Int) -> (quote: Int, hasEscapes: Bool)? {
            let close = nextMark(from: position)
            guard close < count else { return nil }
            if base[close] == 0x22 { return (close, false) }
            return closeBehindEscapes(from: close).map { ($0, true) }
        }

        @inline(never) private func closeBehindEscapes(from first: Int) -> Int? {
            var close = first
            while close < count, base[close] == 0x5C { close = nextMark(from: close &+ 2) }
            return close < count && base[close] == 0x22 ? close : nil
        }

        /// A text with escapes, resolved; valid until the next call.
        func unescaped(_ place: Range<Int>) -> UnsafeBufferPointer<UInt8>? {
            var length = 0
            guard let text = json_wall_unescape(indexer, base + place.lowerBound, &length) else { return nil }
            return UnsafeBufferPointer(start: text, count: length)
        }
    }

    /// Where the answers and the attributes of the events go, in memory that has room for as many as the lines can have.
    struct ValueRoom {
        let firstAnswer: UnsafeMutablePointer<ValueEntry>
        let firstAttribute: UnsafeMutablePointer<ValueEntry>
        /// How many the batch has before those.
        let before: (answers: Int, attributes: Int)
        /// Where the next ones go.
        var answer: UnsafeMutablePointer<ValueEntry>
        var attribute: UnsafeMutablePointer<ValueEntry>

        /// How many answers and attributes the batch has.
        var answers: Int { before.answers &+ (answer - firstAnswer) }
        var attributes: Int { before.attributes &+ (attribute - firstAttribute) }

        @inline(__always) mutating func append(_ entry: ValueEntry, to field: FieldName) {
            if field == .answers {
                answer.initialize(to: entry)
                answer += 1
            } else {
                attribute.initialize(to: entry)
                attribute += 1
            }
        }
    }

    /// Reads an event from a line whose shape is known. Whatever is unusual in a line is left to ``read(_:into:_:row:)``:
    /// a shape that is new, and every mistake.
    ///
    /// - Parameters:
    ///   - start: Where the line begins.
    ///   - values: Room for as many values as the lines can have.
    ///   - texts: Has room for as many bytes as the lines have from here, and 16 more.
    ///   - row: Without a value in any field.
    /// - Returns: Where the line ends, and the same hash of the content that the other way gives; nil when the line must
    ///   be read token by token. What was put into the rooms and the texts is then there still, unused.
    mutating func readKnown(
        _ lines: MarkedLines, from start: Int, into values: inout ValueRoom, _ texts: inout TextWriter,
        row: UnsafeMutablePointer<EventRow>
    ) -> (end: Int, content: UInt64)? {
        row.pointee.source = defaultSource
        let fields = UnsafeMutableRawPointer(row)
        let base = lines.base
        var position = start
        var node = knownLines.start
        var content: UInt64 = 0
        var seen: UInt64 = 0
        var seenValues: UInt64 = 0
        while true {
            let edge = KnownLines.edge(from: node, over: base + position)
            let opens = edge.pointee.opens
            if opens != 0 {
                guard seen & UInt64(opens) == 0 else { return nil }
                seen |= UInt64(opens)
                if opens & FieldName.answers.bit != 0 {
                    row.pointee.answersStart = UInt32(truncatingIfNeeded: values.answers)
                }
                if opens & FieldName.attributes.bit != 0 {
                    row.pointee.attributesStart = UInt32(truncatingIfNeeded: values.attributes)
                }
            }
            position &+= edge.pointee.length
            node = edge.pointee.target
            switch node.pointee.value.kind {
            case .symbol:
                guard let (close, hasEscapes) = lines.close(from: position) else { return nil }
                let length = close &- position
                // No text has zeroes in it or, as it is kept here, a backslash, so the words say how long it is, too.
                if length &- 1 < 16, let symbols = node.pointee.symbols {
                    let words = knownLines.words(padded: base + position, length)
                    let known = symbols + KnownLines.symbolPlace(words)
                    if known.pointee.words != words {
                        guard
                            let new = symbol(lines, position..<close, hasEscapes, node.pointee.factor)
                        else { return nil }
                        known.pointee = KnownLines.KnownSymbol(
                            words: hasEscapes ? (0, 0) : words, symbol: new.symbol, content: new.content)
                    }
                    fields.storeBytes(of: known.pointee.symbol, toByteOffset: node.pointee.offset, as: Symbol.self)
                    content &+= known.pointee.content
                } else {
                    guard let new = symbol(lines, position..<close, hasEscapes, node.pointee.factor) else { return nil }
                    fields.storeBytes(of: new.symbol, toByteOffset: node.pointee.offset, as: Symbol.self)
                    content &+= new.content
                }
                position = close &+ 1
            case .text:
                guard let (close, hasEscapes) = lines.close(from: position),
                    seenValues & node.pointee.bit == 0,
                    let (range, hash) = keep(position..<close, hasEscapes, lines, &texts)
                else { return nil }
                position = close &+ 1
                seenValues |= node.pointee.bit
                if node.pointee.value.field == .answers { row.pointee.absentQuestions |= node.pointee.value.name.bit }
                values.append(
                    ValueEntry(name: node.pointee.value.name, kind: .text, payload: range.payload),
                    to: node.pointee.value.field)
                content &+= node.pointee.factor &* hash
                continue
            case .number:
                guard let number = Self.number(lines, &position), seenValues & node.pointee.bit == 0 else { return nil }
                seenValues |= node.pointee.bit
                if node.pointee.value.field == .answers { row.pointee.absentQuestions |= node.pointee.value.name.bit }
                var entry = ValueEntry(name: node.pointee.value.name, kind: .integer, payload: number.word)
                if number.kind != .integer { Self.set(&entry, to: number) }
                values.append(entry, to: node.pointee.value.field)
                content &+= node.pointee.factor &* number.contentHash
                continue
            case .identifier:
                guard let (close, hasEscapes) = lines.close(from: position),
                    let (range, hash) = keep(position..<close, hasEscapes, lines, &texts),
                    range.length &- 1 < UInt32(Self.longestIdentifier)
                else { return nil }
                position = close &+ 1
                fields.storeBytes(of: range, toByteOffset: node.pointee.offset, as: TextRange.self)
                content &+= node.pointee.factor &* hash
            case .time:
                guard let (close, _) = lines.close(from: position),
                    let time = try? times.read(
                        UnsafeBufferPointer(start: base + position, count: close &- position)
                    ).milliseconds
                else { return nil }
                position = close &+ 1
                fields.storeBytes(of: time, toByteOffset: node.pointee.offset, as: Int64.self)
                content &+= node.pointee.factor &* Self.contentHash(ofTime: time)
            case .type:
                row.pointee.type = node.pointee.value.constantSymbol
                content &+= node.pointee.content
            case .constant:
                Self.set(node.pointee.value.field, to: node.pointee.value.constant, in: &row.pointee)
                content &+= node.pointee.content
            case .truth:
                guard position <= lines.count, seenValues & node.pointee.bit == 0 else { return nil }
                seenValues |= node.pointee.bit
                if node.pointee.value.field == .answers { row.pointee.absentQuestions |= node.pointee.value.name.bit }
                values.append(
                    ValueEntry(
                        name: node.pointee.value.name, kind: .boolean, payload: UInt64(node.pointee.value.constant)),
                    to: node.pointee.value.field)
                content &+= node.pointee.content
                continue
            case .unknownText:
                guard let (close, hasEscapes) = lines.close(from: position), !hasEscapes else { return nil }
                let text = UnsafeBufferPointer(start: base + position, count: close &- position)
                content &+= node.pointee.factor &* ByteHash.hash(text)
                position = close &+ 1
                continue
            case .unknownNumber:
                guard let number = Self.number(lines, &position) else { return nil }
                content &+= node.pointee.factor &* number.contentHash
                continue
            case .unknownWord:
                guard position <= lines.count else { return nil }
                content &+= node.pointee.content
                continue
            case .end:
                let isWhole = position == lines.count || (position < lines.count && base[position] == 0x0A)
                let required = UInt64(FieldName.required)
                guard isWhole, seen & required == required else { return nil }
                // What was collected there are the questions that were answered.
                row.pointee.absentQuestions = ~row.pointee.absentQuestions
                row.pointee.namesSource = seen & UInt64(FieldName.source.bit) != 0
                if seen & UInt64(FieldName.answers.bit) != 0 {
                    let count = values.answers &- Int(row.pointee.answersStart)
                    row.pointee.answersCount = UInt16(truncatingIfNeeded: count)
                }
                if seen & UInt64(FieldName.attributes.bit) != 0 {
                    let count = values.attributes &- Int(row.pointee.attributesStart)
                    row.pointee.attributesCount = UInt16(truncatingIfNeeded: count)
                }
                return (position, content)
            case .stranger: return nil
            }
            // A field of the host, which may be there once.
            guard position <= lines.count, seen & node.pointee.bit == 0 else { return nil }
            seen |= node.pointee.bit
        }
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
        _ place: Range<Int>, _ hasEscapes: Bool, _ lines: MarkedLines, _ texts: inout TextWriter
    ) -> (TextRange, UInt64)? {
        if hasEscapes { return keepUnescaped(place, lines, &texts) }
        let start = lines.base + place.lowerBound
        let length = place.upperBound &- place.lowerBound
        let hash: UInt64
        if length <= 16 {
            let words = knownLines.words(padded: start, length)
            UnsafeMutableRawPointer(texts.end).storeBytes(of: words, as: ByteHash.Words.self)
            hash = ByteHash.hash(words, length)
        } else {
            hash = ByteHash.copy(start, length, to: texts.end)
        }
        return (texts.keep(written: length), hash)
    }

    @inline(never)
    private func keepUnescaped(
        _ place: Range<Int>, _ lines: MarkedLines, _ texts: inout TextWriter
    ) -> (TextRange, UInt64)? {
        guard let text = lines.unescaped(place) else { return nil }
        return (texts.keep(text), ByteHash.hash(text))
    }

    /// The symbol of a text that is not at hand, and what it adds to the hash of the content. Nil for one that is empty,
    /// long or new.
    @inline(never)
    private func symbol(
        _ lines: MarkedLines, _ place: Range<Int>, _ hasEscapes: Bool, _ factor: UInt64
    ) -> (symbol: Symbol, content: UInt64)? {
        guard 1...Self.longestIdentifier ~= place.count else { return nil }
        let written = UnsafeBufferPointer(start: lines.base + place.lowerBound, count: place.count)
        let text = hasEscapes ? lines.unescaped(place) : written
        guard let text, text.count > 0, let start = text.baseAddress,
            let (symbol, hash) = cache.find(padded: start, text.count)
        else { return nil }
        return (symbol, factor &* hash)
    }

    /// The number that begins at a position, which is moved behind it. Nil beyond the lines.
    @inline(__always)
    private static func number(_ lines: MarkedLines, _ position: inout Int) -> JSONNumber? {
        guard position < lines.count else { return nil }
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
