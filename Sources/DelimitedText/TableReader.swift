package import Compression

/// Reads a delimited text as a table: columns with names, and numbered rows.
package struct TableReader: ~Copyable {
    /// Where the header stands.
    package struct Layout: Sendable, Equatable {
        /// Rows above the header that are no part of the table, empty lines counted.
        package var rowsBefore = 0
        /// Rows of the header; 0 for a table without one.
        package var headerRows = 1
        /// Rows below the header that are no part of the table, empty lines not counted.
        package var rowsAfter = 0

        package init(rowsBefore: Int = 0, headerRows: Int = 1, rowsAfter: Int = 0) {
            self.rowsBefore = rowsBefore
            self.headerRows = headerRows
            self.rowsAfter = rowsAfter
        }
    }

    /// The name that no column has, since it stands for the number of the row.
    package static let rowNumberName = "#"

    /// The columns' names, each once; see ``ColumnNames``.
    package let names: [String]
    /// How many rows have been read, the header and what is beside it not counted; so the number of the last row.
    package private(set) var rowNumber = 0

    private var rows: RowReader
    /// The first row of a table without header, which had to be read for the number of its columns.
    private var pending: Row?

    /// Begins to read: reads the header.
    package init(
        _ source: consuming ByteSource, format: TextFormat = TextFormat(), layout: Layout = Layout()
    ) throws(DelimitedTextError) {
        var rows = try RowReader(source, format: format)
        var row = Row()
        var isThere = true
        for _ in 0..<layout.rowsBefore where isThere { isThere = try rows.next(into: &row, keepsEmptyLines: true) }
        var header: [Row] = []
        while isThere, header.count < layout.headerRows {
            isThere = try rows.next(into: &row)
            if isThere { header.append(row) }
        }
        for _ in 0..<layout.rowsAfter where isThere { isThere = try rows.next(into: &row) }
        if layout.headerRows == 0, isThere, try rows.next(into: &row) { pending = row }
        names = ColumnNames.names(of: header, count: pending?.count ?? 0, taken: [TableReader.rowNumberName])
        self.rows = rows
    }

    /// The encoding that the text has.
    package var encoding: TextEncoding { rows.encoding }

    /// The separator, given or guessed.
    package var separator: Separator { rows.separator }

    /// How sure the separator is; nil when it was given.
    package var separatorGuess: Separator.Guess? { rows.separatorGuess }

    /// Whether the last row had a line end; see ``RowReader/isRowEnded``.
    package var isRowEnded: Bool { rows.isRowEnded }

    /// Reads the next row, which may have fewer or more cells than there are columns.
    /// - Returns: Whether there was one.
    package mutating func next(into row: inout Row) throws(DelimitedTextError) -> Bool {
        if let first = pending {
            row = first
            pending = nil
        } else {
            guard try rows.next(into: &row) else { return false }
        }
        rowNumber += 1
        return true
    }
}
