import Tuntuma

/// CloudEvents 1.0 in structured JSON mode: the envelope says who, what and when, `data` holds the rest.
///
/// The envelope's `subject` names the producer's object, not a person, and is left out.
extension EventReader {
    /// Whether the object that begins at the next token says that it is a CloudEvent.
    func isEnvelope(_ line: TokenCursor) -> Bool {
        var cursor = line
        do throws(LineError) {
            _ = try cursor.take()
            if try cursor.takeEnd(0x7D) { return false }
            repeat {
                let name = try cursor.takeName()
                if try find(name, cursor) == .specversion { return true }
                _ = try cursor.contentHash(at: try cursor.take(), depth: 1)
            } while try cursor.takeComma()
        } catch {
            return false
        }
        return false
    }

    /// Reads a CloudEvent. The cursor is at its first token, and on return behind its last.
    @inline(never)
    mutating func readEnvelope(
        _ cursor: inout TokenCursor, into builder: inout EventBatchBuilder, _ texts: inout TextWriter,
        row: inout EventRow
    ) throws(LineError) -> UInt64 {
        let place = (line: row.line, byte: row.byte)
        row = EventRow()
        row.line = place.line
        row.byte = place.byte
        row.source = defaultSource
        var seen: UInt32 = 0
        var content: UInt64 = 0
        var data: (position: Int, cursor: TokenCursor)?
        _ = try cursor.take()
        try eachField(&cursor) { (reader, field, position, cursor) throws(LineError) in
            switch field {
            case .specversion:
                guard cursor.isText(at: position), try cursor.text(at: position).elementsEqual("1.0".utf8) else {
                    throw LineError(reason: "specversion: expected \"1.0\" (CloudEvents)")
                }
            case .id, .source, .time, .type:
                seen |= field.bit
                let hash = try reader.read(field, at: position, &cursor, into: &builder, &texts, row: &row)
                content &+= field.factor &* hash
            case .data:
                data = (position, cursor)
                content &+= try cursor.contentHash(at: position, depth: 1)
            case .dataBase64:
                throw LineError(reason: "data_base64: not supported; send data as a JSON object")
            default: _ = try cursor.contentHash(at: position, depth: 1)
            }
        }
        guard seen & FieldName.source.bit != 0, row.source.isPresent else {
            throw LineError(reason: "source: missing; a CloudEvent has id, source, specversion and type")
        }
        if let data {
            var cursor = data.cursor
            guard cursor.base[data.position] == 0x7B else {
                throw Self.expected("an object", .data, cursor, data.position)
            }
            try eachField(&cursor) { (reader, field, position, cursor) throws(LineError) in
                switch field {
                case .id, .source, .type, .specversion, .data, .dataBase64:
                    _ = try cursor.contentHash(at: position, depth: 2)
                case _ where seen & field.bit != 0: _ = try cursor.contentHash(at: position, depth: 2)
                default:
                    seen |= field.bit
                    let hash = try reader.read(field, at: position, &cursor, into: &builder, &texts, row: &row)
                    content &+= field.factor &* hash
                }
            }
        }
        try checkRequired(seen)
        return content
    }

    /// Visits the known fields of an object that are not null. Its opening brace is taken; its closing brace is on
    /// return. The visitor gets the position of the value's first token, which is taken, and takes the rest of them.
    private mutating func eachField(
        _ cursor: inout TokenCursor,
        _ visit: (inout EventReader, FieldName, _ position: Int, inout TokenCursor) throws(LineError) -> Void
    ) throws(LineError) {
        if try cursor.takeEnd(0x7D) { return }
        var visited: UInt32 = 0
        repeat {
            let name = try cursor.takeName()
            let position = try cursor.take()
            guard let field = try find(name, cursor), !cursor.isNull(at: position) else {
                _ = try cursor.contentHash(at: position, depth: 1)
                continue
            }
            if visited & field.bit != 0 { throw Self.twice(field) }
            visited |= field.bit
            try visit(&self, field, position, &cursor)
        } while try cursor.takeComma()
    }
}
