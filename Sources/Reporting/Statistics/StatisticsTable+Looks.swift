import Engine
import Hindsight
import TerminalTables
import Workspace

// Rules about metrics and about silence.
extension StatisticsTable {
    func lookLines() -> [StyledText] {
        guard !statistics.lookRows.isEmpty else { return [] }
        var table = TableLayout(columns: [
            .init(title: Phrase.rule.text(in: language), minimum: 18), .init(title: say(.looks), alignRight: true),
            .init(title: say(.evaluated), alignRight: true, dropOrder: 4),
            .init(title: say(.episodes), alignRight: true, dropOrder: 3),
            .init(title: say(.decisions), alignRight: true),
            .init(title: say(.busiest), alignRight: true, dropOrder: 1),
            .init(title: say(.perLook), alignRight: true, dropOrder: 2),
            .init(title: say(.failed), alignRight: true),
        ])
        for row in statistics.lookRows { table.rows.append(cells(row)) }
        var lines = [StyledText(say(.looksTitle), .bold)]
        lines += self.lines(of: table, apart: 5...6, time: 6, note: .perLookNote)
        for row in statistics.lookRows {
            let reasons = LookCounts.NotEvaluated.allCases.compactMap { reason in
                row.looks.notEvaluated[reason].map { times in
                    StyledText("\(Phrase.lookReason(reason).text(in: language)): \(count(times))")
                }
            }
            guard !reasons.isEmpty else { continue }
            lines += flow(Phrase.notEvaluated(rule: row.rule).text(in: language), reasons, indent: 2)
        }
        return lines + wrap(say(.lookNotes), indent: 2, style: .dim)
    }

    private func cells(_ row: RuleStatistics.LookRow) -> [TableLayout.Cell] {
        let time = row.nanosecondsPerLook.map { language.format($0, decimals: 0) }
        let texts: [StyledText] = [
            StyledText(row.mode == .shadow ? "\(row.rule) (\(say(.shadow)))" : row.rule),
            StyledText(count(row.looks.looks)), StyledText(count(row.looks.evaluated)),
            StyledText(count(row.looks.episodes)), StyledText(count(row.looks.decided)),
            StyledText(row.busiestDay.map { count($0.decisions) } ?? "–"), StyledText(time ?? "–", .dim),
            StyledText(count(row.looks.failed), row.looks.failed > 0 ? .red : .plain),
        ]
        return texts.map { .text($0) }
    }
}
