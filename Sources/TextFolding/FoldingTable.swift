import CUTF8Proc

/// What the letters U+0080 to U+02FF fold to, so that Finnish, Swedish and most European texts need no call into C.
///
/// None of these letters combines with another of them or with ASCII, so folding them one by one is folding the text.
enum FoldingTable {
    /// The first letter that the table does not have.
    static let end = 0x300

    /// One entry for each letter from U+0080: the number of bytes (1 to 3) in the low byte, then the bytes.
    static let entries: [UInt32] = (0x80..<end).map { scalar in
        var folded = UnicodeFolding()
        let bytes: [UInt8] = [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
        let result = bytes.withUnsafeBufferPointer { folded.fold($0) } ?? bytes
        return result.prefix(3).enumerated().reduce(UInt32(result.count)) { entry, byte in
            entry | UInt32(byte.element) << UInt32(8 * (byte.offset + 1))
        }
    }

    /// Whether a character of three bytes is punctuation or a currency sign (U+2002 to U+20CF) that folds to itself and
    /// combines with nothing.
    @inline(__always) static func isPlain(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        guard first == 0xE2, second >= 0x80, second <= 0x83, third >= 0x80, third <= 0xBF else { return false }
        if second == 0x80 { return third >= 0x82 }
        return second != 0x83 || third <= 0x8F
    }
}
