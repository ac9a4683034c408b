/// How the characters of a text file are written as bytes.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// What Windows writes in western Europe; ISO 8859-1 and -15 texts are read as this.
    case windows1252 = "windows-1252"

    /// The names that may be written in a workspace, for messages.
    package static let names = allCases.map(\.rawValue).joined(separator: ", ")

    /// Reads a name as people write it: `UTF-8`, `utf8`, `latin1`, `cp1252`.
    package init?(name: String) {
        let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        switch plain {
        case "utf8": self = .utf8
        case "utf16", "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252", "latin1", "iso88591", "iso885915", "ansi": self = .windows1252
        default: return nil
        }
    }
}

extension TextEncoding {
    /// What a byte order mark at the start says, and its length.
    static func mark(of bytes: ArraySlice<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
        if bytes.starts(with: [0xff, 0xfe]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xfe, 0xff]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// Finds UTF-16 without a mark: in texts of our languages every second byte is zero, and no other.
    static func utf16(without bytes: ArraySlice<UInt8>) -> TextEncoding? {
        let sample = bytes.prefix(4096)
        let pairs = sample.count / 2
        guard pairs >= 2 else { return nil }
        var zeros = (first: 0, second: 0)
        for (offset, byte) in sample.enumerated() where byte == 0 {
            if offset % 2 == 0 { zeros.first += 1 } else { zeros.second += 1 }
        }
        if zeros.second * 10 >= pairs * 7, zeros.first * 10 <= pairs { return .utf16LittleEndian }
        if zeros.first * 10 >= pairs * 7, zeros.second * 10 <= pairs { return .utf16BigEndian }
        return nil
    }

    /// UTF-8 or Windows-1252, by which of them explains more of the bytes beyond ASCII; nil when there are none.
    ///
    /// A sequence of UTF-8 hardly ever comes about by chance in Windows-1252, so a single damaged character among
    /// many does not turn a text into the other encoding.
    static func eightBit(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
        var sequences = 0
        var strays = 0
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let length = sequenceLength(bytes[position])
            guard length != 1 else {
                position += 1
                continue
            }
            let rest = bytes[position...].dropFirst().prefix(max(length - 1, 0))
            let isWhole = length > 0 && rest.allSatisfy { $0 & 0xc0 == 0x80 }
            if isWhole, rest.count == length - 1 {
                sequences += 1
                position += length
            } else if isWhole, position + length > bytes.endIndex {
                break  // cut by the end of the block: says nothing
            } else {
                strays += 1
                position += 1
            }
        }
        if sequences == 0, strays == 0 { return nil }
        return sequences > strays || strays == 0 ? .utf8 : .windows1252
    }

    /// How many bytes a UTF-8 sequence with this first byte has; 0 when none begins with it.
    private static func sequenceLength(_ first: UInt8) -> Int {
        switch first {
        case 0..<0x80: 1
        case 0xc2..<0xe0: 2
        case 0xe0..<0xf0: 3
        case 0xf0..<0xf5: 4
        default: 0
        }
    }
}
