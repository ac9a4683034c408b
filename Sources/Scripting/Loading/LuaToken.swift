/// A token of Lua, as far as finding the lines of keys needs it.
struct LuaToken: Equatable {
    enum Kind: Equatable {
        case name(String)
        case text(String)
        case number(String)
        case symbol(Character)
    }

    var kind: Kind
    /// From 1.
    var line: Int

    /// Splits a source into tokens. Never fails: what is no Lua was refused by the compiler before.
    static func tokens(of bytes: [UInt8]) -> [LuaToken] {
        var scanner = LuaScanner(bytes: bytes)
        var tokens: [LuaToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }
}

/// Reads one token after the other.
private struct LuaScanner {
    let bytes: [UInt8]
    var index = 0
    var line = 1

    private func byte(_ offset: Int = 0) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    private mutating func step() {
        if byte() == UInt8(ascii: "\n") { line += 1 }
        index += 1
    }

    mutating func next() -> LuaToken? {
        while let byte = byte() {
            if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                step()
            } else if byte == UInt8(ascii: "-"), self.byte(1) == byte {
                index += 2
                if longText() == nil { while let next = self.byte(), next != UInt8(ascii: "\n") { step() } }
            } else {
                return token(byte)
            }
        }
        return nil
    }

    private mutating func token(_ byte: UInt8) -> LuaToken {
        let start = line
        if Self.beginsName(byte) {
            let text = take { Self.beginsName($0) || Self.isDigit($0) }
            return LuaToken(kind: .name(text), line: start)
        }
        if Self.isDigit(byte) {
            let text = take { Self.beginsName($0) || Self.isDigit($0) || $0 == UInt8(ascii: ".") }
            return LuaToken(kind: .number(text), line: start)
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return LuaToken(kind: .text(shortText(byte)), line: start)
        }
        if byte == UInt8(ascii: "["), let text = longText() {
            return LuaToken(kind: .text(text), line: start)
        }
        step()
        return LuaToken(kind: .symbol(Character(Unicode.Scalar(byte))), line: start)
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> String {
        let start = index
        while let byte = byte(), belongs(byte) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func shortText(_ quote: UInt8) -> String {
        var text: [UInt8] = []
        step()
        while let byte = byte(), byte != quote, byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\\") { step() }
            if let byte = self.byte() { text.append(byte) }
            step()
        }
        step()
        return String(decoding: text, as: UTF8.self)
    }

    /// `[[...]]`, `[=[...]=]`; nil and nothing read when no such text begins here.
    private mutating func longText() -> String? {
        guard byte() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
        guard byte(1 + level) == UInt8(ascii: "[") else { return nil }
        index += level + 2
        let start = index
        let close = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
        while index < bytes.count, !bytes[index...].starts(with: close) { step() }
        let text = String(decoding: bytes[start..<min(index, bytes.count)], as: UTF8.self)
        index += close.count
        return text
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
