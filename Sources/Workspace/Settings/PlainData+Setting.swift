package import Memory

extension PlainData {
    /// Makes data of a setting; nil where it holds a function or what a constructor made.
    ///
    /// Settings have the whole-number keys of a table as text, so a key that reads as one becomes one.
    package init?(_ setting: Setting) {
        switch setting {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .decimal(let value): self = .decimal(value)
        case .text(let value): self = .text(value)
        case .function: return nil
        case .list, .table:
            guard let table = setting.asTable else { return nil }
            var entries: [Entry] = []
            for (key, value) in table {
                guard let value = PlainData(value) else { return nil }
                let number = Int64(key).flatMap { String($0) == key ? $0 : nil }
                entries.append(Entry(key: number.map { .integer($0) } ?? .text(key), value: value))
            }
            self = .table(unsorted: entries)
        }
    }
}
