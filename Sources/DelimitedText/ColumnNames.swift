/// Makes the columns' names from the rows of a header.
///
/// - The blanks around a cell are taken away.
/// - With several header rows, as SurveyMonkey writes them, the cells of a column are joined with ` / ` from above. A
///   question stands above the first of its columns only, so an empty cell above a text takes the text to its left.
/// - A column without any text is called `column 7`, by its number from 1.
/// - A name that is taken already gets ` (2)`, ` (3)` and so on.
package enum ColumnNames {
    /// - Parameters:
    ///   - rows: The header's rows; none for a text without a header.
    ///   - count: How many columns there are, where the header does not say it.
    ///   - taken: Names that no column may have.
    package static func names(of rows: [Row], count: Int = 0, taken: Set<String> = []) -> [String] {
        let count = max(count, rows.map(\.count).max() ?? 0)
        var above = [String](repeating: "", count: rows.count)
        var taken = taken
        return (0..<count).map { column in
            let cells = rows.map { trimmed($0.cell(column)) }
            var parts: [String] = []
            for (level, cell) in cells.enumerated() {
                let isContinued = cell.isEmpty && cells[(level + 1)...].contains { !$0.isEmpty }
                if !isContinued { above[level] = cell }
                if !above[level].isEmpty { parts.append(above[level]) }
            }
            let name = parts.isEmpty ? "column \(column + 1)" : parts.joined(separator: " / ")
            return unique(name, &taken)
        }
    }

    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name) (\(number))"
            number += 1
        }
        return candidate
    }

    private static func trimmed(_ cell: ArraySlice<UInt8>) -> String {
        let text = String(decoding: cell, as: UTF8.self)
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
