import Exports
import Signals
import TerminalTables
import Tuntuma

/// Signs for what is more than chance. They differ in form, so that a pipe and a reader without colours have them too; what they
/// mean stands under the table.
extension TableReport {
    /// A column for each kind of comparison that some row has.
    func markColumns(_ kinds: MarkKinds) -> [TableLayout.Column] {
        var columns: [TableLayout.Column] = []
        if kinds.hasRest { columns.append(.init(title: say(.others), dropOrder: 2)) }
        if kinds.hasChange { columns.append(.init(title: say(.before), dropOrder: 2)) }
        return columns
    }

    /// The cells of one row.
    func markCells(_ own: RowMarks, _ kinds: MarkKinds) -> [TableLayout.Cell] {
        var cells: [TableLayout.Cell] = []
        if kinds.hasRest { cells.append(.text(sign(own.againstRest))) }
        if kinds.hasChange { cells.append(.text(sign(own.change))) }
        return cells
    }

    /// What the signs mean: those that are there, in a line; of columns for which there is room.
    /// - Parameter first: The place of the first of the columns.
    /// - Returns: The line, and whether there is an arrow.
    func markNotes(
        _ kinds: MarkKinds, in table: TableLayout, from first: Int
    ) -> (lines: [StyledText], hasArrows: Bool) {
        guard kinds.hasRest || kinds.hasChange else { return ([], false) }
        let visible = table.visibleColumns(width: width)
        let showsRest = kinds.hasRest && visible.contains(first)
        let showsChange = kinds.hasChange && visible.contains(first + (kinds.hasRest ? 1 : 0))
        let cells = kinds.marks.flatMap { [showsRest ? $0.againstRest : nil, showsChange ? $0.change : nil] }
        let shown = cells.compactMap(\.self)
        guard !shown.isEmpty else { return ([], false) }
        var items: [String] = []
        let directions = shown.compactMap(\.direction)
        let arrows = [Direction.rose, .dropped].filter(directions.contains).map(arrow)
        if !arrows.isEmpty { items.append("\(arrows.joined(separator: " ")) \(say(.moreThanChance))") }
        if shown.contains(where: { $0.verdict == .couldBeChance }) { items.append("≈ \(say(.couldBeChance))") }
        if shown.contains(where: { $0.verdict == .tooFewToSay }) { items.append("? \(say(.tooFewToSay))") }
        let label = say(.markedAgainst(others: showsRest, before: showsChange))
        let text = "\(label): \(items.joined(separator: " · "))"
        return (wrap(text, indent: 2, style: .dim), !arrows.isEmpty)
    }

    /// How much an arrow can be relied on, once for all tables.
    func arrowLines() -> [StyledText] {
        wrap(say(.falseDiscoveries(rate: language.percent(FalseDiscovery.rate))), indent: 0, style: .dim)
    }

    private func sign(_ mark: ReportMark?) -> StyledText {
        guard let mark else { return StyledText() }
        switch mark.verdict {
        case .moreThanChance: return mark.direction.map { StyledText(arrow($0), .bold) } ?? StyledText()
        case .couldBeChance: return StyledText("≈", .dim)
        case .tooFewToSay: return StyledText("?", .dim)
        }
    }

    private func arrow(_ direction: Direction) -> String { direction == .rose ? "▲" : "▼" }
}
