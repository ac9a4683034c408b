import Compression
import DelimitedText

/// What a text was read as.
struct Reading: Equatable {
    var rows: [[String]] = []
    var lines: [Int] = []
    var encoding = TextEncoding.utf8
    var separator = Separator.comma

    init(_ text: String, format: TextFormat = TextFormat(), blockBytes: Int = 1 << 16) throws {
        try self.init(bytes: Array(text.utf8), format: format, blockBytes: blockBytes)
    }

    init(bytes: [UInt8], format: TextFormat = TextFormat(), blockBytes: Int = 1 << 16) throws {
        let source = try ByteSource(bytes: bytes, path: "test.csv")
        var reader = try RowReader(source, format: format, blockBytes: blockBytes)
        var row = Row()
        while try reader.next(into: &row) {
            rows.append((0..<row.count).map { row.text($0) })
            lines.append(row.line)
        }
        encoding = reader.encoding
        separator = reader.separator
    }
}

/// The error that reading ends with, if any.
func failure(of bytes: [UInt8], format: TextFormat = TextFormat()) throws -> DelimitedTextError? {
    do {
        _ = try Reading(bytes: bytes, format: format)
        return nil
    } catch let error as DelimitedTextError {
        return error
    }
}
