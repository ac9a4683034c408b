import JSONText
import Tuntuma
import Workspace

/// Decisions and values in JSON documents.
enum DecisionJSON {
    /// `{"kind": "route", "fields": {...}}`.
    static func value(_ decision: Decision) -> JSONValue {
        .object([
            ("kind", .string(decision.kind.rawValue)),
            ("fields", .object(decision.fields.map { ($0.name, value($0.value)) })),
        ])
    }

    static func value(_ value: Value) -> JSONValue {
        switch value {
        case .integer(let number): .integer(Int(number))
        case .decimal(let number): .number(number)
        case .boolean(let truth): .boolean(truth)
        case .text(let text): .string(text)
        case .list(let items): .array(items.map { .string($0) })
        }
    }
}
