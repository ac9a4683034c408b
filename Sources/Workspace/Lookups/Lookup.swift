import TextFolding

/// A field of a decision that a table says: `queue = lookup("queues.csv", "segment")`.
///
/// The row is the one whose cell in the column of that name is the event's field; the value is its cell in the column
/// named like the decision's field. Texts compare as everywhere, without regard to case. A row with `*` is for all others.
package struct Lookup: Equatable, Sendable {
    /// The event's field, such as `attributes.segment`.
    package let field: String
    /// The table's file.
    package let file: String
    /// Names the table's content.
    package let hash: String
    /// By the folded text of the event's field.
    package let values: [String: String]
    package let valueOfOthers: String?

    /// Every value that may come out, with the line of its row.
    package let outcomes: [(line: Int, value: String)]

    package static func == (left: Lookup, right: Lookup) -> Bool {
        left.field == right.field && left.file == right.file && left.hash == right.hash && left.values == right.values
    }

    /// - Parameters:
    ///   - table: The table.
    ///   - key: The column that is held against the event: its field, or the name of an attribute.
    ///   - column: The column of the values.
    /// - Throws: when the table has no rows, no such columns, or two rows for one value.
    package init(_ table: LookupTable, key: String, column: String) throws(DecisionError) {
        guard !table.rows.isEmpty else { throw DecisionError("\(table.file) has no rows below its first") }
        func place(_ name: String) throws(DecisionError) -> Int {
            guard let place = table.columns.firstIndex(where: { FoldedText($0) == FoldedText(name) }) else {
                throw DecisionError(
                    "\(table.file) has no column \"\(name)\"; its columns are \(table.columns.joined(separator: ", "))")
            }
            return place
        }
        let isField = EventFieldNames.all.contains(key) || key.contains(".")
        let keyPlace = try place(key.split(separator: ".", maxSplits: 1).last.map(String.init) ?? key)
        let valuePlace = try place(column)
        var values: [String: String] = [:]
        var valueOfOthers: String?
        var lines: [String: Int] = [:]
        for row in table.rows {
            let text = FoldedText(row.cells[keyPlace]).text
            if let line = lines.updateValue(row.line, forKey: text) {
                throw DecisionError(
                    "\(table.file):\(row.line): \"\(row.cells[keyPlace])\" stands on line \(line) already")
            }
            if text == "*" { valueOfOthers = row.cells[valuePlace] } else { values[text] = row.cells[valuePlace] }
        }
        field = isField ? key : "attributes.\(key)"
        file = table.file
        hash = table.hash
        self.values = values
        self.valueOfOthers = valueOfOthers
        outcomes = table.rows.map { ($0.line, $0.cells[valuePlace]) }
    }
}
