import Engine
import Exports
import TerminalTables
import Tuntuma

extension TableReport {
    /// Below this many answers a single one moves the number a lot, which the table says.
    static let fewAnswers = 10

    /// The sections of the metrics, without the empty lines between them.
    func metricLines() -> [[StyledText]] {
        let metrics = MetricGroups.of(report)
        guard !metrics.isEmpty else { return [[StyledText(say(.nothingMeasured))]] }
        if report.groupKeys.isEmpty, report.period == .all {
            return [overviewLines(metrics)]
        }
        var hasArrows = false
        var sections = metrics.map { metric in
            let table = report.period == .all ? groupTable(metric) : trendTable(metric)
            hasArrows = hasArrows || table.hasArrows
            return headingLines(metric) + table.lines + noteLines(metric)
        }
        if hasArrows { sections.append(arrowLines()) }
        return sections
    }

    func title(_ metric: MetricGroups) -> String {
        KnownName.title(of: metric.metric, metric.titles, in: language)
    }

    private func headingLines(_ metric: MetricGroups) -> [StyledText] {
        var heading = StyledText(title(metric), .bold)
        let title = heading.width
        var details: [String] = []
        if self.title(metric) != metric.metric { details.append(metric.metric) }
        let format = ValueFormat(metric.allRows, language: language)
        if let range = metric.range {
            details.append(say(.scaleFrom(format.limit(range.lowerBound), to: format.limit(range.upperBound))))
        }
        if report.period != .all {
            details.append(say(.every(report.period)))
            if let range = metric.valueRange {
                details.append(
                    say(.trendFrom(format.text(range.lowerBound), to: format.text(range.upperBound))))
            }
        }
        let text = details.joined(separator: " · ")
        guard title + 2 + DisplayWidth.of(text) > width else {
            heading.append("  " + text, .dim)
            return [heading]
        }
        return [heading] + wrap(text, indent: 2, style: .dim)
    }

    // MARK: without a period

    /// All metrics in one table, where there are neither groups nor periods.
    private func overviewLines(_ metrics: [MetricGroups]) -> [StyledText] {
        let rows = metrics.flatMap(\.allRows)
        var columns = [TableLayout.Column(title: "", minimum: 16)]
        columns += valueColumns(rows)
        columns.append(.init(title: "", dropOrder: 1, graphic: 11...41))
        var table = TableLayout(columns: columns)
        let notes = longReasons(rows)
        for metric in metrics {
            let format = ValueFormat(metric.allRows, language: language)
            for row in metric.allRows {
                var cells: [TableLayout.Cell] = [.text(StyledText(title(metric), .bold))]
                cells += valueCells(row, format, hasWeights: rows.hasWeights, notes: notes)
                cells.append(bar(of: row, on: metric.range))
                table.rows.append(cells)
            }
        }
        var lines = table.lines(width: width) + footnotes(rows)
        for metric in metrics {
            let notes = noteLines(metric)
            if !notes.isEmpty { lines += [StyledText()] + headingLines(metric) + notes }
        }
        return lines
    }

    private func groupTable(_ metric: MetricGroups) -> (lines: [StyledText], hasArrows: Bool) {
        let rows = metric.allRows
        let marks = MarkKinds(metric.everything.flatMap(\.marks))
        var columns = groupColumns()
        columns += valueColumns(rows)
        let firstMark = columns.count
        columns += markColumns(marks)
        columns.append(.init(title: "", dropOrder: 1, graphic: 11...41))
        var table = TableLayout(columns: columns)
        let format = ValueFormat(rows, language: language)
        let hasWeights = rows.hasWeights
        let reasons = longReasons(rows)
        for group in metric.everything {
            for (row, own) in zip(group.rows, group.marks) {
                table.rows.append(
                    groupCells(group) + valueCells(row, format, hasWeights: hasWeights, notes: reasons)
                        + markCells(own, marks) + [bar(of: row, on: metric.range ?? metric.valueRange)])
            }
        }
        let notes = markNotes(marks, in: table, from: firstMark)
        return (table.lines(width: width) + notes.lines + footnotes(rows), notes.hasArrows)
    }

    private func bar(of row: MetricRow, on range: ClosedRange<Double>?) -> TableLayout.Cell {
        .graphic { width in
            guard let range, !row.suppressed, row.result.value != nil else { return StyledText() }
            return Graphics.bar(value: row.result.value, interval: row.result.interval, range: range, width: width)
        }
    }

    // MARK: with periods

    private func trendTable(_ metric: MetricGroups) -> (lines: [StyledText], hasArrows: Bool) {
        let names = periods(of: metric)
        let latest = metric.everything.compactMap { $0.latest?.row }
        let marks = MarkKinds(metric.everything.compactMap { $0.latest?.marks })
        var columns = groupColumns()
        columns.append(.init(title: say(.trend), dropOrder: 3, graphic: min(names.count, 8)...max(names.count, 1)))
        columns.append(.init(title: say(.latest)))
        columns += valueColumns(latest)
        let firstMark = columns.count
        columns += markColumns(marks)
        var table = TableLayout(columns: columns)
        let format = ValueFormat(latest, language: language)
        let hasWeights = latest.hasWeights
        let reasons = longReasons(latest)
        for group in metric.everything {
            guard let (row, own) = group.latest else { continue }
            table.rows.append(
                groupCells(group) + [trend(of: group, names, on: metric.valueRange), .text(StyledText(row.period))]
                    + valueCells(row, format, hasWeights: hasWeights, notes: reasons) + markCells(own, marks))
        }
        let notes = markNotes(marks, in: table, from: firstMark)
        return (table.lines(width: width) + notes.lines + footnotes(latest), notes.hasArrows)
    }

