/// Texts in XML and HTML.
package enum XMLText {
    /// The text between two tags. Characters that XML 1.0 does not have are shown as escapes (`\x1b`).
    package static func content(_ text: String) -> String {
        escape(text) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: nil
            }
        }
    }

    /// The text between two double quotes.
    package static func attribute(_ text: String) -> String {
        escape(text) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\n": "&#10;"
            case "\r": "&#13;"
            case "\t": "&#9;"
            default: nil
            }
        }
    }

    private static func escape(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = replacement(scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else if isAllowed(scalar) {
                result.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16)
                let name =
                    scalar.value < 0x100
                    ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{\(digits.uppercased())}"
                result.append(contentsOf: name.unicodeScalars)
            }
        }
        return String(result)
    }

    /// XML 1.0, section 2.2, without the control characters that are allowed and act on terminals.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
