import JSONText

/// Writes what an `event` function returned as one JSON object on one line: keys in the order of their bytes.
struct EventJSON {
    private var bytes: [UInt8] = []

    static func bytes(of fields: [String: LuaValue]) throws(HostRefusal) -> [UInt8] {
        var writer = EventJSON()
        writer.bytes.reserveCapacity(256)
        try writer.append(fields, path: "")
        return writer.bytes
    }

    private mutating func append(_ fields: [String: LuaValue], path: String) throws(HostRefusal) {
        bytes.append(UInt8(ascii: "{"))
        var first = true
        for (key, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if !first { bytes.append(UInt8(ascii: ",")) }
            first = false
            JSONText.append(key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            // An empty table is a list to Lua; as answers it is no answers.
            if path.isEmpty, key == "answers" || key == "attributes", value == .list([]) {
                bytes.append(contentsOf: "{}".utf8)
            } else {
                try append(value, path: path.isEmpty ? key : "\(path).\(key)")
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(_ value: LuaValue, path: String) throws(HostRefusal) {
        switch value {
        case .nil: bytes.append(contentsOf: "null".utf8)
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): JSONText.append(Int(value), to: &bytes)
        case .decimal(let value): JSONText.append(value, to: &bytes)
        case .text(let text): JSONText.append(text, to: &bytes)
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try append(item, path: "\(path)[\(index + 1)]")
            }
            bytes.append(UInt8(ascii: "]"))
        case .table(let fields): try append(fields, path: path)
        case .function, .object: throw HostRefusal("\(path): \(value.kind), which is no value of an event")
        }
    }
}
