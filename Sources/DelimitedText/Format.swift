/// What is known of a delimited text before it is read. What is nil is guessed from its beginning.
package struct Format: Sendable {
    package var encoding: TextEncoding?
    package var separator: Separator?

    package init(encoding: TextEncoding? = nil, separator: Separator? = nil) {
        self.encoding = encoding
        self.separator = separator
    }
}

/// How large a delimited text may get, so that a stray quote does not swallow the file into memory.
package enum Limit {
    /// Bytes of one cell.
    package static let cellBytes = 1 << 20
    /// Bytes of one row.
    package static let rowBytes = 4 << 20
    /// Cells of one row.
    package static let columns = 4096
}
