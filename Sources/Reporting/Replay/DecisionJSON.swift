import JSONText
import Memory
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

    /// Plain data: a table counted from 1 is a list, any other has its keys as names.
    static func value(_ data: PlainData) -> JSONValue {
        switch data {
        case .integer(let number): return .integer(Int(number))
        case .decimal(let number): return .number(number)
        case .boolean(let truth): return .boolean(truth)
        case .text(let text): return .string(text)
        case .table(let entries):
            let isList = !entries.isEmpty && entries.enumerated().allSatisfy { $1.key == .integer(Int64($0 + 1)) }
            if isList { return .array(entries.map { value($0.value) }) }
            return .object(
                entries.map { entry in
                    switch entry.key {
                    case .integer(let number): (String(number), value(entry.value))
                    case .text(let name): (name, value(entry.value))
                    }
                })
        }
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
