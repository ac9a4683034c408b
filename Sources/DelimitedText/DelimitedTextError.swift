package import Compression

/// Why a delimited text cannot be read on. Lines count from 1 in the file as an editor shows it.
package enum DelimitedTextError: Error, Equatable, Sendable {
    /// The file cannot be opened or read, or its archive is damaged.
    case unreadable(ByteSourceError)
    /// A byte 0 on this line: no text.
    case binary(line: Int)
    /// The file ended inside a quoted cell that began on this line.
    case unterminatedQuote(line: Int)
    /// A cell that is larger than ``RowReader/Limit/cellBytes``, in the row that begins on this line; `quote` is the line of the
    /// quote that opened it, where there is one.
    case cellTooLong(line: Int, quote: Int?)
    /// The row that begins on this line is larger than ``RowReader/Limit/rowBytes``.
    case rowTooLong(line: Int)
    /// The row that begins on this line has more than ``RowReader/Limit/columns`` cells.
    case tooManyColumns(line: Int)

    /// The line of the file it is about; nil when it is about the file.
    package var line: Int? {
        switch self {
        case .unreadable: nil
        case .binary(let line), .unterminatedQuote(let line), .rowTooLong(let line), .tooManyColumns(let line): line
        case .cellTooLong(let line, let quote): quote ?? line
        }
    }

    /// What is wrong and what to do, for a person; without the file's name and line.
    package var problem: String {
        switch self {
        case .unreadable(let error):
            error.byte.map { "byte \($0): \(error.problem)" } ?? error.problem
        case .binary:
            "holds a byte 0, so this is no text file; if it is UTF-16, say so with encoding"
        case .unterminatedQuote:
            "a quote that opens on this line is never closed"
        case .cellTooLong(_, .some):
            "the text in quotes that begins on this line is longer than 1 MiB; is its closing quote missing?"
        case .cellTooLong(_, nil):
            "a cell is longer than 1 MiB; is this a text file with one answer a row?"
        case .rowTooLong:
            "the row is longer than 4 MiB; is this a text file with one answer a row?"
        case .tooManyColumns:
            "the row has more than 4096 cells; is the separator right?"
        }
    }
}
