import DelimitedText

/// Finds the header of a table from its first rows.
enum LayoutGuess {
    /// - Parameter rows: The first rows of the text, empty lines among them.
    static func layout(of rows: [Row]) -> Guess<TableReader.Layout> {
        let usual = mostCommonCount(rows)
        let most = min(usual, rows.map(filled).max() ?? 0)
        let top = rows.indices.first { index in
            let count = filled(rows[index])
            // A table of one or two columns looks like the title above one.
            if usual < 3 { return count > 0 }
            return count >= 2 && (count * 2 > most || index + 1 < rows.count && continues(rows[index], rows[index + 1]))
        }
        guard let top else {
            return Guess(TableReader.Layout(), reason: "there is nothing to see", confidence: 0.1)
        }
        let header = rows[top]
        if isData(header) {
            return Guess(
                TableReader.Layout(rowsBefore: top, headerRows: 0), reason: "the first row has numbers or dates",
                confidence: 0.6)
        }
        if top + 2 < rows.count, isOfQualtrics(rows[top + 2]) {
            return Guess(
                TableReader.Layout(rowsBefore: top, headerRows: 2, rowsAfter: 1),
                reason: "the third row has the import ids of Qualtrics", confidence: 0.95)
        }
        if top + 1 < rows.count, continues(header, rows[top + 1]) {
            return Guess(
                TableReader.Layout(rowsBefore: top, headerRows: 2),
                reason: "the second row goes on where the first has empty cells", confidence: 0.8)
        }
        return Guess(
            TableReader.Layout(rowsBefore: top),
            reason: top == 0 ? "the first row has texts only" : "what stands above row \(top + 1) has fewer cells",
            confidence: top == 0 ? 0.9 : 0.7)
    }

    private static func mostCommonCount(_ rows: [Row]) -> Int {
        var counts: [Int: Int] = [:]
        for row in rows where !row.isBlank { counts[row.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    private static func filled(_ row: Row) -> Int {
        (0..<row.count).count { !row.cell($0).isEmpty }
    }

    /// Whether half of the texts of a row are numbers or times, which names of columns are not.
    private static func isData(_ row: Row) -> Bool {
        var profile = ColumnProfile(name: "")
        for column in 0..<row.count { profile.add(row.text(column).trimmingBlanks()) }
        return profile.filled > 0 && (profile.numbers + profile.wordedTimes) * 2 >= profile.filled
    }

    /// Whether a row is the third one of Qualtrics' header: names for its own import, in JSON.
    private static func isOfQualtrics(_ row: Row) -> Bool {
        row.count > 0 && row.text(0).trimmingBlanks().hasPrefix("{\"ImportId\"")
    }

    /// Whether a second header row stands below the first, as SurveyMonkey writes it.
    private static func continues(_ header: Row, _ next: Row) -> Bool {
        var profile = ColumnProfile(name: "")
        var continued = 0
        var says = false
        for column in 0..<next.count {
            let text = next.text(column).trimmingBlanks()
            profile.add(text)
            if !text.isEmpty, header.cell(column).isEmpty { continued += 1 }
            says = says || ["response", "open-ended response"].contains(text.lowercased())
        }
        guard profile.filled > 0, profile.numbers == 0, profile.wordedTimes == 0 else { return false }
        return says || continued >= 2 && next.cell(0).isEmpty
    }
}

extension String {
    /// The text without blanks around it.
    func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
