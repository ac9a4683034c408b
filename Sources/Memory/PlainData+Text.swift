import JSONText

extension PlainData: CustomStringConvertible {
    /// As it would be written in Lua: `{ "a", count = 3, seen = { x = true } }`.
    package var description: String {
        switch self {
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .decimal(let value): return "\(value)"
        case .text(let value): return Self.quoted(value)
        case .table(let entries):
            var parts: [String] = []
            var next: Int64 = 1
            for entry in entries {
                switch entry.key {
                case .integer(next):
                    parts.append(entry.value.description)
                    next += 1
                case .integer(let number): parts.append("[\(number)] = \(entry.value)")
                case .text(let name):
                    parts.append("\(Self.isName(name) ? name : "[\(Self.quoted(name))]") = \(entry.value)")
                }
            }
            return parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }"
        }
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONText.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy {
            $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
        }
    }

    /// The kinds of what it holds, key by key: two states with the same shape can stand for each other.
    package var shape: String {
        switch self {
        case .boolean: "boolean"
        case .integer, .decimal: "number"
        case .text: "text"
        case .table(let entries):
            "{\(entries.map { "\(Self.text(of: $0.key))=\($0.value.shape)" }.joined(separator: ","))}"
        }
    }

    private static func text(of key: Key) -> String {
        switch key {
        case .integer(let number): "[\(number)]"
        case .text(let name): quoted(name)
        }
    }
}
