/// Turns the bytes of a text file into UTF-8, block by block.
///
/// Text that is UTF-8 already passes through as it is, broken sequences included; half a surrogate pair becomes three
/// bytes that are not UTF-8. So whoever reads the text can refuse the one row that is damaged, and no character is
/// replaced in silence.
struct TextDecoder {
    /// The encoding; nil while nothing but ASCII has been seen, where UTF-8 and Windows-1252 are the same.
    private(set) var encoding: TextEncoding?
    private var hasBegun = false
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?

    /// - Parameter encoding: What is known; nil to find out. A byte order mark overrules it.
    init(encoding: TextEncoding?) {
        self.encoding = encoding
    }

    /// Appends the text of a block. The first block should be as long as can be had: it decides about UTF-16.
    mutating func decode(_ block: ArraySlice<UInt8>, into text: inout [UInt8]) {
        var bytes = block
        if !hasBegun {
            hasBegun = true
            if let mark = TextEncoding.mark(of: bytes) {
                encoding = mark.encoding
                bytes = bytes.dropFirst(mark.length)
            } else if encoding == nil {
                encoding = TextEncoding.utf16(without: bytes)
            }
        }
        if encoding == nil { encoding = TextEncoding.eightBit(bytes) }
        switch encoding {
        case .utf8, nil: text.append(contentsOf: bytes)
        case .windows1252: decodeWindows1252(bytes, into: &text)
        case .utf16LittleEndian:
            decodeUTF16(bytes, into: &text) { first, second in UInt16(second) << 8 | UInt16(first) }
        case .utf16BigEndian: decodeUTF16(bytes, into: &text) { first, second in UInt16(first) << 8 | UInt16(second) }
        }
    }

    /// Appends what the end of the file leaves over: half of a character, as bytes that are not UTF-8.
    mutating func finish(into text: inout [UInt8]) {
        if let high = highSurrogate { TextDecoder.append(UInt32(high), to: &text) }
        if oddByte != nil { text.append(0xff) }
        highSurrogate = nil
        oddByte = nil
    }

    private func decodeWindows1252(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
        text.reserveCapacity(text.count + bytes.count + bytes.count / 8)
        for byte in bytes {
            switch byte {
            case 0..<0x80: text.append(byte)
            case 0x80..<0xa0: TextDecoder.append(UInt32(TextDecoder.windows1252[Int(byte - 0x80)]), to: &text)
            default: TextDecoder.append(UInt32(byte), to: &text)
            }
        }
    }

    private mutating func decodeUTF16(
        _ bytes: ArraySlice<UInt8>, into text: inout [UInt8], unit: (UInt8, UInt8) -> UInt16
    ) {
        for byte in bytes {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let unit = unit(first, byte)
            switch (highSurrogate, unit) {
            case (let high?, 0xdc00..<0xe000):
                TextDecoder.append(0x10000 + (UInt32(high) - 0xd800) << 10 + (UInt32(unit) - 0xdc00), to: &text)
                highSurrogate = nil
            case (let high, _):
                if let high { TextDecoder.append(UInt32(high), to: &text) }
                let isHigh = (0xd800..<0xdc00).contains(unit)
                highSurrogate = isHigh ? unit : nil
                if !isHigh { TextDecoder.append(UInt32(unit), to: &text) }
            }
        }
    }

    /// Appends a code point as UTF-8 writes it; half a surrogate pair too, which UTF-8 does not allow.
    private static func append(_ point: UInt32, to text: inout [UInt8]) {
        func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: point >> shift) & 0x3f }
        switch point {
        case 0..<0x80: text.append(UInt8(truncatingIfNeeded: point))
        case 0x80..<0x800:
            text.append(0xc0 | UInt8(truncatingIfNeeded: point >> 6))
            text.append(continuation(0))
        case 0x800..<0x10000:
            text.append(0xe0 | UInt8(truncatingIfNeeded: point >> 12))
            text.append(continuation(6))
            text.append(continuation(0))
        default:
            text.append(0xf0 | UInt8(truncatingIfNeeded: point >> 18))
            text.append(continuation(12))
            text.append(continuation(6))
            text.append(continuation(0))
        }
    }

    /// The characters of 0x80 to 0x9f. The five bytes that have none keep their number, as browsers read them
    /// (encoding.spec.whatwg.org, index windows-1252).
    private static let windows1252: [UInt16] = [
        0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
        0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
    ]
}
