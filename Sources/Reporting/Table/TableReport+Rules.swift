import Engine
import TerminalTables
import Workspace

extension TableReport {
    /// How many failures, rejections and conflicts the table shows of each.
    static let shownExamples = 5

    /// What the rules did and decided.
    func ruleLines() -> [StyledText] {
        let live = report.rules.filter { $0.mode == .live }
        guard !live.isEmpty else { return [] }
        // With rules about metrics behind them, the decisions of both stand there.
        return [StyledText(say(.rules), .bold)] + table(of: live)
            + (report.metricRules.isEmpty ? decisionLines() : [])
            + live.flatMap { memoryLines($0) + outageLines($0.outage, of: $0.rule) }
    }

    /// How many decisions there are of each kind.
    func decisionLines() -> [StyledText] {
        let decisions = report.decisions
        let items = [
            say(.alerts(count(decisions.alert))), say(.routes(count(decisions.route))),
            say(.actions(count(decisions.act))),
        ]
        return flow(say(.decisions), items.map { StyledText($0) }, indent: 2)
    }

    /// What shadows would have done.
    func shadowLines() -> [StyledText] {
        let shadows = report.rules.filter { $0.mode == .shadow }
        return shadows.isEmpty
            ? []
            : [StyledText(say(.shadows), .bold)] + table(of: shadows)
                + shadows.flatMap { memoryLines($0) + outageLines($0.outage, of: $0.rule) }
    }

    private func table(of rules: [RuleRow]) -> [StyledText] {
        var table = TableLayout(columns: [
            .init(title: say(.rule), minimum: 12),
            .init(title: say(.matched), alignRight: true, dropOrder: 2),
            .init(title: say(.decided), alignRight: true),
            .init(title: say(.failed), alignRight: true, dropOrder: 3),
            .init(title: say(.time), alignRight: true, dropOrder: 1),
        ])
        for rule in rules {
            table.rows.append([
                .text(StyledText(rule.rule)), .text(StyledText(count(rule.matched))),
                .text(StyledText(count(rule.decided))),
                .text(StyledText(count(rule.failed), rule.failed > 0 ? .red : .plain)),
                .text(StyledText(language.duration(rule.seconds), .dim)),
            ])
        }
        return table.lines(width: width)
    }

    /// What a rule held back, and whatever is odd about what it remembers.
    private func memoryLines(_ rule: RuleRow) -> [StyledText] {
        var lines: [StyledText] = []
        if rule.heldBack > 0 { lines += wrap(say(.heldBack(rule: rule.rule, count(rule.heldBack))), indent: 2) }
        guard let memory = rule.memory else { return lines }
        if memory.dropped > 0 {
            lines += wrap(say(.droppedRecords(rule: rule.rule, count(memory.dropped))), indent: 2, style: .yellow)
        }
        switch memory.start {
        case .new, .resumed: break
        case .migrated: lines += wrap(say(.memoryMigrated(rule: rule.rule)), indent: 2)
        case .clean(let parts):
            let names = parts.map(\.rawValue).joined(separator: ", ")
            lines += wrap(say(.memoryClean(rule: rule.rule, parts: names)), indent: 2, style: .yellow)
        }
        return lines
    }

    /// The first failures of rules: where in the rule, on which event.
    func failureLines() -> [StyledText] {
        // The first of every rule, then the second of every rule: one bad rule must not hide another.
        let most = report.rules.map(\.failures.count).max() ?? 0
        let failures = (0..<most).flatMap { place in
            report.rules.compactMap { $0.failures.dropFirst(place).first }
        }
        return failureLines(
            failures + report.metricRules.flatMap(\.failures),
            total: report.rules.reduce(0) { $0 + $1.failed } + report.metricRules.reduce(0) { $0 + $1.looks.failed })
    }
}

extension TextReport {
    /// Some failures, and how many more there are.
    func failureLines(_ failures: [FailureReport], total: Int) -> [StyledText] {
        guard !failures.isEmpty else { return [] }
        let shown = failures.prefix(TableReport.shownExamples)
        var lines = [StyledText(Phrase.failures.text(in: language), .bold)]
        for failure in shown {
            lines += wrap("\(failure.ruleLine): \(failure.message)", indent: 2, style: .red)
            if let source = failure.sourceLine { lines.append(StyledText("      " + source, .dim)) }
            let place = Phrase.failurePlace(event: failure.event, place: failure.place)
            lines += wrap(place.text(in: language), indent: 4)
            if !failure.fields.isEmpty {
                let fields = failure.fields.map { "\($0.name) = \($0.value ?? "–")" }
                lines += flow("", fields.map { StyledText($0, .dim) }, indent: 4)
            }
            let kind = Phrase.failureKind(failure.kind).text(in: language)
            let often = failure.count > 1 ? " · " + Phrase.failureCount(count(failure.count)).text(in: language) : ""
            lines += wrap(kind + often, indent: 4)
        }
        return lines + moreLines(total - shown.reduce(0) { $0 + $1.count }, hint: nil)
    }

    func moreLines(_ number: Int, hint: Phrase?) -> [StyledText] {
        guard number > 0 else { return [] }
        let more = Phrase.more(count(number)).text(in: language)
        return wrap(more + (hint.map { "; " + $0.text(in: language) } ?? ""), indent: 2, style: .dim)
    }
}
