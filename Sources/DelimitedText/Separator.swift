import Compression

/// The character between two cells of a row.
package struct Separator: Hashable, Sendable {
    /// One byte: ASCII, and neither a quote nor the end of a line.
    package let byte: UInt8

    package static let comma = Separator(byte: UInt8(ascii: ","))
    package static let semicolon = Separator(byte: UInt8(ascii: ";"))
    package static let tab = Separator(byte: UInt8(ascii: "\t"))
    package static let bar = Separator(byte: UInt8(ascii: "|"))

    private init(byte: UInt8) {
        self.byte = byte
    }

    /// Reads a separator: one ASCII character, or the word `tab`.
    package init?(_ text: String) {
        if text == "tab" {
            self = .tab
            return
        }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte != UInt8(ascii: "\""), byte == 9 || byte >= 32,
            byte < 127
        else { return nil }
        self.byte = byte
    }

    /// How a workspace and messages name it.
    package var name: String {
        self == .tab ? "tab" : String(UnicodeScalar(byte))
    }
}

extension Separator {
    /// What a text seems to be separated by.
    package struct Guess: Sendable {
        package var separator: Separator
        /// How many cells most rows have; 1 when the text seems to have one column.
        package var columns: Int
        /// The share of the rows that have that many.
        package var agreement: Double
    }

    /// Guesses the separator from the beginning of a text in UTF-8: the one that cuts most rows into equally many
    /// cells, the first row among them.
    /// - Parameter isWhole: Whether `text` is all there is; if not, its last row may be cut.
    static func guess(_ text: [UInt8], isWhole: Bool) -> Guess {
        var best = Guess(separator: .comma, columns: 1, agreement: 1)
        var bestScore = 0.0
        for candidate in [Separator.comma, .semicolon, .tab, .bar] {
            let counts = cellCounts(of: text, by: candidate, isWhole: isWhole)
            guard let (columns, rows) = mostCommon(counts), columns > 1 else { continue }
            let agreement = Double(rows) / Double(counts.count)
            // A title above the table, or a comma in a text or a number, is seen in the first row.
            let score = counts.first == columns ? agreement : agreement * 0.8
            guard score > bestScore || score == bestScore && columns > best.columns else { continue }
            best = Guess(separator: candidate, columns: columns, agreement: agreement)
            bestScore = score
        }
        return best
    }

    private static func cellCounts(of text: [UInt8], by separator: Separator, isWhole: Bool) -> [Int] {
        guard let source = try? ByteSource(bytes: text, path: ""),
            var reader = try? RowReader(source, format: TextFormat(encoding: .utf8, separator: separator))
        else { return [] }
        var counts: [Int] = []
        var row = Row()
        while counts.count < 200, (try? reader.next(into: &row)) == true { counts.append(row.count) }
        if !isWhole, counts.count > 1, counts.count < 200 { counts.removeLast() }
        return counts
    }

    private static func mostCommon(_ counts: [Int]) -> (columns: Int, rows: Int)? {
        var rows: [Int: Int] = [:]
        for count in counts { rows[count, default: 0] += 1 }
        return rows.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
