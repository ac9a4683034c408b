import Deciding
import Suggestions
import Tuntuma
import Workspace

/// A decision as a rule's test expects it: `{ route = { queue = "callback" } }`. The fields given must match, others are
/// free.
struct ExpectedDecision {
    let kind: Decision.Kind
    /// The fields, tables flattened (`labels.team`).
    let fields: [(name: String, setting: Setting)]

    /// Reads an expectation; nil when it is none.
    init?(_ setting: Setting) {
        guard let table = setting.asTable, table.count == 1, let only = table.first,
            let kind = Decision.Kind(rawValue: only.key), let fields = only.value.asTable
        else { return nil }
        self.kind = kind
        self.fields = Self.flattened(fields, below: "")
    }

    /// What is wrong with an expectation, beginning with the field; nil when nothing is.
    static func problem(with setting: Setting) -> String? {
        let kinds = Decision.Kind.allCases.map(\.rawValue)
        guard let table = setting.asTable, table.count == 1, let only = table.first else {
            return
                "expected one of \(Suggestion.oneOf(kinds)) with its fields, such as { route = { queue = \"callback\" } }"
        }
        guard let kind = Decision.Kind(rawValue: only.key) else {
            return "\(only.key): is no decision\(Suggestion.hint(for: only.key, among: kinds))"
        }
        guard let fields = only.value.asTable else {
            return "\(only.key): expected a table of fields, but this is \(only.value.kind)"
        }
        let known = DecisionShape.fieldNames(of: kind)
        if kind != .act, let wrong = fields.keys.sorted().first(where: { !known.contains($0) }) {
            return "\(only.key).\(wrong): unknown field\(Suggestion.hint(for: wrong, among: known))"
        }
        return nil
    }

    private static func flattened(
        _ table: [String: Setting], below path: String
    ) -> [(name: String, setting: Setting)] {
        table.sorted { $0.key < $1.key }.flatMap { key, setting in
            if case .table(let inner) = setting, !inner.isEmpty { return flattened(inner, below: "\(path)\(key).") }
            return [("\(path)\(key)", setting)]
        }
    }

    /// Why a decision is not what was expected; nil when it is.
    func difference(from decision: Decision) -> String? {
        if decision.kind != kind { return "expected \(kind.rawValue), but the rule decided \(decision.kind.rawValue)" }
        for (name, setting) in fields {
            let actual = decision.fields.first { $0.name == name }?.value
            if let actual, Self.isEqual(setting, actual) { continue }
            let found = actual.map { Self.show($0) } ?? "no such field"
            return "\(kind.rawValue).\(name): expected \(setting.text), but it is \(found)"
        }
        return nil
    }

    static func isEqual(_ setting: Setting, _ value: Value) -> Bool {
        switch (setting, value) {
        case (.text(let left), .text(let right)): left == right
        case (.boolean(let left), .boolean(let right)): left == right
        case (.list(let items), .list(let texts)): items.map(\.asText) == texts.map { Optional($0) }
        default: setting.asNumber != nil && setting.asNumber == value.number
        }
    }

    static func show(_ value: Value) -> String {
        switch value {
        case .text(let text): "\"\(text)\""
        case .list(let items): "{ \(items.map { "\"\($0)\"" }.joined(separator: ", ")) }"
        case .integer, .decimal, .boolean: value.plainText
        }
    }

    /// The expectation as it is written in a test.
    var text: String {
        let fields = fields.map { "\($0.name) = \($0.setting.text)" }
        return fields.isEmpty ? "\(kind.rawValue) {}" : "\(kind.rawValue) { \(fields.joined(separator: ", ")) }"
    }

    /// A decision as it would be written in a test.
    static func show(_ decision: Decision) -> String {
        let fields = decision.fields.map { "\($0.name) = \(show($0.value))" }
        return "\(decision.kind.rawValue) { \(fields.joined(separator: ", ")) }"
    }
}
