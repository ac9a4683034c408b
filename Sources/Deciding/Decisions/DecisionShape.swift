import Suggestions
import Tuntuma
package import Workspace

/// What a decision may say: the fields of each kind, their types and their order.
///
/// - `alert { severity, key, title, text, labels, resolve_after }`: `title` or `text` is needed; `severity` is `info`, `warning`
///   (the default) or `critical`; `labels` is a table; `resolve_after` is a span such as `"2h"`.
/// - `route { queue, unit, within, priority, reason }`: `queue` is needed; `within` is `"24h"`, `"2d"`, `"1 working day"`;
///   `priority` is a whole number or a text.
/// - `act { use, ... }`: `use` names the action; all other fields are the action's own, by name.
///
/// Tables become fields with a dot: `labels = { team = "a" }` is the field `labels.team`.
package enum DecisionShape {
    /// Checks the fields of a decision and puts them in order.
    ///
    /// Called for each `alert`, `route` and `act` of a rule: when a declared one is loaded, each time one is called.
    package static func decision(
        kind: Decision.Kind, fields: [String: Setting]
    ) throws(DecisionError) -> Decision {
        var decision = Decision(kind: kind, fields: [])
        for (name, field) in known(of: kind) {
            guard let setting = fields[name] else {
                if let value = field.preset { decision.fields.append((name, value)) }
                if field.isNeeded { throw DecisionError("\(name): is missing; expected \(field.expected)") }
                continue
            }
            try add(setting, as: name, field, to: &decision)
        }
        let names = known(of: kind).map(\.name)
        for (name, setting) in fields.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            guard kind == .act else {
                throw DecisionError("\(name): unknown field\(Suggestion.hint(for: name, among: names))")
            }
            try flatten(setting, as: name, into: &decision)
        }
        if kind == .alert, fields["title"] == nil, fields["text"] == nil {
            throw DecisionError("title: is missing; expected a text")
        }
        let bytes = decision.textBytes
        guard bytes <= Decision.mostTextBytes else {
            throw DecisionError(
                "its texts have \(bytes) bytes together; a decision has at most \(Decision.mostTextBytes) (64 KiB): cut a text with sub(1, n)"
            )
        }
        return decision
    }

    /// The names of the fields of a kind, in their order; for `act` those that the host knows.
    package static func fieldNames(of kind: Decision.Kind) -> [String] {
        known(of: kind).map(\.name)
    }

    private enum Field {
        case text, neededText, severity, deadline, priority, labels, span

        var isNeeded: Bool { if case .neededText = self { true } else { false } }
        var preset: Value? { if case .severity = self { .text("warning") } else { nil } }
        var expected: String {
            switch self {
            case .text, .neededText: "a text"
            case .severity: "info, warning or critical"
            case .deadline: "a time such as \"24h\", \"2d\" or \"1 working day\""
            case .priority: "a whole number or a text"
            case .labels: "a table of texts"
            case .span: "a span of time such as \"2h\" or \"7d\""
            }
        }
    }

    private static func known(of kind: Decision.Kind) -> [(name: String, field: Field)] {
        switch kind {
        case .alert:
            [
                ("severity", .severity), ("key", .text), ("title", .text), ("text", .text), ("labels", .labels),
                ("resolve_after", .span),
            ]
        case .route:
            [
                ("queue", .neededText), ("unit", .text), ("within", .deadline), ("priority", .priority),
                ("reason", .text),
            ]
        case .act: [("use", .neededText)]
        }
    }

    private static func add(
        _ setting: Setting, as name: String, _ field: Field, to decision: inout Decision
    ) throws(DecisionError) {
        switch (field, setting) {
        case (.text, .text(let text)):
            decision.fields.append((name, .text(text)))
        case (.neededText, .text(let text)):
            guard !text.isEmpty else { throw DecisionError("\(name): is empty; expected \(field.expected)") }
            decision.fields.append((name, .text(text)))
        case (.severity, .text(let text)):
            let severities = ["info", "warning", "critical"]
            guard severities.contains(text) else {
                throw DecisionError(
                    "\(name): \"\(text)\" is no severity\(Suggestion.hint(for: text, among: severities))")
            }
            decision.fields.append((name, .text(text)))
        case (.deadline, .text(let text)):
            guard SpanText.isDeadline(text) else {
                throw DecisionError("\(name): \"\(text)\" is no time to do something in; expected \(field.expected)")
            }
            decision.fields.append((name, .text(text)))
        case (.span, .text(let text)):
            guard SpanText.milliseconds(text) ?? 0 > 0 else {
                throw DecisionError("\(name): \"\(text)\" is no span of time; expected \(field.expected)")
            }
            decision.fields.append((name, .text(text)))
        case (.priority, .text(let text)):
            decision.fields.append((name, .text(text)))
        case (.priority, _):
            guard let priority = setting.asInteger else {
                throw DecisionError("\(name): expected \(field.expected), but this is \(setting.insteadOfWhole)")
            }
            decision.fields.append((name, .integer(priority)))
        case (.labels, _):
            guard setting.asTable != nil else { throw wrong(setting, name, field) }
            try flatten(setting, as: name, into: &decision)
        default:
            throw wrong(setting, name, field)
        }
    }

    private static func wrong(_ setting: Setting, _ name: String, _ field: Field) -> DecisionError {
        DecisionError("\(name): expected \(field.expected), but this is \(setting.kind)")
    }

    /// Adds a value of the rule's own choice: text, number, true or false, a list of texts, a table of such.
    private static func flatten(
        _ setting: Setting, as name: String, into decision: inout Decision
    ) throws(DecisionError) {
        switch setting {
        case .text(let value): decision.fields.append((name, .text(value)))
        case .integer(let value): decision.fields.append((name, .integer(value)))
        case .decimal(let value):
            guard value.isFinite else { throw DecisionError("\(name): expected a finite number") }
            decision.fields.append((name, Int64(exactly: value).map { .integer($0) } ?? .decimal(value)))
        case .boolean(let value): decision.fields.append((name, .boolean(value)))
        case .list(let items):
            let texts = items.compactMap(\.asText)
            guard texts.count == items.count else { throw DecisionError("\(name): expected a list of texts") }
            decision.fields.append((name, .list(texts)))
        case .table(let table):
            guard table["$call"] == nil else {
                throw DecisionError("\(name): expected a text, a number or a table, but this is \(setting.kind)")
            }
            for (key, value) in table.sorted(by: { $0.key < $1.key }) {
                try flatten(value, as: "\(name).\(key)", into: &decision)
            }
        case .function:
            throw DecisionError("\(name): expected a text, a number or a table, but this is a function")
        }
    }
}
