import Engine
package import Hindsight
import TerminalTables
import Workspace

/// The statistics of rules for people at a terminal.
package struct StatisticsTable: TextReport {
    let statistics: RuleStatistics
    let language: Language
    let width: Int
    let colour: Bool

    package init(_ statistics: RuleStatistics, language: Language, width: Int = 80, colour: Bool = false) {
        self.statistics = statistics
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        text(of: [headLines() + ruleLines(), lookLines(), warningLines(), failures()])
    }

    func say(_ phrase: StatisticsPhrase) -> String { phrase.text(in: language) }

    private func headLines() -> [StyledText] {
        var items = [StyledText("\(say(.events)) \(count(statistics.events))")]
        if let span = statistics.daySpan {
            items.insert(StyledText("\(language.day(span.first)) – \(language.day(span.last))"), at: 0)
        }
        return [StyledText(say(.title), .bold)] + flow("", items, indent: 2)
    }

    private func ruleLines() -> [StyledText] {
        let holdsBack = statistics.rows.contains { $0.heldBack > 0 }
        var columns: [TableLayout.Column] = [
            .init(title: Phrase.rule.text(in: language), minimum: 18), .init(title: say(.matched), alignRight: true),
            .init(title: say(.share), alignRight: true, dropOrder: 4), .init(title: say(.decisions), alignRight: true),
            .init(title: say(.busiest), alignRight: true, dropOrder: 1),
            .init(title: say(.steps), alignRight: true, dropOrder: 3),
            .init(title: say(.perEvent), alignRight: true, dropOrder: 2),
            .init(title: say(.failed), alignRight: true),
        ]
        if holdsBack { columns.append(.init(title: say(.heldBack), alignRight: true)) }
        var table = TableLayout(columns: columns)
        for row in statistics.rows {
            table.rows.append(cells(row) + (holdsBack ? [.text(StyledText(count(row.heldBack)))] : []))
        }
        guard !table.rows.isEmpty else { return [] }
        return lines(of: table, apart: 4...6, time: 6, note: .notes)
    }

    /// A table and the note on its times. Where there is no room for all columns, some stand in a second table below.
    /// - Parameters:
    ///   - apart: The columns that stand below then.
    ///   - time: The column that the note is about; without it there is none.
    func lines(
        of table: TableLayout, apart: ClosedRange<Int>, time: Int, note: StatisticsPhrase
    ) -> [StyledText] {
        let whole = table.columns.indices
        var places = [Array(whole)]
        if table.visibleColumns(width: width).count < whole.count {
            places = [whole.filter { !apart.contains($0) }, [0] + apart]
        }
        var lines: [StyledText] = []
        var hasTime = false
        for places in places {
            let part = table.part(places)
            lines += part.lines(width: width)
            hasTime = hasTime || part.visibleColumns(width: width).contains { places[$0] == time }
        }
        return lines + (hasTime ? wrap(say(note), indent: 2, style: .dim) : [])
    }

    private func cells(_ row: RuleStatistics.Row) -> [TableLayout.Cell] {
        let steps = row.steps.map { "\(count($0.median))/\(count($0.p99))" }
        let time = row.nanosecondsPerEvent.map { language.format($0, decimals: 0) }
        let texts: [StyledText] = [
            StyledText(row.mode == .shadow ? "\(row.rule) (\(say(.shadow)))" : row.rule),
            StyledText(count(row.matched)),
            StyledText(share(row) ?? "–"), StyledText(count(row.decisions)),
            StyledText(row.busiestDay.map { count($0.decisions) } ?? "–"), StyledText(steps ?? "–"),
            StyledText(time ?? "–", .dim), StyledText(count(row.failed), row.failed > 0 ? .red : .plain),
        ]
        return texts.map { .text($0) }
    }

    /// How many of the events of its types match, in per cent; nil when there are none.
    private func share(_ row: RuleStatistics.Row) -> String? {
        guard row.events > 0 else { return nil }
        let percent = language.format(100 * Double(row.matched) / Double(row.events), decimals: 1)
        return percent + (language == .english ? "%" : "\u{A0}%")
    }

    private func warningLines() -> [StyledText] {
        let outages = statistics.rows.flatMap { outageLines($0.outage, of: $0.rule) }
        let warnings = statistics.warnings.map { warning in
            switch warning {
            case .noMatch(let rule): say(.noMatch(rule: rule))
            case .neverMatched(let rule, let names):
                say(.neverMatched(rule: rule)) + (names.isEmpty ? "" : say(.asksFor(names.joined(separator: ", "))))
            case .alwaysTogether(let rules): say(.together(rules: rules.joined(separator: ", ")))
            case .tooOften(let rule, let most, let day, let days, let limit):
                say(
                    .tooOften(
                        rule: rule, most: count(most), on: language.day(day), days: count(days), limit: count(limit)))
            case .failed(let rule, let events): say(.failing(rule: rule, events: count(events)))
            case .neverEvaluated(let rule, let reasons):
                say(.neverEvaluated(rule: rule))
                    + (reasons.isEmpty ? "" : ": ")
                    + reasons.map { Phrase.lookReason($0).text(in: language) }.joined(separator: ", ")
            case .neverFired(let rule): say(.neverFired(rule: rule))
            case .failedLooks(let rule, let looks): say(.failingLooks(rule: rule, looks: count(looks)))
            }
        }
        guard !warnings.isEmpty || !outages.isEmpty else { return wrap(say(.nothingOdd), indent: 0) }
        return [StyledText(say(.warnings), .bold)] + outages
            + warnings.flatMap { wrap($0, indent: 2, style: .yellow) }
    }

    private func failures() -> [StyledText] {
        failureLines(
            statistics.rows.flatMap(\.failures) + statistics.lookRows.flatMap(\.failures),
            total: statistics.rows.reduce(0) { $0 + $1.failed }
                + statistics.lookRows.reduce(0) { $0 + $1.looks.failed })
    }
}
