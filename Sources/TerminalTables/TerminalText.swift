/// Makes text from outside harmless and visible on a terminal.
///
/// A comment or a file name may hold escape sequences that move the cursor, rename the window or, through bidirectional
/// overrides, show something else than is there. They are shown as escapes (`\x1b`, `\u{202E}`); nothing is dropped.
package enum TerminalText {
    /// The text without a character that could act on a terminal.
    package static func escape(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: mustBeEscaped) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if mustBeEscaped(scalar) {
                result.append(contentsOf: name(of: scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        // Marks, embeddings, overrides and isolates of the bidirectional algorithm; line and paragraph separators.
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        // Invisible: a byte order mark inside a text, annotations, tags.
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            return scalar.value < 0x100
                ? "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits : "\\u{" + digits.uppercased() + "}"
        }
    }
}
