import LuaWall

/// Memory that is lent to the machine: a text is copied here, and stays until the next one is.
final class Scratch {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 8)

    deinit {
        memory.deallocate()
    }

    /// Makes a value of some bytes, valid until the next call.
    func hold(_ bytes: UnsafeBufferPointer<UInt8>, as kind: LuaWallKind = .text) -> LuaWallValue {
        if bytes.count > memory.count {
            memory.deallocate()
            memory = .allocate(byteCount: max(bytes.count, memory.count * 2), alignment: 8)
        }
        memory.copyMemory(from: UnsafeRawBufferPointer(bytes))
        let held = UnsafeRawPointer(memory.baseAddress)?.assumingMemoryBound(to: UInt8.self)
        return LuaWallValue(kind: kind, integer: 0, decimal: 0, bytes: held, length: bytes.count)
    }

    func hold(_ text: String) -> LuaWallValue {
        var text = text
        return text.withUTF8 { hold($0) }
    }

    func hold(data: [UInt8]) -> LuaWallValue {
        data.withUnsafeBufferPointer { hold($0, as: .data) }
    }
}

extension LuaWallValue {
    static var absent: LuaWallValue {
        LuaWallValue(kind: .nil, integer: 0, decimal: 0, bytes: nil, length: 0)
    }

    static func boolean(_ value: Bool) -> LuaWallValue {
        LuaWallValue(kind: .boolean, integer: value ? 1 : 0, decimal: 0, bytes: nil, length: 0)
    }

    static func integer(_ value: Int64) -> LuaWallValue {
        LuaWallValue(kind: .integer, integer: value, decimal: 0, bytes: nil, length: 0)
    }

    static func decimal(_ value: Double) -> LuaWallValue {
        LuaWallValue(kind: .decimal, integer: 0, decimal: value, bytes: nil, length: 0)
    }

    /// A number, whole where it is: 3.0 reads as 3.
    static func number(_ value: Double) -> LuaWallValue {
        Int64(exactly: value).map { integer($0) } ?? decimal(value)
    }

    static func symbol(_ index: UInt32) -> LuaWallValue {
        LuaWallValue(kind: .symbol, integer: Int64(index), decimal: 0, bytes: nil, length: 0)
    }

    static func object(_ id: UInt32) -> LuaWallValue {
        LuaWallValue(kind: .object, integer: Int64(id), decimal: 0, bytes: nil, length: 0)
    }

    static func function(_ id: UInt32) -> LuaWallValue {
        LuaWallValue(kind: .function, integer: Int64(id), decimal: 0, bytes: nil, length: 0)
    }

    static func method(_ id: UInt32) -> LuaWallValue {
        LuaWallValue(kind: .method, integer: Int64(id), decimal: 0, bytes: nil, length: 0)
    }
}
