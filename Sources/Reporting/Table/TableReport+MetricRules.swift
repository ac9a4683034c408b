import Engine
import TerminalTables
import Workspace

extension TableReport {
    /// What the rules about metrics looked at, and what they decided.
    func metricRuleLines() -> [StyledText] {
        guard !report.metricRules.isEmpty else { return [] }
        var table = TableLayout(columns: [
            .init(title: say(.rule), minimum: 12),
            .init(title: say(.looks), alignRight: true, dropOrder: 1),
            .init(title: say(.held), alignRight: true, dropOrder: 2),
            .init(title: say(.decided), alignRight: true),
            .init(title: say(.failed), alignRight: true, dropOrder: 3),
        ])
        for rule in report.metricRules {
            let looks = rule.looks
            table.rows.append([
                .text(StyledText(rule.rule)), .text(StyledText(count(looks.looks))),
                .text(StyledText(count(looks.held))), .text(StyledText(count(looks.decided))),
                .text(StyledText(count(looks.failed), looks.failed > 0 ? .red : .plain)),
            ])
        }
        return [StyledText(say(.metricRules), .bold)] + table.lines(width: width) + decisionLines()
            + report.metricRules.flatMap { notEvaluatedLines($0) }
    }

    /// Of how many groups nothing could be said, and why.
    private func notEvaluatedLines(_ rule: MetricRuleRow) -> [StyledText] {
        let reasons = LookCounts.NotEvaluated.allCases.compactMap { reason in
            rule.looks.notEvaluated[reason].map { StyledText("\(say(.lookReason(reason))): \(count($0))") }
        }
        return reasons.isEmpty ? [] : flow(say(.notEvaluated(rule: rule.rule)), reasons, indent: 2)
    }
}
