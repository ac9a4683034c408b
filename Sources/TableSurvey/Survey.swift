import Compression
package import DelimitedText

/// The sample of a file, read twice: the first rows for the format, then all rows for what the columns hold.
package struct Survey {
    /// At most as many rows are looked at.
    private static let mostRows = 10_000

    package private(set) var encoding: Guess<TextEncoding>
    package private(set) var separator: Guess<Separator>
    package private(set) var decimalComma = Guess(false, reason: "no number has a comma", confidence: 0.9)
    package private(set) var layout: Guess<TableReader.Layout>
    package private(set) var columns: [ColumnProfile] = []
    package private(set) var rows = 0
    /// Rows with more cells than the header, and the line of the first: they are rejected.
    package private(set) var overlong = (count: 0, line: 0)
    /// The rows at the end that sum the answers up; none where not all rows were read.
    package private(set) var totals: [TotalsRow] = []
    /// Whether there is no text to begin with, or none in any cell.
    package let isBlank: Bool
    /// Whether the rows that were read are all there are.
    package private(set) var isWhole: Bool

    package init(_ bytes: [UInt8], isWhole: Bool) throws(DelimitedTextError) {
        self.isWhole = isWhole
        var reader = try Survey.reader(bytes)
        var first: [Row] = []
        var row = Row()
        do throws(DelimitedTextError) {
            while first.count < 40, try reader.next(into: &row, keepsEmptyLines: true) { first.append(row) }
        } catch {
            guard Survey.isCut(error, isWhole: isWhole, rows: first.count) else { throw error }
        }
        isBlank = first.allSatisfy(\.isBlank)
        layout = LayoutGuess.layout(of: first)
        encoding = Guess(reader.encoding, reason: "", confidence: 0)
        if let guess = reader.separatorGuess {
            separator = Guess(
                guess.separator,
                reason: guess.columns == 1
                    ? "no separator cuts the rows into cells; there seems to be one column"
                    : "it cuts \(Int((guess.agreement * 100).rounded())) % of the first rows into \(guess.columns) cells",
                confidence: guess.columns == 1 ? 0.5 : guess.agreement)
        } else {
            separator = Guess(reader.separator, reason: "the first line names it", confidence: 1)
        }
    }

    /// Counts what the columns hold.
    package mutating func count(_ bytes: [UInt8]) throws(DelimitedTextError) {
        let format = TextFormat(separator: separator.value)
        var table = try Survey.table(bytes, format: format, layout: layout.value)
        columns = table.names.map(ColumnProfile.init)
        var row = Row()
        // Rows that are called totals, as long as no other row comes below them.
        var pending: [(row: Row, totals: TotalsRow)] = []
        do throws(DelimitedTextError) {
            while rows < Survey.mostRows, try table.next(into: &row) {
                guard !row.isBlank else { continue }
                if let totals = totals(in: row) {
                    pending.append((row, totals))
                    continue
                }
                for (earlier, _) in pending { add(earlier) }
                pending = []
                add(row)
            }
            if rows == Survey.mostRows { isWhole = false }
        } catch {
            guard Survey.isCut(error, isWhole: isWhole, rows: rows) else { throw error }
        }
        if isWhole, rows > 0 {
            totals = pending.map(\.totals)
        } else {
            for (earlier, _) in pending { add(earlier) }
        }
        encoding = Survey.encodingGuess(bytes, table.encoding)
        guessDecimalComma()
    }

    /// Counts what the cells of a row hold. A row that has too many is shifted, so it says nothing.
    private mutating func add(_ row: Row) {
        rows += 1
        if row.count > columns.count, (columns.count..<row.count).contains(where: { !row.cell($0).isEmpty }) {
            overlong = (overlong.count + 1, overlong.count == 0 ? row.line : overlong.line)
            return
        }
        for column in columns.indices { columns[column].add(row.text(column).trimmingBlanks(), line: row.line) }
    }

    /// The name of a row that sums the answers up: the first of its texts.
    private func totals(in row: Row) -> TotalsRow? {
        guard let column = columns.indices.first(where: { !row.cell($0).isEmpty }), row.cell(column).count <= 40 else {
            return nil
        }
        let name = row.text(column).trimmingBlanks()
        // `Keskiarvo:` and `Keskiarvo (n = 60)` too.
        let word = name.lowercased().prefix { $0.isLetter || $0 == " " }
        guard NameHints.totals.contains(String(word).trimmingBlanks()) else { return nil }
        return TotalsRow(column: columns[column].name, name: name, line: row.line)
    }

    /// Whether an error is only that the sample, which is not the whole file, ends in the middle of a quoted cell.
    private static func isCut(_ error: DelimitedTextError, isWhole: Bool, rows: Int) -> Bool {
        guard case .unterminatedQuote = error else { return false }
        return !isWhole && rows > 0
    }

    private mutating func guessDecimalComma() {
        let commas = columns.reduce(0) { $0 + $1.decimalCommas }
        guard commas > 0 else { return }
        let points = columns.reduce(0) { $0 + $1.fractions } - commas
        decimalComma =
            commas > points
            ? Guess(
                true, reason: "numbers written like 4,5: \(commas)", confidence: points > 0 ? 0.6 : 0.9)
            : Guess(false, reason: "more numbers have a point than a comma", confidence: 0.6)
    }

    private static func encodingGuess(_ bytes: [UInt8], _ encoding: TextEncoding) -> Guess<TextEncoding> {
        let marks: [[UInt8]] = [[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]]
        if marks.contains(where: { bytes.starts(with: $0) }) {
            return Guess(encoding, reason: "a byte order mark", confidence: 1)
        }
        switch encoding {
        case .utf8:
            let isASCII = bytes.allSatisfy { $0 < 0x80 }
            return Guess(
                encoding, reason: isASCII ? "nothing but ASCII" : "the letters beyond ASCII are written as UTF-8 does",
                confidence: isASCII ? 0.9 : 0.95)
        case .utf16LittleEndian, .utf16BigEndian:
            return Guess(encoding, reason: "every second byte is 0", confidence: 0.9)
        case .windows1252:
            return Guess(encoding, reason: "the letters beyond ASCII are no UTF-8", confidence: 0.8)
        }
    }

    private static func reader(_ bytes: [UInt8]) throws(DelimitedTextError) -> RowReader {
        try RowReader(try source(bytes))
    }

    private static func table(
        _ bytes: [UInt8], format: TextFormat, layout: TableReader.Layout
    ) throws(DelimitedTextError) -> TableReader {
        try TableReader(try source(bytes), format: format, layout: layout)
    }

    private static func source(_ bytes: [UInt8]) throws(DelimitedTextError) -> ByteSource {
        do throws(ByteSourceError) {
            return try ByteSource(bytes: bytes, path: "")
        } catch {
            throw .unreadable(error)
        }
    }
}
