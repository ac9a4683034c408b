extension RowReader {
    /// How large a delimited text may get, so that a stray quote does not swallow the file into memory.
    package enum Limit {
        /// Bytes of one cell.
        package static let cellBytes = 1 << 20
        /// Bytes of one row.
        package static let rowBytes = 4 << 20
        /// Cells of one row.
        package static let columns = 4096
    }
}
