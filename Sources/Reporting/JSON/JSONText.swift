/// Writes a JSON document compactly and always in the same way: members sorted by the UTF-8 bytes of their names,
/// numbers and texts as RFC 8785 writes them, one newline at the end.
///
/// (RFC 8785 sorts by UTF-16 units; the two differ only for names beyond the Basic Multilingual Plane.)
package struct JSONText {
    private var bytes: [UInt8] = []

    /// The document as UTF-8, with a newline at its end.
    package static func document(_ value: JSONValue) -> [UInt8] {
        var writer = JSONText()
        writer.append(value)
        writer.bytes.append(UInt8(ascii: "\n"))
        return writer.bytes
    }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append(literal: "null")
        case .boolean(let value): append(literal: value ? "true" : "false")
        case .integer(let value): append(literal: String(value))
        case .number(let value): append(literal: ECMAScriptNumber.text(value) ?? "null")
        case .string(let text): append(string: text)
        case .array(let elements): append(elements)
        case .object(let members): append(members)
        }
    }

    private mutating func append(literal text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ elements: [JSONValue]) {
        bytes.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            append(element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func append(_ members: [(name: String, value: JSONValue)]) {
        // Swift compares strings by canonical equivalence, so bytes are compared here, also to find a name twice.
        let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var previous: String?
        bytes.append(UInt8(ascii: "{"))
        for member in sorted {
            if let previous {
                guard !previous.utf8.elementsEqual(member.name.utf8) else { continue }
                bytes.append(UInt8(ascii: ","))
            }
            append(string: member.name)
            bytes.append(UInt8(ascii: ":"))
            append(member.value)
            previous = member.name
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(string text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append(literal: "\\\"")
            case UInt8(ascii: "\\"): append(literal: "\\\\")
            case 0x08: append(literal: "\\b")
            case 0x09: append(literal: "\\t")
            case 0x0A: append(literal: "\\n")
            case 0x0C: append(literal: "\\f")
            case 0x0D: append(literal: "\\r")
            case 0..<0x20:
                append(literal: byte < 0x10 ? "\\u000" : "\\u00")
                append(literal: String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
