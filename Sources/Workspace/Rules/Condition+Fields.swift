import Tuntuma

extension Condition {
    /// The fields that it looks at, in their order.
    package var fields: [String] {
        switch self {
        case .field(let name, _): [name]
        case .all(let conditions), .any(let conditions), .none(let conditions): conditions.flatMap(\.fields)
        }
    }
}

extension DecisionTemplate {
    /// The fields in braces in its texts, in the order of the names of the decision's own fields.
    package var mentionedFields: [String] {
        fields.sorted { $0.key < $1.key }.flatMap { Self.fields(in: $0.value) }
    }

    private static func fields(in setting: Setting) -> [String] {
        switch setting {
        case .text(let text): TextTemplate.fieldNames(in: text)
        case .list(let items): items.flatMap(fields)
        case .table(let table): table.sorted { $0.key < $1.key }.flatMap { fields(in: $0.value) }
        case .boolean, .integer, .decimal, .function: []
        }
    }
}
