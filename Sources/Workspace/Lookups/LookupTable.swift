/// A table of the organisation's own, such as `queues.csv`: who takes which comments, as people keep it in a spreadsheet.
package struct LookupTable: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        /// The line in the file, from 1.
        package var line: Int
        /// As many as there are columns.
        package var cells: [String]

        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// The path in the workspace, as the rule names it.
    package var file: String
    /// The names in the first row.
    package var columns: [String]
    package var rows: [Row]
    /// Names the content: the versions of the rules that look things up here depend on it.
    package var hash: String

    package init(file: String, columns: [String], rows: [Row], hash: String) {
        self.file = file
        self.columns = columns
        self.rows = rows
        self.hash = hash
    }
}

/// The files of a workspace that rules name. Whoever loads the workspace says how they are read.
package struct WorkspaceFiles: Sendable {
    /// Reads a table. Throws what is wrong with it, for a person.
    package var table: @Sendable (String) throws(DecisionError) -> LookupTable

    package init(table: @escaping @Sendable (String) throws(DecisionError) -> LookupTable) {
        self.table = table
    }

    /// For rules that are read without a workspace.
    package static let none = WorkspaceFiles { file throws(DecisionError) in
        throw DecisionError("\(file) can be read in a workspace only")
    }
}
