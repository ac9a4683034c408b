import Exports

/// Which kinds of comparison some row of a table has: a column for each.
struct MarkKinds {
    let marks: [RowMarks]
    let hasRest: Bool
    let hasChange: Bool

    /// - Parameter marks: Those of all rows.
    init(_ marks: [RowMarks]) {
        self.marks = marks
        hasRest = marks.contains { $0.againstRest != nil }
        hasChange = marks.contains { $0.change != nil }
    }
}
