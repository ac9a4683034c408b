/// A text with names in braces, taken apart: `NPS {answers.nps}`. `{{` and `}}` stand for single braces.
package enum BracedText {
    package enum Part: Equatable, Sendable {
        case text(String)
        /// What stands between two braces, as it is written.
        case name(String)
    }

    /// The parts of a text, in their order; a text stands between any two names, and at both ends.
    /// - Throws: when a brace is not closed.
    package static func parts(_ text: String) throws(DecisionError) -> [Part] {
        var parts: [Part] = []
        var literal = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "{" || character == "}", rest.first == character {
                rest.removeFirst()
                literal.append(character)
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}") else {
                    throw DecisionError("a { without its }; for a brace in a text write {{")
                }
                parts += [.text(literal), .name(String(rest[..<end]))]
                literal = ""
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(character)
            }
        }
        return parts + [.text(literal)]
    }
}
