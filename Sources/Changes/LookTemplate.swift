import Deciding
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

    private enum Field: Sendable {
        case fixed(Value)
        case text([BracedText.Part])
        case list([[BracedText.Part]])
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
                    var lists: [[BracedText.Part]] = []
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

    /// The declared decisions of a rule, in their order.
    /// - Throws: A complaint when a text names something that is not there.
    static func all(of rule: MetricRule) throws(Complaint) -> [LookTemplate] {
        var templates: [LookTemplate] = []
        for template in rule.decisions {
            do throws(DecisionError) {
                templates.append(try LookTemplate(template, keys: rule.keys))
            } catch {
                throw rule.block.complaint(template.kind.rawValue, error.problem)
            }
        }
        return templates
    }

    private static func parts(_ text: String, _ keys: [String]) throws(DecisionError) -> [BracedText.Part] {
        let parts = try BracedText.parts(text)
        for case .name(let name) in parts where !names.contains(name) && !keys.contains(name) {
            throw DecisionError(
                "{\(name)} names nothing of a look\(Suggestion.hint(for: name, among: keys + names))")
        }
        return parts
    }

    /// The decision on a group.
    /// - Parameter words: Says what stands in braces in a language.
    func decision(_ measure: Measure, _ words: LookWords) -> Decision {
        var room = TextRoom()
        func text(_ parts: [BracedText.Part]) -> String {
            var text = ""
            for part in parts {
                let piece =
                    switch part {
                    case .text(let literal): literal
                    case .name(let name): words.text(of: name, measure)
                    }
                guard room.append(piece, to: &text) else { break }
            }
            return text
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
