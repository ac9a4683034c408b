package import Tuntuma
package import Workspace

/// A declared decision, ready to be filled in from events without entering Lua. Made once, used by all workers.
package struct DecisionBuilder: Sendable {
    private enum Field: Sendable {
        case fixed(Value)
        case text(TextTemplate)
        case list([TextTemplate])
        case lookup(EventField, Lookup)
    }

    package let kind: Decision.Kind
    /// Whether a table may have no row for an event.
    package var canFail: Bool {
        fields.contains { if case .lookup = $0.field { true } else { false } }
    }
    private let fields: [(name: String, field: Field)]

    /// Checks and compiles a declared decision.
    /// - Throws: when its fields are not those of its kind, or a `{field}` names no field of an event.
    package init(_ template: DecisionTemplate, symbols: SymbolTable) throws(DecisionError) {
        try Self.checkOutcomes(of: template)
        var settings = template.fields
        // Any outcome shows where the field stands among the others.
        for (name, lookup) in template.lookups { settings[name] = .text(lookup.outcomes.first?.value ?? "") }
        let shape = try DecisionShape.decision(kind: template.kind, fields: settings)
        var fields: [(name: String, field: Field)] = []
        for (name, value) in shape.fields {
            if let lookup = template.lookups[name] {
                guard let field = EventField(lookup.field, symbols: symbols) else {
                    throw DecisionError(
                        "\(name): \(lookup.field) names no field of an event\(EventFieldNames.hint(for: lookup.field))")
                }
                fields.append((name, .lookup(field, lookup)))
                continue
            }
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
    /// empty text; numbers are written as RFC 8785 writes them. What is beyond the room for texts is cut off.
    /// - Throws: when a table has no row for the event.
    package func decision(for event: Event) throws(DecisionError) -> Decision {
        var decision = Decision(kind: kind, fields: [])
        decision.fields.reserveCapacity(fields.count)
        var room = TextRoom()
        for (name, field) in fields {
            switch field {
            case .fixed(let value): decision.fields.append((name, value))
            case .text(let template): decision.fields.append((name, .text(template.text(for: event, in: &room))))
            case .list(let templates):
                decision.fields.append((name, .list(templates.map { $0.text(for: event, in: &room) })))
            case .lookup(let field, let lookup):
                let text = event.value(of: field)?.plainText ?? ""
                decision.fields.append((name, .text(try lookup.value(for: text))))
            }
        }
        return decision
    }

    /// Whether each value that a table may give is one that the field may have.
    private static func checkOutcomes(of template: DecisionTemplate) throws(DecisionError) {
        for (name, lookup) in template.lookups.sorted(by: { $0.key < $1.key }) {
            for (line, value) in lookup.outcomes {
                var settings = template.fields
                for (name, other) in template.lookups { settings[name] = .text(other.outcomes.first?.value ?? "") }
                settings[name] = .text(value)
                do {
                    _ = try DecisionShape.decision(kind: template.kind, fields: settings)
                } catch {
                    throw DecisionError("\(error.problem) (\(lookup.file):\(line))")
                }
            }
        }
    }
}
