/// Writes a JSON document compactly and always in the same way: members sorted by the UTF-8 bytes of their names,
/// numbers and texts as RFC 8785 writes them, one newline at the end.
///
/// (RFC 8785 sorts by UTF-16 units; the two differ only for names beyond the Basic Multilingual Plane.)
package struct JSONDocument {
    private var bytes: [UInt8] = []

    /// The document as UTF-8, with a newline at its end.
    package static func bytes(_ value: JSONValue) -> [UInt8] {
        var writer = JSONDocument()
        writer.append(value)
        writer.bytes.append(UInt8(ascii: "\n"))
        return writer.bytes
    }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append(literal: "null")
        case .boolean(let value): append(literal: value ? "true" : "false")
        case .integer(let value): JSONText.append(value, to: &bytes)
        case .number(let value): JSONText.append(value, to: &bytes)
        case .string(let text): JSONText.append(text, to: &bytes)
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
            JSONText.append(member.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            append(member.value)
            previous = member.name
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
