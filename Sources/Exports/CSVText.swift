/// Writes CSV as RFC 4180 says: commas, CRLF, quotes only where a field needs them. UTF-8 without a byte order mark.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe before it, which makes it a text there: names of
/// groups come from the data, and `=HYPERLINK(...)` in one must not reach out to anybody. Numbers stay numbers.
/// The characters are those of OWASP, "CSV Injection".
package struct CSVText {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Appends one record. A nil field is empty; a text without characters is written as `""`, so that the two differ.
    package mutating func append(_ fields: [String?]) {
        for (position, field) in fields.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            if let field { append(Self.isFormula(field) ? "'" + field : field) }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// Whether a spreadsheet takes a text for a formula. `-5` and `-1e-07` are numbers, `-2+3` and `+358 40 123` are none.
    private static func isFormula(_ field: String) -> Bool {
        switch field.unicodeScalars.first {
        case "=", "+", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        case "-": Double(field) == nil || !field.utf8.allSatisfy { "0123456789.eE+-".utf8.contains($0) }
        default: false
        }
    }

    private mutating func append(_ field: String) {
        let mustBeQuoted = field.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        // A field with white space at an end is quoted too: some readers trim bare ones.
        let spaces: [UInt8] = [0x20, 0x09]
        let hasSpaceAtEnd = [field.utf8.first, field.utf8.last].contains { $0.map(spaces.contains) ?? true }
        guard mustBeQuoted || hasSpaceAtEnd else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        let quote = UInt8(ascii: "\"")
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
