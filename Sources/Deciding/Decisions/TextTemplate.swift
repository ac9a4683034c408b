import Tuntuma
import Workspace

/// A text with fields of the event in braces: `NPS {answers.nps}`.
struct TextTemplate: Sendable {
    private enum Part: Sendable {
        case text(String)
        case field(EventField)
    }

    private let parts: [Part]

    /// Reads a template.
    /// - Throws: when a brace is not closed or names no field of an event.
    init(_ text: String, symbols: SymbolTable) throws(DecisionError) {
        var parts: [Part] = []
        for part in try BracedText.parts(text) {
            switch part {
            case .text(let literal): parts.append(.text(literal))
            case .name(let name):
                guard let field = EventField(name, symbols: symbols) else {
                    throw DecisionError("{\(name)} names no field of an event\(EventFieldNames.hint(for: name))")
                }
                parts.append(.field(field))
            }
        }
        self.parts = parts
    }

    /// The text for an event. A field that the event does not have gives an empty text; times are RFC 3339 in UTC.
    /// - Parameter room: What the decision's texts may take still.
    func text(for event: Event, in room: inout TextRoom) -> String {
        var text = ""
        for part in parts {
            let piece =
                switch part {
                case .text(let literal): literal
                case .field(.named(.time)): event.time.internetTime
                case .field(.named(.about)): event.about?.internetTime ?? ""
                case .field(let field): event.value(of: field)?.plainText ?? ""
                }
            guard room.append(piece, to: &text) else { break }
        }
        return text
    }
}
