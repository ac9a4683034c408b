import Tuntuma

/// Stands in until that branch is merged: takes every field.
package enum DecisionShape {
    package static func decision(kind: Decision.Kind, fields: [String: Setting]) throws(DecisionError) -> Decision {
        var filled: [(name: String, value: Value)] = []
        for (name, setting) in fields.sorted(by: { $0.key < $1.key }) {
            switch setting {
            case .text(let text): filled.append((name, .text(text)))
            case .integer(let number): filled.append((name, .integer(number)))
            case .decimal(let number): filled.append((name, .decimal(number)))
            case .boolean(let value): filled.append((name, .boolean(value)))
            case .table(let table):
                for (key, value) in table.sorted(by: { $0.key < $1.key }) {
                    if case .text(let text) = value { filled.append(("\(name).\(key)", .text(text))) }
                }
            case .list, .function: throw DecisionError(problem: "\(name) is \(setting.kind)")
            }
        }
        return Decision(kind: kind, fields: filled)
    }
}

/// A decision that cannot be used.
package struct DecisionError: Error {
    package var problem: String
}
