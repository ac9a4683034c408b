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
        case .text(let text): names(in: text)
        case .list(let items): items.flatMap(fields)
        case .table(let table): table.sorted { $0.key < $1.key }.flatMap { fields(in: $0.value) }
        case .boolean, .integer, .decimal, .function: []
        }
    }

    /// The names in braces, in their order; none of a text that is no template.
    private static func names(in text: String) -> [String] {
        guard let parts = try? BracedText.parts(text) else { return [] }
        let symbols = SymbolTable()
        var names: [String] = []
        for case .name(let name) in parts {
            guard let field = EventField(name, symbols: symbols) else { return [] }
            names.append(field.text)
        }
        return names
    }
}