    private func trend(of group: MetricGroups.Group, _ names: [String], on range: ClosedRange<Double>?)
        -> TableLayout.Cell
    {
        let values = Dictionary(
            group.rows.map { ($0.period, $0.suppressed ? nil : $0.result.value) },
            uniquingKeysWith: { first, _ in first })
        return .graphic { width in
            Graphics.sparkline(names.suffix(width).map { values[$0] ?? nil }, range: range ?? 0...0)
        }
    }

    /// Every period from the first to the last with answers.
    private func periods(of metric: MetricGroups) -> [String] {
        let names = metric.periods
        guard let first = names.first, let last = names.last else { return [] }
        return PeriodSequence.from(first, through: last, by: report.period) ?? names
    }

    // MARK: cells

    private func groupColumns() -> [TableLayout.Column] {
        guard !report.groupKeys.isEmpty else { return [] }
        return report.groupKeys.map { .init(title: KnownName.key($0, in: language), minimum: 8) }
    }

    private func groupCells(_ group: MetricGroups.Group) -> [TableLayout.Cell] {
        guard let values = group.values else {
            return report.groupKeys.indices.map { .text(StyledText($0 == 0 ? say(.all) : "", .bold)) }
        }
        return values.map { value in
            .text(value.map { StyledText($0.isEmpty ? "\"\"" : $0) } ?? StyledText(say(.noValue), .dim))
        }
    }

    private func valueColumns(_ rows: [MetricRow]) -> [TableLayout.Column] {
        let level = rows.lazy.compactMap { $0.result.interval?.level }.first ?? 0.95
        var columns: [TableLayout.Column] = [
            .init(title: say(.value), alignRight: true),
            .init(title: say(.interval(level: language.percent(level))), minimum: intervalMinimum(rows), dropOrder: 5),
            .init(title: "n ", alignRight: true),
        ]
        if rows.hasWeights { columns.append(.init(title: say(.weighted), alignRight: true, dropOrder: 2)) }
        return columns
    }

    /// The longest reason that stands in a row; a longer one stands under the table.
    private static let longestReason = 24

    /// Intervals may be shortened where the table must, reasons never are.
    private func intervalMinimum(_ rows: [MetricRow]) -> Int {
        let notes = longReasons(rows)
        return max(15, rows.map { DisplayWidth.of(shortReason(of: $0, notes: notes)) }.max() ?? 0)
    }

    /// Why a row has no value, or the number of the note that says it.
    private func shortReason(of row: MetricRow, notes: [String]) -> String {
        guard !row.suppressed, let reason = row.result.reason else { return "" }
        let text = KnownReason.text(reason, in: language)
        return notes.firstIndex(of: text).map { "(\($0 + 1))" } ?? text
    }

    /// The reasons of rows that are too long for a row, each once.
    private func longReasons(_ rows: [MetricRow]) -> [String] {
        var reasons: [String] = []
        for row in rows where !row.suppressed {
            guard let reason = row.result.reason.map({ KnownReason.text($0, in: language) }) else { continue }
            if DisplayWidth.of(reason) > Self.longestReason, !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons
    }

    private func valueCells(
        _ row: MetricRow, _ format: ValueFormat, hasWeights: Bool, notes: [String]
    ) -> [TableLayout.Cell] {
        var cells: [TableLayout.Cell]
        if row.suppressed {
            let reason = say(.suppressedMark(minimum: row.minimumGroup.map(count)))
            cells = [.text(StyledText("–", .dim)), .text(StyledText(reason, .dim)), .text(StyledText("– ", .dim))]
        } else {
            let result = row.result
            let reason = shortReason(of: row, notes: notes)
            let mark = result.value != nil && result.n < Self.fewAnswers ? "*" : " "
            cells = [
                .text(result.value.map { StyledText(format.text($0), .bold) } ?? StyledText("–", .dim)),
                .text(result.interval.map { StyledText(format.text($0)) } ?? StyledText(reason, .dim)),
                .text(StyledText(count(result.n) + mark)),
            ]
        }
        if hasWeights {
            let weighted = row.suppressed ? nil : row.result.weighted
            cells.append(.text(StyledText(weighted.map { format.text($0.value) } ?? "")))
        }
        return cells
    }

    /// What the marks in a table mean.
    private func footnotes(_ rows: [MetricRow]) -> [StyledText] {
        let shown = rows.filter { !$0.suppressed }
        var lines: [StyledText] = []
        for (place, reason) in longReasons(rows).enumerated() {
            let style: StyledText.Style =
                rows.contains { $0.result.isFailure && $0.result.reason == reason } ? .red : .dim
            lines += wrap("(\(place + 1)) \(reason)", indent: 2, style: style)
        }
        if shown.contains(where: { $0.result.value != nil && $0.result.n < Self.fewAnswers }) {
            lines += wrap(say(.fewAnswers(count(Self.fewAnswers))), indent: 2, style: .dim)
        }
        if shown.count < rows.count {
            let minimum = rows.lazy.filter(\.suppressed).compactMap(\.minimumGroup).first
            lines += wrap(say(.suppressed(minimum: minimum.map(count))), indent: 2, style: .dim)
        }
        return lines
    }
}

extension [MetricRow] {
    fileprivate var hasWeights: Bool { contains { !$0.suppressed && $0.result.weighted != nil } }
}
