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
            append(key)
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
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .decimal(let value): bytes.append(contentsOf: String(value).utf8)
        case .text(let text): append(text)
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

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
