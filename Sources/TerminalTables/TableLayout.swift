/// Lays cells out in columns that fit a width.
///
/// When the natural widths do not fit, texts are shortened down to their column's minimum, the widest first; then the
/// columns that may be left out are left out, in their order; what remains is cut at the width. A graphic column gets
/// the space that the others leave.
package struct TableLayout {
    package struct Column {
        package var title: String
        package var alignRight = false
        /// The width down to which texts may be shortened; nil: never shortened.
        package var minimum: Int?
        /// The column with the lowest number is left out first; nil: never left out.
        package var dropOrder: Int?
        /// The widths that a graphic can have. Its cells are drawn when the width is known.
        package var graphic: ClosedRange<Int>?

        package init(
            title: String, alignRight: Bool = false, minimum: Int? = nil, dropOrder: Int? = nil,
            graphic: ClosedRange<Int>? = nil
        ) {
            self.title = title
            self.alignRight = alignRight
            self.minimum = minimum
            self.dropOrder = dropOrder
            self.graphic = graphic
        }
    }

    package enum Cell {
        case text(StyledText)
        case graphic((_ width: Int) -> StyledText)
    }

    private static let gap = 2
    private let indent = 2
    package var columns: [Column]
    package var rows: [[Cell]] = []

    package init(columns: [Column]) {
        self.columns = columns
    }

    /// The table's lines, the titles first (where a column has one), none wider than `width`.
    package func lines(width: Int) -> [StyledText] {
        let (visible, widths) = fit(width)
        var lines: [StyledText] = []
        if columns.contains(where: { !$0.title.isEmpty }) {
            let titles = visible.map { StyledText(columns[$0].title, .dim).truncated(to: widths[$0]) }
            lines.append(line(titles, visible, widths))
        }
        for row in rows {
            let cells = visible.map { position -> StyledText in
                guard position < row.count else { return StyledText() }
                switch row[position] {
                case .text(let text): return text.truncated(to: widths[position])
                case .graphic(let draw): return draw(widths[position])
                }
            }
            lines.append(line(cells, visible, widths))
        }
        return lines.map { $0.truncated(to: width) }
    }

    /// The same rows with only some of the columns, in the order given.
    package func part(_ positions: [Int]) -> TableLayout {
        var part = TableLayout(columns: positions.map { columns[$0] })
        part.rows = rows.map { row in positions.map { $0 < row.count ? row[$0] : .text(StyledText()) } }
        return part
    }

    /// The places of the columns for which there is room.
    package func visibleColumns(width: Int) -> [Int] { fit(width).visible }

    private func line(_ cells: [StyledText], _ visible: [Int], _ widths: [Int]) -> StyledText {
        var line = StyledText(String(repeating: " ", count: indent))
        for (cell, position) in zip(cells, visible) {
            if position != visible.first { line.append(String(repeating: " ", count: Self.gap)) }
            line.append(cell.padded(to: widths[position], alignRight: columns[position].alignRight))
        }
        return line
    }

    private func fit(_ width: Int) -> (visible: [Int], widths: [Int]) {
        var widths = columns.indices.map(naturalWidth)
        var visible = Array(columns.indices)
        func excess() -> Int {
            indent + visible.reduce(0) { $0 + widths[$1] } + max(0, visible.count - 1) * Self.gap - width
        }
        func shrink() {
            while excess() > 0 {
                let candidates = visible.filter { widths[$0] > (columns[$0].minimum ?? .max) }
                guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
                widths[widest] -= 1
            }
        }
        shrink()
        while excess() > 0 {
            let candidates = visible.filter { columns[$0].dropOrder != nil }
            guard let next = candidates.min(by: { (columns[$0].dropOrder ?? 0) < (columns[$1].dropOrder ?? 0) }) else {
                break
            }
            visible.removeAll { $0 == next }
            widths = columns.indices.map(naturalWidth)
            shrink()
        }
        if let graphic = visible.first(where: { columns[$0].graphic != nil }), let range = columns[graphic].graphic {
            widths[graphic] = min(max(range.upperBound, widths[graphic]), widths[graphic] + max(0, -excess()))
        }
        return (visible, widths)
    }

    private func naturalWidth(_ position: Int) -> Int {
        let title = DisplayWidth.of(columns[position].title)
        if let graphic = columns[position].graphic { return max(graphic.lowerBound, title) }
        return rows.reduce(title) { widest, row in
            guard position < row.count, case .text(let text) = row[position] else { return widest }
            return max(widest, text.width)
        }
    }
}
