import Tuntuma

/// The fields that few events have.
extension EventReader {
    @inline(never)
    func rare(
        _ field: FieldName, at position: Int, _ cursor: inout TokenCursor, into texts: inout TextWriter,
        row: inout EventRow
    ) throws(LineError) -> UInt64 {
        var value = cursor
        let hash = try cursor.contentHash(at: position, depth: 1)
        switch field {
        case .respondent:
            row.respondent = try oneOf(Respondent.allCases.map { ($0.name, $0) }, field, at: position, value)
        case .status:
            row.status = try oneOf(
                [("complete", ResponseStatus.complete), ("partial", .partial)], field, at: position, value)
        case .identity:
            row.identity = try oneOf(
                [("anonymous", Identity.anonymous), ("pseudonymous", .pseudonymous), ("named", .named)], field,
                at: position, value)
        case .revision: row.revision = try revision(at: position, value)
        case .contact: row.contact = try yesOrNo(field, at: position, value) ? 1 : 0
        case .solicited: row.solicited = try yesOrNo(field, at: position, value)
        case .references: row.references = texts.keep(list: try references(at: position, &value))
        default: break
        }
        return hash
    }

    private func oneOf<Choice>(
        _ choices: [(name: String, value: Choice)], _ field: FieldName, at position: Int, _ cursor: TokenCursor
    ) throws(LineError) -> Choice {
        let expected = choices.map(\.name).joined(separator: ", ")
        guard cursor.isText(at: position) else { throw Self.expected("one of \(expected)", field, cursor, position) }
        let text = String(decoding: try cursor.text(at: position), as: UTF8.self)
        guard let choice = choices.first(where: { $0.name == text }) else {
            throw LineError(reason: "\(field.name): expected one of \(expected), found \"\(text.prefix(40))\"")
        }
        return choice.value
    }

    private func revision(at position: Int, _ cursor: TokenCursor) throws(LineError) -> UInt32 {
        if cursor.base[position] &- 0x30 < 10 {
            let number = try cursor.number(at: position)
            if number.kind == .integer, let revision = UInt32(exactly: number.word), revision > 0 { return revision }
        }
        throw LineError(reason: "revision: expected a whole number from 1")
    }

    private func yesOrNo(_ field: FieldName, at position: Int, _ cursor: TokenCursor) throws(LineError) -> Bool {
        switch cursor.base[position] {
        case 0x74: return true
        case 0x66: return false
        default: throw Self.expected("true or false", field, cursor, position)
        }
    }

    /// One id, or a list of them.
    private func references(at position: Int, _ cursor: inout TokenCursor) throws(LineError) -> [String] {
        guard cursor.base[position] == 0x5B else { return [try reference(at: position, cursor)] }
        var ids: [String] = []
        if try cursor.takeEnd(0x5D) { return ids }
        repeat {
            let item = try cursor.take()
            // What is no text is refused at once, so the next token is the one behind this item.
            ids.append(try reference(at: item, cursor))
        } while try cursor.takeListComma()
        return ids
    }

    private func reference(at position: Int, _ cursor: TokenCursor) throws(LineError) -> String {
        guard cursor.isText(at: position) else {
            throw LineError(reason: "re: expected ids of events, found \(cursor.description(at: position))")
        }
        let id = try cursor.text(at: position)
        guard 1...Self.longestIdentifier ~= id.count else {
            throw LineError(
                reason: "re: expected ids of 1 to \(Self.longestIdentifier) bytes, found \(id.count)")
        }
        return String(decoding: id, as: UTF8.self)
    }
}
