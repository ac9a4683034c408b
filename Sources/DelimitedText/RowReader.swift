package import Compression

/// Reads a delimited text row by row, in constant memory: RFC 4180, and what programs write beyond it.
///
/// - Rows end with CRLF, LF or CR; lines count the same way, in quotes too.
/// - A cell in quotes may hold separators, line ends and doubled quotes. A quote inside a cell that does not begin with
///   one is an ordinary character, and so is text after a closing quote.
/// - Empty lines are passed over. A first line `sep=;`, as Excel writes it, names the separator.
/// - A byte order mark is taken away. Cells are UTF-8 bytes; see ``TextDecoder`` for damaged ones.
package struct RowReader: ~Copyable {
    /// The separator, given or guessed.
    package private(set) var separator: Separator
    /// How sure the separator is; nil when it was given.
    package private(set) var separatorGuess: Separator.Guess?

    /// Whether the last row had a line end. Only the file's last may have none: it may still be being written.
    package private(set) var isRowEnded = true

    private var source: ByteSource
    private var decoder: TextDecoder
    private var block: [UInt8]
    private var text: [UInt8] = []
    private var position = 0
    private var line = 1
    /// Whether the last character was a CR, so that an LF belongs to it.
    private var isAfterReturn = false
    private var hasEnded = false
    private var hasBinary = false

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Begins to read: the first block decides what `format` leaves open.
    ///
    /// `blockBytes` is how much of the source is decoded at a time; tests make it small.
    package init(
        _ source: consuming ByteSource, format: TextFormat = TextFormat(), blockBytes: Int = 1 << 16
    ) throws(DelimitedTextError) {
        self.source = source
        decoder = TextDecoder(encoding: format.encoding)
        block = [UInt8](repeating: 0, count: max(blockBytes, 1))
        separator = format.separator ?? .comma
        try refill()
        if let named = takeSeparatorLine() {
            separator = format.separator ?? named
        } else if format.separator == nil {
            let guess = Separator.guess(text, isWhole: hasEnded)
            separator = guess.separator
            separatorGuess = guess
        }
    }

    /// The encoding; UTF-8 as long as nothing but ASCII has been seen.
    package var encoding: TextEncoding { decoder.encoding ?? .utf8 }

    /// Reads the next row.
    /// - Parameters:
    ///   - row: Receives the row; its former content is lost.
    ///   - keepsEmptyLines: Whether an empty line is a row without cells.
    /// - Returns: Whether there was one; if not, the text has ended.
    package mutating func next(into row: inout Row, keepsEmptyLines: Bool = false) throws(DelimitedTextError) -> Bool {
        while try hasMore() {
            if isAfterReturn {
                isAfterReturn = false
                if text[position] == RowReader.lineFeed {
                    position += 1
                    continue
                }
            }
            row.begin(line: line)
            if text[position] != RowReader.lineFeed, text[position] != RowReader.carriageReturn {
                try readCells(into: &row)
                return true
            }
            endLine()
            if keepsEmptyLines { return true }
        }
        return false
    }

    /// Where in a cell the reader is.
    private enum Place {
        case start, plain, quoted, afterQuote
    }

    private mutating func readCells(into row: inout Row) throws(DelimitedTextError) {
        var place = Place.start
        var quoteLine = line
        while try hasMore() {
            switch place {
            case .start:
                let isQuote = text[position] == RowReader.quote
                place = isQuote ? .quoted : .plain
                quoteLine = line
                if isQuote { position += 1 }
            case .quoted:
                let end = endOfQuotedRun()
                try append(upTo: end, to: &row, quote: quoteLine)
                guard end < text.count else { continue }
                position += 1
                place = .afterQuote
            case .afterQuote:
                isAfterReturn = false
                if text[position] == RowReader.quote {
                    try append(upTo: position + 1, to: &row, quote: quoteLine)
                    place = .quoted
                } else {
                    place = .plain
                }
            case .plain:
                let end = endOfPlainRun()
                try append(upTo: end, to: &row, quote: nil)
                guard end < text.count else { continue }
                try endCell(of: &row)
                guard text[end] == separator.byte else { return endLine() }
                position += 1
                place = .start
            }
        }
        guard place != .quoted else { throw .unterminatedQuote(line: quoteLine) }
        try endCell(of: &row)
        isRowEnded = false
    }

    private mutating func append(upTo end: Int, to row: inout Row, quote: Int?) throws(DelimitedTextError) {
        let count = end - position
        guard row.openCellCount + count <= Limit.cellBytes else { throw .cellTooLong(line: row.line, quote: quote) }
        guard row.bytes.count + count <= Limit.rowBytes else { throw .rowTooLong(line: row.line) }
        text.withUnsafeBufferPointer { row.append(UnsafeBufferPointer(rebasing: $0[position..<end])) }
        position = end
    }

    private func endCell(of row: inout Row) throws(DelimitedTextError) {
        guard row.count < Limit.columns else { throw .tooManyColumns(line: row.line) }
        row.endCell()
    }

    /// Takes the end of a line at `position`.
    private mutating func endLine() {
        isAfterReturn = text[position] == RowReader.carriageReturn
        line += 1
        position += 1
    }

    /// The end of the characters at `position` that are neither a separator nor a line's end.
    private func endOfPlainRun() -> Int {
        let separator = separator.byte
        return text.withUnsafeBufferPointer { text in
            var end = position
            while end < text.count {
                let byte = text[end]
                if byte == separator || byte == RowReader.lineFeed || byte == RowReader.carriageReturn { break }
                end += 1
            }
            return end
        }
    }

    /// The place of the next quote; counts the lines on the way.
    private mutating func endOfQuotedRun() -> Int {
        let start = position
        var (line, isAfterReturn) = (line, isAfterReturn)
        let end = text.withUnsafeBufferPointer { text in
            var end = start
            while end < text.count, text[end] != RowReader.quote {
                let byte = text[end]
                if byte == RowReader.carriageReturn || byte == RowReader.lineFeed && !isAfterReturn { line += 1 }
                isAfterReturn = byte == RowReader.carriageReturn
                end += 1
            }
            return end
        }
        (self.line, self.isAfterReturn) = (line, isAfterReturn)
        return end
    }

    /// Whether there is a character at `position`, reading on where needed.
    private mutating func hasMore() throws(DelimitedTextError) -> Bool {
        while true {
            if position < text.count { return true }
            guard !hasBinary else { throw .binary(line: line) }
            guard !hasEnded else { return false }
            try refill()
        }
    }

    /// Replaces the text that has been read with the next block of the source.
    private mutating func refill() throws(DelimitedTextError) {
        text.removeAll(keepingCapacity: true)
        position = 0
        let count = try readBlock()
        if count > 0 { decoder.decode(block[..<count], into: &text) }
        if count < block.count {
            decoder.finish(into: &text)
            hasEnded = true
        }
        if let zero = text.firstIndex(of: 0) {
            text.removeSubrange(zero...)
            hasBinary = true
        }
    }

    /// Fills the block as far as the source has bytes: the first one must not be short because a pipe is slow.
    private mutating func readBlock() throws(DelimitedTextError) -> Int {
        var filled = 0
        var failure: ByteSourceError?
        block.withUnsafeMutableBytes { bytes in
            do throws(ByteSourceError) {
                while filled < bytes.count {
                    let room = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                    let count = try source.read(into: room)
                    guard count > 0 else { return }
                    filled += count
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw .unreadable(failure) }
        return filled
    }

    /// Takes a first line of the form `sep=;`.
    private mutating func takeSeparatorLine() -> Separator? {
        guard text.starts(with: Array("sep=".utf8)), text.count > 4,
            let named = Separator(String(decoding: text[4...4], as: UTF8.self)),
            text.count == 5 || text[5] == RowReader.lineFeed || text[5] == RowReader.carriageReturn
        else { return nil }
        position = 5
        if text.count > 5 { endLine() }
        return named
    }
}
