extension Setting {
    /// The text, when it is one.
    package var asText: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number, when it is one.
    package var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .decimal(let value): value
        default: nil
        }
    }

    /// The whole number, when it is one; 3.0 is 3.
    package var asInteger: Int64? {
        switch self {
        case .integer(let value): value
        case .decimal(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The items of a list. An empty table is an empty list too: Lua does not tell them apart.
    package var asList: [Setting]? {
        switch self {
        case .list(let items): items
        case .table(let table) where table.isEmpty: []
        default: nil
        }
    }

    /// The keys and values of a table; a list has the keys "1", "2", ... A constructor's call is no table.
    package var asTable: [String: Setting]? {
        switch self {
        case .table(let table): table["$call"] == nil ? table : nil
        case .list(let items):
            Dictionary(uniqueKeysWithValues: items.enumerated().map { ("\($0.offset + 1)", $0.element) })
        default: nil
        }
    }

    /// The name and arguments of a constructor such as `scale(1, 5)` or `any { ... }`.
    ///
    /// A single argument that is a list stands for its items, so that `any { {...}, {...} }` has two arguments.
    package var asCall: (name: String, arguments: [Setting])? {
        guard case .table(let table) = self, case .text(let name)? = table["$call"] else { return nil }
        guard case .list(let arguments)? = table["arguments"] else { return (name, []) }
        if arguments.count == 1, let only = arguments.first, let items = only.asList { return (name, items) }
        return (name, arguments)
    }
}
