/// A piece of a line for people: text that is harmless, with a style where the terminal has colours.
package struct StyledText {
    package enum Style {
        case plain, bold, dim, red, yellow, cyan

        package var code: String? {
            switch self {
            case .plain: nil
            case .bold: "1"
            case .dim: "2"
            case .red: "31"
            case .yellow: "33"
            case .cyan: "36"
            }
        }
    }

    package private(set) var spans: [(text: String, style: Style)] = []

    package init() {}

    package init(_ text: String, _ style: Style = .plain) {
        append(text, style)
    }

    /// Appends text. This is the only way in, so nothing that could act on a terminal gets past.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        if !text.isEmpty { spans.append((TerminalText.escape(text), style)) }
    }

    package mutating func append(_ other: StyledText) {
        spans += other.spans
    }

    package var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// At most `width` columns of it.
    package func truncated(to width: Int) -> StyledText {
        guard self.width > width else { return self }
        var result = StyledText()
        var left = width
        for span in spans {
            let needed = DisplayWidth.of(span.text)
            // A span that would fill the line just so must leave a column for the ellipsis.
            if needed < left {
                result.spans.append(span)
                left -= needed
            } else {
                result.spans.append((DisplayWidth.truncate(span.text + " ", to: left), span.style))
                break
            }
        }
        return result
    }

    /// Filled with spaces to a width.
    package func padded(to width: Int, alignRight: Bool) -> StyledText {
        let missing = width - self.width
        guard missing > 0 else { return self }
        var result = StyledText()
        if alignRight { result.append(String(repeating: " ", count: missing)) }
        result.append(self)
        if !alignRight { result.append(String(repeating: " ", count: missing)) }
        return result
    }

    /// The line as it is printed, without spaces at its end.
    package func rendered(colour: Bool) -> String {
        var spans = spans
        while let last = spans.last {
            let kept = last.text.reversed().drop { $0 == " " }
            spans.removeLast()
            if !kept.isEmpty {
                spans.append((String(kept.reversed()), last.style))
                break
            }
        }
        return spans.map { text, style in
            guard colour, let code = style.code else { return text }
            return "\u{1B}[\(code)m\(text)\u{1B}[0m"
        }.joined()
    }
}
