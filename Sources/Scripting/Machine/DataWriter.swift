/// Writes data as tagged bytes for a machine. LuaWall.h has the encoding.
struct DataWriter {
    private(set) var bytes: [UInt8] = []

    private mutating func number(_ value: Int) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    private mutating func word(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    private mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ value: LuaValue) {
        switch value {
        case .nil, .function, .object: bytes.append(UInt8(ascii: "N"))
        case .boolean(let value): bytes.append(value ? UInt8(ascii: "T") : UInt8(ascii: "F"))
        case .integer(let value):
            bytes.append(UInt8(ascii: "I"))
            word(UInt64(bitPattern: value))
        case .decimal(let value):
            bytes.append(UInt8(ascii: "D"))
            word(value.bitPattern)
        case .text(let value):
            bytes.append(UInt8(ascii: "S"))
            text(value)
        case .list(let items):
            bytes.append(UInt8(ascii: "L"))
            number(items.count)
            for item in items { append(item) }
        case .table(let fields):
            bytes.append(UInt8(ascii: "M"))
            number(fields.count)
            for (key, value) in fields {
                text(key)
                append(value)
            }
        }
    }

    /// Begins a table whose keys stand as they are; as many keys and values must follow.
    mutating func beginExactTable(_ count: Int) {
        bytes.append(UInt8(ascii: "K"))
        number(count)
    }

    /// The bytes of a value.
    static func bytes(of value: LuaValue) -> [UInt8] {
        var writer = DataWriter()
        writer.append(value)
        return writer.bytes
    }
}
