import Memory
import Workspace

/// Reads the tagged bytes in which C hands data over. LuaWall.h has the encoding.
///
/// The bytes come from our own C code. Should they ever end too soon, what is missing reads as nil.
struct DataReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0
    /// Whether a text was not UTF-8; it was repaired with U+FFFD.
    private(set) var repaired = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = UnsafeRawBufferPointer(bytes)
    }

    var isAtEnd: Bool { place >= bytes.count }

    mutating func number() -> UInt32 {
        guard bytes.count - place >= 4 else {
            place = bytes.count
            return 0
        }
        defer { place += 4 }
        return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }

    private mutating func word() -> UInt64 {
        let low = number()
        return UInt64(number()) << 32 | UInt64(low)
    }

    private mutating func text() -> String {
        let length = Int(number())
        let end = min(bytes.count, place + length)
        let text = UnsafeRawBufferPointer(rebasing: bytes[place..<end])
        place = end
        if let text = String(validating: text, as: UTF8.self) { return text }
        repaired = true
        return String(decoding: text, as: UTF8.self)
    }

    /// Data with all keys as they are; nil for what is none.
    mutating func plainData() -> PlainData? {
        guard !isAtEnd else { return nil }
        let tag = bytes[place]
        switch tag {
        case UInt8(ascii: "D"):
            place += 1
            return .decimal(Double(bitPattern: word()))
        case UInt8(ascii: "K"):
            place += 1
            var entries: [PlainData.Entry] = []
            for _ in 0..<number() where !isAtEnd {
                let key = value()
                guard let value = plainData() else { continue }
                switch key {
                case .integer(let number): entries.append(PlainData.Entry(key: .integer(number), value: value))
                case .text(let name): entries.append(PlainData.Entry(key: .text(name), value: value))
                default: break
                }
            }
            return .table(unsorted: entries)
        default:
            switch value() {
            case .boolean(let value): return .boolean(value)
            case .integer(let value): return .integer(value)
            case .text(let value): return .text(value)
            default: return nil
            }
        }
    }

    mutating func value() -> LuaValue {
        guard !isAtEnd else { return .nil }
        let tag = bytes[place]
        place += 1
        switch tag {
        case UInt8(ascii: "F"): return .boolean(false)
        case UInt8(ascii: "T"): return .boolean(true)
        case UInt8(ascii: "I"): return .integer(Int64(bitPattern: word()))
        case UInt8(ascii: "D"):
            let value = Double(bitPattern: word())
            return Int64(exactly: value).map { .integer($0) } ?? .decimal(value)
        case UInt8(ascii: "S"): return .text(text())
        case UInt8(ascii: "C"): return .function(line: Int(number()))
        case UInt8(ascii: "O"): return .object(number())
        case UInt8(ascii: "L"):
            var items: [LuaValue] = []
            for _ in 0..<number() where !isAtEnd { items.append(value()) }
            return .list(items)
        case UInt8(ascii: "M"):
            var fields: [String: LuaValue] = [:]
            for _ in 0..<number() where !isAtEnd {
                let key = text()
                fields[key] = value()
            }
            return .table(fields)
        default: return .nil
        }
    }
}
