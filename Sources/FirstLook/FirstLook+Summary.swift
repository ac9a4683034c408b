import TableSurvey
import DelimitedText

/// The first look as lines for a person.
extension FirstLook {
    /// What was guessed and why, a line each: the format, then the columns that were recognised, then the warnings.
    package func summary() -> [String] {
        var lines = [
            "encoding \(encodingName): \(encoding.reason)",
            "separator \(separatorName): \(separator.reason)",
            "decimal \(decimalComma.value ? "comma" : "point"): \(decimalComma.reason)",
            "header: \(layout.reason)",
        ]
        for column in recognised {
            lines.append("\(column.name) is \(FirstLook.words(column.role.value)): \(column.role.reason)")
        }
        return lines + warnings.map { "check: \($0)" }
    }

    /// The encoding's name, for a person.
    package var encodingName: String { encoding.value.rawValue }

    /// The separator's name, for a person.
    package var separatorName: String { separator.value.name }

    /// The columns whose guess is good enough to be told. Of a wide table those that the block uses.
    package var recognised: [Column] {
        let good = columns.filter { $0.role.value != .other && $0.role.confidence >= FirstLook.enough }
        guard good.count > FirstLook.mostTold else { return good }
        let used = Set(
            scores.map(\.column.name) + comments.map(\.column.name) + fields.map(\.column.name)
                + attributes.map(\.column.name) + [identifier, time?.column, weight].compactMap { $0?.name })
        return good.filter { used.contains($0.name) }
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
