import Tuntuma

/// One decision as one line: time, kind, rule, event, then the decision's own fields as `name=value`.
struct ConsoleLine {
    let text: String

    init(_ request: ActionRequest) {
        var words = [
            request.time.internetTime, Self.escaped(request.kind), Self.escaped(request.rule),
            Self.escaped(request.event),
        ]
        for field in request.fields {
            words.append("\(Self.escaped(field.name))=\(Self.text(of: field.value))")
        }
        text = words.joined(separator: " ")
    }

    private static func text(of value: Value) -> String {
        switch value {
        case .integer(let value): "\(value)"
        case .decimal(let value): "\(value)"
        case .boolean(let value): "\(value)"
        case .text(let value): "\"\(escaped(value))\""
        case .list(let values): "[\(values.map { "\"\(escaped($0))\"" }.joined(separator: ","))]"
        }
    }

    /// The text on one line and without power over a terminal: control characters, line and paragraph separators and
    /// invisible formatting (which can turn the order of letters round) are written as `\u{1b}`.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                escaped.append("\\")
                escaped.unicodeScalars.append(scalar)
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            // Joiners make one emoji of several, and letters of some scripts; they are harmless.
            case "\u{200C}", "\u{200D}": escaped.unicodeScalars.append(scalar)
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
                    escaped += "\\u{\(String(scalar.value, radix: 16))}"
                default:
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }
}
