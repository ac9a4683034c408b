import TerminalTables
import Tuntuma

/// Small drawings in one line of text.
enum Graphics {
    /// A value on a scale with its interval: `·······━━━●━━···`, with a mark at zero where the scale crosses it.
    static func bar(value: Double?, interval: Interval?, range: ClosedRange<Double>, width: Int) -> StyledText {
        let span = range.upperBound - range.lowerBound
        guard width > 0, span > 0, span.isFinite else { return StyledText() }
        func place(_ value: Double) -> Int {
            let share = min(max((value - range.lowerBound) / span, 0), 1)
            return Int((share * Double(width - 1)).rounded())
        }
        var cells = [(text: String, style: StyledText.Style)](repeating: ("·", .dim), count: width)
        if range.lowerBound < 0, range.upperBound > 0 { cells[place(0)] = ("┊", .dim) }
        if let interval, interval.lower.isFinite, interval.upper.isFinite, interval.lower <= interval.upper {
            for cell in place(interval.lower)...place(interval.upper) { cells[cell] = ("━", .cyan) }
        }
        if let value, value.isFinite { cells[place(value)] = ("●", .bold) }
        return merge(cells)
    }

    /// A trend: one block for each value, a dot where there is none.
    static func sparkline(_ values: some Collection<Double?>, range: ClosedRange<Double>) -> StyledText {
        let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        let span = range.upperBound - range.lowerBound
        return merge(
            values.map { value in
                guard let value, value.isFinite else { return ("·", .dim) }
                guard span > 0, span.isFinite else { return (blocks[3], .cyan) }
                let share = min(max((value - range.lowerBound) / span, 0), 1)
                return (blocks[Int((share * Double(blocks.count - 1)).rounded())], .cyan)
            })
    }

    private static func merge(_ cells: [(text: String, style: StyledText.Style)]) -> StyledText {
        var result = StyledText()
        var run: (text: String, style: StyledText.Style) = ("", .plain)
        for cell in cells {
            if cell.style == run.style {
                run.text += cell.text
            } else {
                result.append(run.text, run.style)
                run = cell
            }
        }
        result.append(run.text, run.style)
        return result
    }
}
