import Foundation
import Suggestions
import Tuntuma
import Workspace

/// A declared decision of a rule about a metric, ready to be filled in: `{unit}: NPS {base} -> {value}`.
struct LookTemplate: Sendable {
    /// What stands in braces beside the keys of the rule's groups.
    static let names = [
        "value", "n", "lower", "upper", "base", "base_n", "difference", "p", "since", "summary", "metric", "group",
        "day", "days", "target",
    ]

    private enum Part: Sendable {
        case text(String)
        case name(String)
    }

    private enum Field: Sendable {
        case fixed(Value)
        case text([Part])
        case list([[Part]])
    }

    let kind: Decision.Kind
    private let fields: [(name: String, field: Field)]

    /// - Parameter keys: Those of the rule's groups.
    init(_ template: DecisionTemplate, keys: [String]) throws(DecisionError) {
        let shape = try DecisionShape.decision(kind: template.kind, fields: template.fields)
        kind = template.kind
        var fields: [(name: String, field: Field)] = []
        for (name, value) in shape.fields {
            do throws(DecisionError) {
                switch value {
                case .text(let text): fields.append((name, .text(try Self.parts(text, keys))))
                case .list(let items):
                    var lists: [[Part]] = []
                    for item in items { lists.append(try Self.parts(item, keys)) }
                    fields.append((name, .list(lists)))
                case .integer, .decimal, .boolean: fields.append((name, .fixed(value)))
                }
            } catch {
                throw DecisionError("\(name): \(error.problem)")
            }
        }
        self.fields = fields
    }

    private static func parts(_ text: String, _ keys: [String]) throws(DecisionError) -> [Part] {
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
                let name = String(rest[..<end])
                guard names.contains(name) || keys.contains(name) else {
                    throw DecisionError(
                        "{\(name)} names nothing of a look\(Suggestion.hint(for: name, among: keys + names))")
                }
                parts += [.text(literal), .name(name)]
                literal = ""
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(character)
            }
        }
        return parts + [.text(literal)]
    }

    /// The decision on a group.
    /// - Parameter words: Says what stands in braces in a language.
    func decision(_ measure: Measure, _ words: LookWords) -> Decision {
        func text(_ parts: [Part]) -> String {
            parts.map { part in
                switch part {
                case .text(let text): text
                case .name(let name): words.text(of: name, measure)
                }
            }.joined()
        }
        return Decision(
            kind: kind,
            fields: fields.map { name, field in
                switch field {
                case .fixed(let value): (name, value)
                case .text(let parts): (name, .text(text(parts)))
                case .list(let lists): (name, .list(lists.map(text)))
                }
            })
    }
}
