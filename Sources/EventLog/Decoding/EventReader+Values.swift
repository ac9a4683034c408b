import Tuntuma

/// Answers and attributes.
extension EventReader {
    /// Reads `answers` or `attributes`.
    ///
    /// - Parameter survey: What the names of the values depend on, as far as it is known yet.
    mutating func values(
        of field: FieldName, _ survey: Symbol, at position: Int, _ cursor: inout TokenCursor,
        _ entries: inout [ValueEntry],
        _ texts: inout TextWriter
    ) throws(LineError) -> UInt64 {
        guard cursor.base[position] == 0x7B else { throw Self.expected("an object", field, cursor, position) }
        let first = entries.count
        var content: UInt64 = 0
        if try cursor.takeEnd(0x7D) { return 0 }
        var place = Int(survey.index)
        repeat {
            let name: Symbol
            let nameHash: UInt64
            let position: Int
            if let guess = expectedValues.meaning(at: place, cursor) {
                ((name, nameHash), position) = guess
                cursor.token += 3
            } else {
                let token = cursor.token
                let written = try cursor.takeName()
                position = try cursor.take()
                (name, nameHash) = try self.name(written, cursor)
                guard name.isPresent else { throw LineError(reason: "\(field.name): a name is empty") }
                expectedValues.learn((name, nameHash), at: place, name: written, from: token)
            }
            place = Int(name.index) &+ 512
            for index in first..<entries.count where entries[index].name == name {
                throw Self.twice(field, name, cache.table)
            }
            var entry = ValueEntry(name: name, kind: .integer, payload: 0)
            let hash: UInt64
            switch cursor.base[position] {
            case 0x22:
                entry.kind = .text
                let (range, textHash) = try keep(at: position, cursor, &texts)
                entry.payload = range.payload
                hash = textHash
            case 0x2D, 0x30...0x39:
                let number = try cursor.number(at: position)
                hash = number.contentHash
                entry.payload = number.word
                if number.kind != .integer { Self.set(&entry, to: number) }
            case 0x6E:
                _ = try cursor.word(at: position)
                continue
            default:
                hash = try other(field, at: position, &cursor, &entry, &texts)
            }
            guard entries.count - first < Self.mostValues else {
                throw LineError(reason: "\(field.name): more than \(Self.mostValues)")
            }
            entries.append(entry)
            content &+= ByteHash.factor(nameHash) &* hash
        } while try cursor.takeComma()
        return content
    }

    /// A decimal that is whole is an integer: 9.0 is 9.
    @inline(never)
    static func set(_ entry: inout ValueEntry, to number: JSONNumber) {
        let value = number.kind == .unsigned ? Double(number.word) : Double(bitPattern: number.word)
        if number.kind == .decimal, let whole = Int64(exactly: value) {
            entry.payload = UInt64(bitPattern: whole)
        } else {
            entry.kind = .decimal
            entry.payload = value.bitPattern
        }
    }

    /// Reads true, false or a list of texts.
    @inline(never)
    private func other(
        _ field: FieldName, at position: Int, _ cursor: inout TokenCursor, _ entry: inout ValueEntry,
        _ texts: inout TextWriter
    ) throws(LineError) -> UInt64 {
        let start = cursor
        let hash = try cursor.contentHash(at: position, depth: 2)
        switch cursor.base[position] {
        case 0x74, 0x66:
            entry.kind = .boolean
            entry.payload = hash == TokenCursor.hashOfTrue ? 1 : 0
        case 0x5B where field == .answers:
            var items = start
            entry.kind = .list
            entry.payload = texts.keep(list: try list(&items, field, entry.name)).payload
        default:
            let expected =
                field == .answers
                ? "a number, a text, true, false or a list of texts" : "a number, a text, true or false"
            let path = Self.path(field, entry.name, cache.table)
            throw LineError(reason: "\(path): expected \(expected), found \(cursor.description(at: position))")
        }
        return hash
    }

    private func list(
        _ cursor: inout TokenCursor, _ field: FieldName, _ name: Symbol
    ) throws(LineError) -> [String] {
        var items: [String] = []
        if try cursor.takeEnd(0x5D) { return items }
        repeat {
            let position = try cursor.take()
            guard cursor.isText(at: position) else {
                let path = Self.path(field, name, cache.table)
                throw LineError(reason: "\(path): expected a text, found \(cursor.description(at: position))")
            }
            items.append(String(decoding: try cursor.text(at: position), as: UTF8.self))
        } while try cursor.takeListComma()
        return items
    }

    /// What messages call an answer or an attribute: `answers.nps`.
    private static func path(_ field: FieldName, _ name: Symbol, _ symbols: SymbolTable) -> String {
        "\(field.name).\(symbols.text(of: name))"
    }

    @inline(never)
    private static func twice(_ field: FieldName, _ name: Symbol, _ symbols: SymbolTable) -> LineError {
        LineError(reason: "\(path(field, name, symbols)): the key is there twice")
    }
}
