import LuaWall

/// The small functions on texts that every script has.
package enum TextHelpers {
    /// The argument of a function that takes one text.
    static func text(_ value: LuaValue?, of function: String) throws(HostRefusal) -> String {
        switch value {
        case .text(let text)?: return text
        case .integer(let number)?: return String(number)
        case .decimal(let number)?: return String(number)
        default: throw HostRefusal("\(function) takes a text, not \((value ?? .nil).kind)")
        }
    }

    /// `trim(text)`: the text without white space (no-break spaces included) at its ends.
    package static func trim(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var (start, end) = (0, bytes.count)
            while start < end {
                let width = blank(bytes, at: start, before: end)
                if width == 0 { break }
                start += width
            }
            while let width = (1...3).first(where: {
                start + $0 <= end && blank(bytes, at: end - $0, before: end) == $0
            }) {
                end -= width
            }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
    }

    /// The longest text that can be a number, in bytes.
    private static let longestNumber = 200

    /// `number(text)`: a number as people write it: `1 234,5`, `1.5`, `-3`, `7 %`. Nil for an empty text or nil.
    ///
    /// Spaces between digits are left out. A comma is the decimal mark; so is a point. With both in one text the last of
    /// them is the decimal mark, and the other one groups digits.
    static func number(_ value: LuaValue) throws(HostRefusal) -> Double? {
        if case .nil = value { return nil }
        if let number = value.number { return number }
        var written = try text(value, of: "number")
        guard written.utf8.count <= longestNumber else {
            throw HostRefusal("a text of \(written.utf8.count) bytes is not a number")
        }
        written = trim(written)
        if written.isEmpty { return nil }
        guard let number = written.withUTF8(decimal) else {
            throw HostRefusal("'\(written.prefix(60))' is not a number")
        }
        return number
    }

    private static func decimal(_ written: UnsafeBufferPointer<UInt8>) -> Double? {
        guard var characters = plainCharacters(of: written) else { return nil }
        if characters.last == UInt8(ascii: "%") { characters.removeLast() }
        let mark = characters.lastIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
        var text = ""
        for (index, character) in characters.enumerated() {
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): text.unicodeScalars.append(Unicode.Scalar(character))
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard index == 0 else { return nil }
                text.unicodeScalars.append(Unicode.Scalar(character))
            case UInt8(ascii: ","), UInt8(ascii: "."):
                guard let mark else { return nil }
                if index == mark {
                    text.append(".")
                } else if character == characters[mark] {
                    return nil  // "1.234.567" and "1,2,3" could be anything.
                }
            default: return nil
            }
        }
        return Double(text)
    }

    /// The characters of a number without what groups digits (spaces and apostrophes), a minus sign before it as a hyphen;
    /// nil where there is one that no number has.
    private static func plainCharacters(of written: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var characters: [UInt8] = []
        var place = 0
        while place < written.count {
            let width = blank(written, at: place, before: written.count)
            if width > 0 {
                place += width
            } else if written[place] < 0x80 {
                if written[place] != UInt8(ascii: "'") { characters.append(written[place]) }
                place += 1
            } else if written[place...].starts(with: [0xE2, 0x80, 0x99]) {
                place += 3  // An apostrophe as it is printed.
            } else if written[place...].starts(with: [0xE2, 0x88, 0x92]), characters.isEmpty {
                characters.append(UInt8(ascii: "-"))
                place += 3  // A minus sign.
            } else {
                return nil
            }
        }
        return characters
    }

    /// How many bytes a character of white space has, by Unicode's White_Space, that begins at a place and ends before
    /// another; 0 for any other.
    @inline(__always)
    private static func blank(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int, before end: Int) -> Int {
        let first = bytes[place]
        if first < 0x80 { return first == 0x20 || 0x09...0x0D ~= first ? 1 : 0 }
        guard place + 1 < end else { return 0 }
        let second = bytes[place + 1]
        if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        guard place + 2 < end else { return 0 }
        let isBlank =
            switch (first, second, bytes[place + 2]) {
            case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
                (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                true
            default: false
            }
        return isBlank ? 3 : 0
    }
}
