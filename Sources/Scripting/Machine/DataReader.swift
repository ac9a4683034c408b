/// Reads the tagged bytes in which C hands data over. LuaWall.h has the encoding.
///
/// The bytes come from our own C code. Should they ever end too soon, what is missing reads as nil.
struct DataReader {
    private var rest: UnsafeBufferPointer<UInt8>.SubSequence
    /// Whether a text was not UTF-8; it was repaired with U+FFFD.
    private(set) var repaired = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> UInt32 {
        UInt32(truncatingIfNeeded: word(4))
    }

    private mutating func word(_ count: Int) -> UInt64 {
        let bytes = rest.prefix(count)
        rest = rest.dropFirst(count)
        return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func text() -> String {
        let count = Int(number())
        let bytes = rest.prefix(count)
        rest = rest.dropFirst(bytes.count)
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        repaired = true
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func value() -> LuaValue {
        guard let tag = rest.popFirst() else { return .nil }
        switch Character(Unicode.Scalar(tag)) {
        case "F": return .boolean(false)
        case "T": return .boolean(true)
        case "I": return .integer(Int64(bitPattern: word(8)))
        case "D":
            let value = Double(bitPattern: word(8))
            return Int64(exactly: value).map { .integer($0) } ?? .decimal(value)
        case "S": return .text(text())
        case "C": return .function(line: Int(number()))
        case "O": return .object(number())
        case "L": return .list((0..<number()).map { _ in value() })
        case "M":
            var fields: [String: LuaValue] = [:]
            for _ in 0..<number() {
                let key = text()
                fields[key] = value()
            }
            return .table(fields)
        default: return .nil
        }
    }
}
