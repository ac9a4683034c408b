import Tuntuma

/// Learning the shapes of lines.
extension EventReader {
    /// Learns the shape of a line that was read as this event, as far as it is one that ``KnownLines`` can keep.
    ///
    /// - Parameter cursor: At the line's first token.
    mutating func learn(_ cursor: TokenCursor, row: EventRow) {
        // The line is right, so nothing in it can be wrong now.
        try? learnFields(cursor, row: row)
    }

    private mutating func learnFields(_ cursor: TokenCursor, row: EventRow) throws(LineError) {
        var cursor = cursor
        var path = Path(base: cursor.base, node: knownLines.start)
        _ = try cursor.take()
        if try cursor.takeEnd(0x7D) { return }
        repeat {
            let name = try cursor.takeName()
            let position = try cursor.take()
            guard let field = names.find(name) else {
                guard !name.contains(0x5C), try learnUnknown(name, at: position, &cursor, &path) else { return }
                continue
            }
            switch field {
            case .answers, .attributes:
                if cursor.isNull(at: position) { continue }
                path.opens |= field.bit
                guard try learnValues(of: field, &cursor, &path) else { return }
            case .references, .revision, .specversion, .data, .dataBase64: return
            default:
                if cursor.isNull(at: position) { continue }
                guard try learn(field, at: position, &cursor, &path, row) else { return }
            }
        } while try cursor.takeComma()
        let rest = path.bytes(to: Int(cursor.end))
        _ = knownLines.learn(rest, from: path.node, to: knownLines.end, opens: path.opens)
    }

    /// How far a line was learnt.
    private struct Path {
        let base: UnsafePointer<UInt8>
        /// The last node, and where its value ended.
        var node: UnsafePointer<KnownLines.Node>
        var position = 0
        /// The objects that began since then.
        var opens: UInt32 = 0

        func bytes(to end: Int) -> UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: base + position, count: end - position)
        }
    }

    /// Learns the way to a value.
    private func learn(_ value: KnownLines.Value, _ path: inout Path, to begin: Int, valueEnd: Int) -> Bool {
        guard let next = knownLines.node(for: value),
            knownLines.learn(path.bytes(to: begin), from: path.node, to: next, opens: path.opens)
        else { return false }
        path = Path(base: path.base, node: next, position: valueEnd)
        return true
    }

    /// Learns the way to a text, whose opening quote is at a position.
    private func learnText(
        _ value: KnownLines.Value, at position: Int, _ cursor: TokenCursor, _ path: inout Path
    ) -> Bool {
        let end = position + cursor.written(at: position).count + 2
        return learn(value, &path, to: position + 1, valueEnd: end)
    }

    /// Learns the way over a word, which is kept with the bytes before it.
    private func learnWord(
        _ value: KnownLines.Value, at position: Int, _ cursor: inout TokenCursor, _ path: inout Path
    ) throws(LineError) -> Bool {
        var value = value
        let end = position + cursor.scalar(at: position).count
        value.constantHash = try cursor.contentHash(at: position, depth: 1)
        return learn(value, &path, to: end, valueEnd: end)
    }

    private func learn(
        _ field: FieldName, at position: Int, _ cursor: inout TokenCursor, _ path: inout Path, _ row: EventRow
    ) throws(LineError) -> Bool {
        var value = KnownLines.Value(kind: .constant, field: field)
        switch field {
        case .id, .subject, .response: value.kind = .identifier
        case .time, .about: value.kind = .time
        case .respondent: value.constant = row.respondent.rawValue
        case .status: value.constant = row.status.rawValue
        case .identity: value.constant = row.identity.rawValue
        case .contact: value.constant = row.contact
        case .solicited: value.constant = row.solicited ? 1 : 0
        case .type where !knownLines.isCrowded(path.node): return learnType(at: position, cursor, &path, row)
        default: value.kind = .symbol
        }
        guard value.kind == .constant else { return learnText(value, at: position, cursor, &path) }
        guard cursor.isText(at: position) else { return try learnWord(value, at: position, &cursor, &path) }
        // A word in quotes is kept with the bytes before it, too.
        value.constantHash = try cursor.contentHash(at: position, depth: 1)
        let end = position + cursor.written(at: position).count + 2
        return learn(value, &path, to: end, valueEnd: end)
    }

    /// Learns the type: there are few, and nearly all events are responses.
    private func learnType(at position: Int, _ cursor: TokenCursor, _ path: inout Path, _ row: EventRow) -> Bool {
        var value = KnownLines.Value(kind: .type, field: .type)
        let written = cursor.written(at: position)
        guard !written.contains(0x5C) else { return false }
        value.constantSymbol = row.type
        value.constantHash = ByteHash.hash(written)
        let end = position + written.count + 2
        return learn(value, &path, to: end, valueEnd: end)
    }

    /// Learns a field that the host does not know.
    private func learnUnknown(
        _ name: UnsafeBufferPointer<UInt8>, at position: Int, _ cursor: inout TokenCursor, _ path: inout Path
    ) throws(LineError) -> Bool {
        var value = KnownLines.Value(kind: .unknownText, field: .id, nameHash: ByteHash.hash(name))
        switch cursor.base[position] {
        case 0x22: return learnText(value, at: position, cursor, &path)
        case 0x2D, 0x30...0x39:
            value.kind = .unknownNumber
            return learnNumber(value, at: position, cursor, &path)
        case 0x74, 0x66, 0x6E:
            value.kind = .unknownWord
            return try learnWord(value, at: position, &cursor, &path)
        default: return false
        }
    }

    private func learnNumber(
        _ value: KnownLines.Value, at position: Int, _ cursor: TokenCursor, _ path: inout Path
    ) -> Bool {
        learn(value, &path, to: position, valueEnd: position + cursor.scalar(at: position).count)
    }

    /// Learns the values of `answers` or `attributes`, whose opening brace is taken.
    private mutating func learnValues(
        of field: FieldName, _ cursor: inout TokenCursor, _ path: inout Path
    ) throws(LineError) -> Bool {
        if try cursor.takeEnd(0x7D) { return true }
        repeat {
            let written = try cursor.takeName()
            let position = try cursor.take()
            if cursor.isNull(at: position) { continue }
            guard !written.contains(0x5C) else { return false }
            let (symbol, hash) = try name(written, cursor)
            var value = KnownLines.Value(kind: .text, field: field, name: symbol, nameHash: hash)
            let isLearnt: Bool
            switch cursor.base[position] {
            case 0x22: isLearnt = learnText(value, at: position, cursor, &path)
            case 0x2D, 0x30...0x39:
                value.kind = .number
                isLearnt = learnNumber(value, at: position, cursor, &path)
            case 0x74, 0x66:
                value.kind = .truth
                value.constant = cursor.base[position] == 0x74 ? 1 : 0
                isLearnt = try learnWord(value, at: position, &cursor, &path)
            default: isLearnt = false
            }
            if !isLearnt { return false }
        } while try cursor.takeComma()
        return true
    }
}
