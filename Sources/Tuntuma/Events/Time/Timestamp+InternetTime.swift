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
        if (0..<10_000).contains(date.year) {
            Self.append(date.year, 4, to: &text)
        } else {
            text.append(contentsOf: String(date.year).utf8)
        }
        text.append(UInt8(ascii: "-"))
        Self.append(date.month, 2, to: &text)
        text.append(UInt8(ascii: "-"))
        Self.append(date.day, 2, to: &text)
        text.append(UInt8(ascii: "T"))
        Self.append(rest / 3_600_000, 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Self.append(rest / 60_000 % 60, 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Self.append(rest / 1_000 % 60, 2, to: &text)
        if rest % 1_000 != 0 {
            text.append(UInt8(ascii: "."))
            Self.append(rest % 1_000, 3, to: &text)
        }
        text.append(UInt8(ascii: "Z"))
    }

    /// Appends a number that is not negative, with so many decimal digits.
    private static func append(_ number: Int, _ digits: Int, to text: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(0x30 + number / divisor % 10))
            divisor /= 10
        }
    }
}
