/// Reads records whose fields are all plain texts, as those of CSV rows are: many times faster than a JSON decoder, since
/// it looks for nothing else, keeps the names from one record to the next, and makes only the texts that are asked for.
struct FlatRecord {
    /// The names of the fields in their order.
    private(set) var names: [String] = []
    private var nameBytes: [[UInt8]] = []
    private var places: [String: Int] = [:]
    private var bytes: [UInt8] = []
    private var values: [Value] = []

    /// Where the text of a field lies in `bytes`.
    private struct Value {
        var range: Range<Int>
        var isEscaped: Bool
    }

    /// Takes the next record.
    /// - Returns: False for a record that holds anything but plain texts, or that is no JSON: then a decoder must say what
    ///   it is, and nothing can be read here.
    mutating func read(_ record: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        guard record.count > 2, record[0] == UInt8(ascii: "{") else { return false }
        var isASCII = true
        var place = 1
        while true {
            guard let name = text(in: record, &place, &isASCII), !name.isEscaped, place < record.count,
                record[place] == UInt8(ascii: ":"), setName(UnsafeBufferPointer(rebasing: record[name.range]))
            else { return false }
            place += 1
            guard let value = text(in: record, &place, &isASCII), place < record.count else { return false }
            values.append(value)
            place += 1
            if record[place - 1] == UInt8(ascii: "}") { break }
            guard record[place - 1] == UInt8(ascii: ",") else { return false }
        }
        guard place == record.count, isASCII || String(validating: record, as: UTF8.self) != nil else { return false }
        forgetNames(from: values.count)
        bytes.append(contentsOf: record)
        return true
    }

    /// The text of a field of the record that was taken last; nil when it has no such field.
    subscript(_ name: String) -> String? {
        guard let place = places[name], place < values.count else { return nil }
        let value = values[place]
        guard value.isEscaped else { return String(decoding: bytes[value.range], as: UTF8.self) }
        var text: [UInt8] = []
        var isEscape = false
        for byte in bytes[value.range] {
            if isEscape {
                text.append(FlatRecord.meaning(of: byte) ?? byte)
                isEscape = false
            } else if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a text between quotes at a place, which is moved behind it.
    private func text(in record: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ isASCII: inout Bool) -> Value? {
        guard place < record.count, record[place] == UInt8(ascii: "\"") else { return nil }
        let start = place + 1
        var end = start
        var isEscaped = false
        while end < record.count {
            let byte = record[end]
            if byte == UInt8(ascii: "\"") {
                place = end + 1
                return Value(range: start..<end, isEscaped: isEscaped)
            }
            if byte == UInt8(ascii: "\\") {
                guard end + 1 < record.count, FlatRecord.meaning(of: record[end + 1]) != nil else { return nil }
                isEscaped = true
                end += 1
            } else if byte < 0x20 {
                return nil
            } else if byte >= 0x80 {
                isASCII = false
            }
            end += 1
        }
        return nil
    }

    /// What a letter stands for behind a backslash; nil for what has more to it.
    private static func meaning(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// Names the next field; those of the record before are at the same places, as a rule.
    /// - Returns: False when a field before it has the same name.
    private mutating func setName(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let place = values.count
        if place < names.count {
            if nameBytes[place].elementsEqual(name) { return true }
            forgetNames(from: place)
        }
        guard let text = String(validating: name, as: UTF8.self), places[text] == nil else { return false }
        places[text] = place
        names.append(text)
        nameBytes.append(Array(name))
        return true
    }

    /// Another kind of record has come: what was known from a place on does not hold.
    private mutating func forgetNames(from place: Int) {
        for name in names[place...] { places[name] = nil }
        names.removeSubrange(place...)
        nameBytes.removeSubrange(place...)
    }
}
