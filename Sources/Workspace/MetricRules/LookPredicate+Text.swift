import JSONText

extension LookPredicate {
    /// As it is written in a rule, with what it takes when nothing is said: `dropped = { against = "180d", min_n = 30 }`.
    package var text: String {
        var parts: [String] = []
        if case .value(let value) = against {
            parts.append("value = \(JSONText.text(of: value))")
        } else {
            parts.append("against = \(against.text)")
        }
        if atLeast > 0 { parts.append("at_least = \(JSONText.text(of: atLeast))") }
        parts.append("min_n = \(leastAnswers)")
        return "\(kind.rawValue) = { \(parts.joined(separator: ", ")) }"
    }
}

extension LookBase {
    /// Reads `180d`, `previous`, `last-year` or `target`; nil for anything else.
    package init?(_ text: String) {
        switch text {
        case "previous": self = .previous
        case "last-year": self = .lastYear
        case "target": self = .target
        default:
            guard let days = LookWindow.days(in: text) else { return nil }
            self = .days(days)
        }
    }

    /// As it is written in a rule.
    package var text: String {
        switch self {
        case .days(let days): "\"\(days)d\""
        case .previous: "\"previous\""
        case .lastYear: "\"last-year\""
        case .target: "\"target\""
        case .value(let value): JSONText.text(of: value)
        case .group(let values):
            "{ " + values.sorted { $0.key < $1.key }.map { "\($0.key) = \"\($0.value)\"" }.joined(separator: ", ")
                + " }"
        }
    }
}
