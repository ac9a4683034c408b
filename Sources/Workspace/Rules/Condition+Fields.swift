import Tuntuma

extension DecisionTemplate {
    /// The fields in braces in its texts, in the order of the names of the decision's own fields, and those that are
    /// looked up in tables.
    package var mentionedFields: [String] {
        fields.sorted { $0.key < $1.key }.flatMap { Self.fields(in: $0.value) }
            + lookups.sorted { $0.key < $1.key }.map(\.value.field)
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
