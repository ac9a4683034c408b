import DelimitedText

/// The first look as lines for a person.
extension FirstLook {
    /// What was guessed and why, a line each: the format, then the columns that were recognised, then the warnings.
    package func summary() -> [String] {
        var lines = [
            "encoding \(encoding.value.rawValue): \(encoding.reason)",
            "separator \(separator.value.name): \(separator.reason)",
            "decimal \(decimalComma.value ? "comma" : "point"): \(decimalComma.reason)",
            "header: \(layout.reason)",
        ]
        for column in columns where column.role.value != .other && column.role.confidence >= FirstLook.enough {
            lines.append("\(column.name) is \(FirstLook.words(column.role.value)): \(column.role.reason)")
        }
        return lines + warnings.map { "check: \($0)" }
    }

    private static func words(_ role: Role) -> String {
        switch role {
        case .identifier: "the id"
        case .time(let pattern): "a time, \(pattern.text)"
        case .score(let score): "a score \(score.low)-\(score.high), \(score.metric.rawValue)"
        case .comment: "a comment"
        case .segment: "a segment"
        case .language: "the language"
        case .weight: "the weight"
        case .other: "unknown"
        }
    }
}
