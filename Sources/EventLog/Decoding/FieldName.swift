/// The fields that the host knows at the top of an event, found by their first eight bytes and their length.
enum FieldName: UInt8 {
    case id, source, time, type, survey, touchpoint, channel, unit, journey, language, respondent, subject
    case account, project, references, response, revision, status, about, identity, contact, solicited
    case answers, attributes, specversion, data, dataBase64

    private static let table: [(word: UInt64, length: Int, rest: [UInt8], field: FieldName)] = {
        let names: [(String, FieldName)] = [
            ("id", .id), ("source", .source), ("time", .time), ("type", .type), ("survey", .survey),
            ("touchpoint", .touchpoint), ("channel", .channel), ("unit", .unit), ("journey", .journey),
            ("language", .language), ("respondent", .respondent), ("subject", .subject), ("account", .account),
            ("project", .project), ("re", .references), ("response", .response), ("revision", .revision),
            ("status", .status), ("about", .about), ("identity", .identity), ("contact", .contact),
            ("solicited", .solicited), ("answers", .answers), ("attributes", .attributes),
            ("specversion", .specversion), ("data", .data), ("data_base64", .dataBase64),
        ]
        return names.map { name, field in
            let bytes = Array(name.utf8)
            return (word(bytes), bytes.count, Array(bytes.dropFirst(8)), field)
        }
    }()

    /// The first eight bytes as a little-endian word, zeroes behind a shorter name.
    private static func word(_ bytes: [UInt8]) -> UInt64 {
        bytes.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }

    /// The field of a name, or nil. The name's memory must be readable for eight bytes, as in simdjson's text buffer.
    @inline(__always) static func find(_ name: UnsafeBufferPointer<UInt8>, in index: FieldIndex) -> FieldName? {
        guard let start = name.baseAddress, name.count >= 2, name.count <= 11 else { return nil }
        var word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
        if name.count < 8 { word &= (1 << UInt64(8 * name.count)) - 1 }
        return index.find(word, name)
    }

    /// A perfect hash over the names above, made once a worker.
    struct FieldIndex {
        private struct Entry {
            var word: UInt64 = 0
            var length = 0
            var rest: (UInt8, UInt8, UInt8) = (0, 0, 0)
            var field = FieldName.id
        }

        private var entries = [Entry](repeating: Entry(), count: 256)

        init() {
            for (word, length, rest, field) in FieldName.table {
                var place = Self.place(word, length)
                while entries[place].length != 0 { place = (place + 1) & 255 }
                func byte(_ index: Int) -> UInt8 { index < rest.count ? rest[index] : 0 }
                entries[place] = Entry(
                    word: word, length: length, rest: (byte(0), byte(1), byte(2)), field: field)
            }
        }

        @inline(__always) private static func place(_ word: UInt64, _ length: Int) -> Int {
            Int(truncatingIfNeeded: ((word &+ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15) >> 56)
        }

        @inline(__always) func find(_ word: UInt64, _ name: UnsafeBufferPointer<UInt8>) -> FieldName? {
            var place = Self.place(word, name.count)
            while true {
                let entry = entries[place]
                if entry.length == 0 { return nil }
                if entry.word == word, entry.length == name.count {
                    if name.count <= 8 { return entry.field }
                    let second = name.count > 9 ? name[9] : 0
                    let third = name.count > 10 ? name[10] : 0
                    if entry.rest == (name[8], second, third) { return entry.field }
                }
                place = (place + 1) & 255
            }
        }
    }
}
