extension Timestamp {
    /// Reads RFC 3339 with an offset (`2026-03-02T11:15:00+02:00`); nil for any other text. Those who read many use an
    /// ``InternetTimeReader``, which says what is wrong.
    package init?(internetTime text: String) {
        var text = text
        let read = text.withUTF8 { bytes -> Timestamp? in
            var reader = InternetTimeReader()
            return try? reader.read(bytes)
        }
        guard let read else { return nil }
        self = read
    }

    /// RFC 3339 in UTC, with milliseconds only where there are some: `2026-03-02T09:15:00Z`.
    public var internetTime: String {
        var text: [UInt8] = []
        appendInternetTime(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends ``internetTime`` to bytes that the caller owns, so that a long output makes no strings on its way.
    package func appendInternetTime(to text: inout [UInt8]) {
        let remainder = Int(milliseconds % 86_400_000)
        let rest = remainder < 0 ? remainder + 86_400_000 : remainder
        let date = CivilDate(dayNumber: dayNumber)
        // RFC 3339 ends with the year 9999; instants beyond are written all the same, with as many digits as it takes.
        var digits = InlineArray<24, UInt8>(repeating: 0x30)
        var count = 0
        if (0..<10_000).contains(date.year) {
            Self.put(date.year / 100, in: &digits, &count)
            Self.put(date.year % 100, in: &digits, &count)
        } else {
            text.append(contentsOf: String(date.year).utf8)
        }
        Self.put(date.month, after: 0x2D, in: &digits, &count)
        Self.put(date.day, after: 0x2D, in: &digits, &count)
        Self.put(rest / 3_600_000, after: 0x54, in: &digits, &count)
        Self.put(rest / 60_000 % 60, after: 0x3A, in: &digits, &count)
        Self.put(rest / 1_000 % 60, after: 0x3A, in: &digits, &count)
        let fraction = rest % 1_000
        if fraction != 0 {
            Self.put(fraction / 10, after: 0x2E, in: &digits, &count)
            digits[count] = UInt8(0x30 + fraction % 10)
            count += 1
        }
        digits[count] = 0x5A
        digits.span.withUnsafeBufferPointer { text.append(contentsOf: UnsafeBufferPointer(rebasing: $0[...count])) }
    }

    /// Puts two decimal digits down, behind a mark where there is one.
    @inline(__always)
    private static func put(
        _ number: Int, after mark: UInt8? = nil, in digits: inout InlineArray<24, UInt8>, _ count: inout Int
    ) {
        if let mark {
            digits[count] = mark
            count += 1
        }
        digits[count] = UInt8(0x30 + number / 10)
        digits[count + 1] = UInt8(0x30 + number % 10)
        count += 2
    }
}
