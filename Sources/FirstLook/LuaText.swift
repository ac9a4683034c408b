/// Writes texts as Lua does.
enum LuaText {
    private static let keywords: Set = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    /// A text in quotes: every text there is, on one line.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 32 || scalar.value == 127:
                // Three digits, or a digit that follows would be read as one of them.
                let digits = String(scalar.value)
                quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A text as the key of a table: bare where Lua allows it, else `["..."]`.
    static func key(_ text: String) -> String {
        let isBare =
            text.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } && !keywords.contains(text)
        return isBare ? text : "[\(quoted(text))]"
    }

    /// A text in a comment of one line; of a text that is longer than a line should be, its beginning.
    static func comment(_ text: String) -> String {
        let line = text.map { $0.isNewline || $0 == "\0" ? " " : $0 }
        return "-- " + (line.count > 300 ? String(line.prefix(299)) + "…" : String(line))
    }
}
