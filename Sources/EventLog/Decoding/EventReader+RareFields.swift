import Tuntuma

/// The fields that few events have.
extension EventReader {
    @inline(never)
    func rare(
        _ field: FieldName, _ value: TapeValue, into texts: inout TextWriter, row: inout EventRow
    ) throws(LineError) -> UInt64 {
        switch field {
        case .respondent:
            row.respondent = try oneOf(Respondent.allCases.map { ($0.name, $0) }, value, "respondent")
        case .status:
            row.status = try oneOf([("complete", ResponseStatus.complete), ("partial", .partial)], value, "status")
        case .identity:
            row.identity = try oneOf(
                [("anonymous", Identity.anonymous), ("pseudonymous", .pseudonymous), ("named", .named)], value,
                "identity")
        case .revision:
            guard value.kind == .integer, let revision = UInt32(exactly: Int64(bitPattern: value.word)), revision > 0
            else { throw LineError(reason: "revision: expected a whole number from 1") }
            row.revision = revision
        case .contact: row.contact = try yesOrNo(value, "contact") ? 1 : 0
        case .solicited: row.solicited = try yesOrNo(value, "solicited")
        case .references: row.references = texts.keep(list: try references(value))
        default: break
        }
        return value.contentHash()
    }

    private func oneOf<Choice>(
        _ choices: [(name: String, value: Choice)], _ value: TapeValue, _ field: String
    ) throws(LineError) -> Choice {
        let expected = choices.map(\.name).joined(separator: ", ")
        guard value.isText else {
            throw LineError(reason: "\(field): expected one of \(expected), found \(value.description)")
        }
        let text = String(decoding: value.bytes, as: UTF8.self)
        guard let choice = choices.first(where: { $0.name == text }) else {
            throw LineError(reason: "\(field): expected one of \(expected), found \"\(text.prefix(40))\"")
        }
        return choice.value
    }

    private func yesOrNo(_ value: TapeValue, _ field: String) throws(LineError) -> Bool {
        switch value.kind {
        case .yes: return true
        case .no: return false
        default: throw LineError(reason: "\(field): expected true or false, found \(value.description)")
        }
    }

    /// One id, or a list of them.
    private func references(_ value: TapeValue) throws(LineError) -> [String] {
        var ids: [String] = []
        func take(_ item: TapeValue) throws(LineError) {
            guard item.kind == .text, (1...Self.longestIdentifier).contains(item.bytes.count) else {
                throw LineError(reason: "re: expected ids of events, found \(item.description)")
            }
            ids.append(String(decoding: item.bytes, as: UTF8.self))
        }
        guard value.kind == .list else {
            try take(value)
            return ids
        }
        var place = value.index + 1
        while place < value.end {
            try take(value.at(place))
            place = value.at(place).next
        }
        return ids
    }
}
