import Engine
import Tuntuma
import Workspace

/// Decisions in a line for people.
enum DecisionText {
    /// `route { queue = "callback", unit = "turku" }`: as it would be written in a rule's test.
    static func text(of decision: Decision) -> String {
        let fields = decision.fields.map { "\($0.name) = \(show($0.value))" }
        return "\(decision.kind.rawValue) { \(fields.joined(separator: ", ")) }"
    }

    /// What became of a decision: the fields that differ with an arrow between, or the whole of it where one side is missing.
    static func text(from before: Decision?, to after: Decision?) -> String {
        guard let before, let after else { return (after ?? before).map(text(of:)) ?? "" }
        var names = before.fields.map(\.name)
        for field in after.fields where !names.contains(field.name) { names.append(field.name) }
        let differences = names.compactMap { name -> String? in
            let left = before.fields.first { $0.name == name }?.value
            let right = after.fields.first { $0.name == name }?.value
            guard left != right else { return nil }
            return "\(name) = \(left.map(show) ?? "–") → \(right.map(show) ?? "–")"
        }
        return "\(after.kind.rawValue) { \(differences.joined(separator: ", ")) }"
    }

    private static func show(_ value: Value) -> String {
        if case .text(let text) = value { return "\"\(text)\"" }
        return value.plainText
    }
}
