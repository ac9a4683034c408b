/// A number of JSON in 64 bits.
struct JSONNumber {
    enum Kind {
        /// A whole number from -2^63 to 2^63 - 1.
        case integer
        /// A whole number from 2^63 to 2^64 - 1.
        case unsigned
        /// A number with a fraction or an exponent.
        case decimal
    }

    var kind: Kind
    /// The integer, or the bit pattern of the decimal.
    var word: UInt64

    /// Reads a whole number text. Nil when it is malformed, or does not fit.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var scanner = Scanner(text: text)
        let isNegative = scanner.skip(0x2D)
        guard let whole = scanner.digits(), whole.count == 1 || text[whole.lowerBound] != 0x30 else { return nil }
        var fraction = 0..<0
        if scanner.skip(0x2E) {
            guard let digits = scanner.digits() else { return nil }
            fraction = digits
        }
        var exponent: Int?
        if scanner.skip(0x65) || scanner.skip(0x45) {
            let isSmall = scanner.skip(0x2D)
            if !isSmall { _ = scanner.skip(0x2B) }
            guard let digits = scanner.digits() else { return nil }
            // Far beyond any double, and far from an overflow.
            let size = text[digits].reduce(0) { min($0 * 10 + Int($1 &- 0x30), 1 << 20) }
            exponent = isSmall ? -size : size
        }
        guard scanner.isAtEnd else { return nil }
        if fraction.isEmpty, exponent == nil {
            guard let integer = Self.integer(text[whole], isNegative) else { return nil }
            self = integer
        } else {
            guard
                let value = Self.decimal(text, whole, fraction, exponent ?? 0, isNegative), value.isFinite
            else { return nil }
            kind = .decimal
            word = value.bitPattern
        }
    }

    init(kind: Kind, word: UInt64) {
        self.kind = kind
        self.word = word
    }

    private static func integer(_ digits: Slice<UnsafeBufferPointer<UInt8>>, _ isNegative: Bool) -> JSONNumber? {
        var value: UInt64 = 0
        for digit in digits {
            let (tenfold, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, stillTooLarge) = tenfold.addingReportingOverflow(UInt64(digit &- 0x30))
            guard !tooLarge, !stillTooLarge else { return nil }
            value = sum
        }
        if isNegative {
            guard value <= 1 << 63 else { return nil }
            return JSONNumber(kind: .integer, word: 0 &- value)
        }
        return JSONNumber(kind: value >> 63 == 0 ? .integer : .unsigned, word: value)
    }

    /// The nearest double. Where the digits and the power of ten are both exact in a double, one operation rounds
    /// correctly (Clinger, "How to read floating point numbers accurately", 1990); else the standard library reads it.
    private static func decimal(
        _ text: UnsafeBufferPointer<UInt8>, _ whole: Range<Int>, _ fraction: Range<Int>, _ exponent: Int,
        _ isNegative: Bool
    ) -> Double? {
        let power = exponent - fraction.count
        if whole.count + fraction.count <= 15, abs(power) < powersOfTen.count {
            var digits: Int64 = 0
            for digit in text[whole] { digits = digits * 10 + Int64(digit &- 0x30) }
            for digit in text[fraction] { digits = digits * 10 + Int64(digit &- 0x30) }
            let value = power < 0 ? Double(digits) / powersOfTen[-power] : Double(digits) * powersOfTen[power]
            return isNegative ? -value : value
        }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// The powers of ten that a double holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// A hash of the value: the same however the number is written.
    @inline(__always) var contentHash: UInt64 {
        switch kind {
        case .integer: return ByteHash.mix(word, 1)
        case .unsigned: return ByteHash.mix(word, 2)
        case .decimal:
            if let whole = Int64(exactly: Double(bitPattern: word)) {
                return ByteHash.mix(UInt64(bitPattern: whole), 1)
            }
            return ByteHash.mix(word, 3)
        }
    }
}

/// Takes a number apart, left to right.
private struct Scanner {
    let text: UnsafeBufferPointer<UInt8>
    var place = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { place == text.count }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard place < text.count, text[place] == byte else { return false }
        place += 1
        return true
    }

    /// One digit or more.
    mutating func digits() -> Range<Int>? {
        let start = place
        while place < text.count, text[place] &- 0x30 < 10 { place += 1 }
        return place > start ? start..<place : nil
    }
}
