import Memory
import Workspace

/// Plain data in the encoding with all keys as they are. LuaWall.h has it.
extension PlainData {
    /// The bytes, the same for the same data.
    var encoded: [UInt8] {
        var writer = DataWriter()
        writer.append(self)
        return writer.bytes
    }

    /// Reads what a machine has handed over.
    /// - Throws: for nil, and when a text is not UTF-8: two of them might be repaired to the same key.
    init(encoded bytes: UnsafeBufferPointer<UInt8>) throws(HostRefusal) {
        var reader = DataReader(bytes)
        guard let data = reader.plainData() else { throw HostRefusal("there is nothing to keep") }
        self = data
        if reader.repaired { throw HostRefusal("a text in it is not UTF-8") }
    }
}

extension DataWriter {
    mutating func append(_ data: PlainData) {
        switch data {
        case .boolean(let value): append(LuaValue.boolean(value))
        case .integer(let value): append(LuaValue.integer(value))
        case .decimal(let value): append(LuaValue.decimal(value))
        case .text(let value): append(LuaValue.text(value))
        case .table(let entries):
            beginExactTable(entries.count)
            for entry in entries {
                switch entry.key {
                case .integer(let number): append(LuaValue.integer(number))
                case .text(let name): append(LuaValue.text(name))
                }
                append(entry.value)
            }
        }
    }
}
