package import Tuntuma

/// A declared decision, ready to be filled in from events without entering Lua. Made once, used by all workers.
package struct DecisionBuilder: Sendable {
    private enum Field: Sendable {
        case fixed(Value)
        case text(TextTemplate)
        case list([TextTemplate])
    }

    package let kind: Decision.Kind
    private let fields: [(name: String, field: Field)]

    /// Checks and compiles a declared decision.
    /// - Throws: when its fields are not those of its kind, or a `{field}` names no field of an event.
    package init(_ template: DecisionTemplate, symbols: SymbolTable) throws(DecisionError) {
        let shape = try DecisionShape.decision(kind: template.kind, fields: template.fields)
        var fields: [(name: String, field: Field)] = []
        for (name, value) in shape.fields {
            do {
                switch value {
                case .text(let text):
                    fields.append((name, .text(try TextTemplate(text, symbols: symbols))))
                case .list(let items):
                    var templates: [TextTemplate] = []
                    for item in items { templates.append(try TextTemplate(item, symbols: symbols)) }
                    fields.append((name, .list(templates)))
                case .integer, .decimal, .boolean:
                    fields.append((name, .fixed(value)))
                }
            } catch {
                throw DecisionError("\(name): \(error.problem)")
            }
        }
        self.kind = template.kind
        self.fields = fields
    }

    /// The decision for an event that passed the rule's condition. A `{field}` that the event does not have becomes an
    /// empty text; numbers are written as RFC 8785 writes them.
    package func decision(for event: Event) -> Decision {
        Decision(
            kind: kind,
            fields: fields.map { name, field in
                switch field {
                case .fixed(let value): (name, value)
                case .text(let template): (name, .text(template.text(for: event)))
                case .list(let templates): (name, .list(templates.map { $0.text(for: event) }))
                }
            })
    }
}
