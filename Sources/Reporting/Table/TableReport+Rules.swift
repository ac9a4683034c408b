import Engine

extension TableReport {
    /// How many failures, rejections and conflicts the table shows of each.
    static let shownExamples = 5

    /// What the rules did and decided.
    func ruleLines() -> [StyledText] {
        guard !report.rules.isEmpty else { return [] }
        var table = TableLayout(columns: [
            .init(title: say(.rule), minimum: 12),
            .init(title: say(.matched), alignRight: true, dropOrder: 2),
            .init(title: say(.decided), alignRight: true),
            .init(title: say(.failed), alignRight: true, dropOrder: 3),
            .init(title: say(.time), alignRight: true, dropOrder: 1),
        ])
        for rule in report.rules {
            table.rows.append([
                .text(StyledText(rule.rule)), .text(StyledText(count(rule.matched))),
                .text(StyledText(count(rule.decided))),
                .text(StyledText(count(rule.failed), rule.failed > 0 ? .red : .plain)),
                .text(StyledText(language.duration(rule.seconds), .dim)),
            ])
        }
        let decisions = report.decisions
        let items = [
            say(.alerts(count(decisions.alert))), say(.routes(count(decisions.route))),
            say(.actions(count(decisions.act))),
        ]
        return [StyledText(say(.rules), .bold)] + table.lines(width: width)
            + flow(say(.decisions), items.map { StyledText($0) }, indent: 2)
            + report.rules.flatMap { breakerLines($0) }
    }

    /// What became of a rule that failed too often: since when, and why.
    private func breakerLines(_ rule: RuleRow) -> [StyledText] {
        guard let last = rule.transitions.last, let first = rule.transitions.first else { return [] }
        let isDisabled = rule.breaker == .disabled
        let openings = rule.transitions.count { $0.to == .open || $0.to == .disabled }
        let state =
            isDisabled
            ? Phrase.ruleDisabled(rule: rule.rule, event: last.event, place: last.place)
            : Phrase.ruleSuspended(rule: rule.rule, times: count(openings), event: first.event, place: first.place)
        let why = say(.breakerReason(first.reason))
        return wrap("\(say(state)): \(why)", indent: 2, style: isDisabled ? .red : .yellow)
            + wrap(say(.passedOver(count(rule.passedOver))), indent: 4)
    }

    /// The first failures of rules: where in the rule, on which event.
    func failureLines() -> [StyledText] {
        // The first of every rule, then the second of every rule: one bad rule must not hide another.
        let most = report.rules.map(\.failures.count).max() ?? 0
        let failures = (0..<most).flatMap { place in
            report.rules.compactMap { $0.failures.dropFirst(place).first }
        }
        let total = report.rules.reduce(0) { $0 + $1.failed }
        guard !failures.isEmpty else { return [] }
        var lines = [StyledText(say(.failures), .bold)]
        for failure in failures.prefix(Self.shownExamples) {
            lines += wrap("\(failure.ruleLine): \(failure.message)", indent: 2, style: .red)
            if let source = failure.sourceLine { lines.append(StyledText("      " + source, .dim)) }
            lines += wrap(say(.failurePlace(event: failure.event, place: failure.place)), indent: 4)
            if !failure.fields.isEmpty {
                let fields = failure.fields.map { "\($0.name) = \($0.value ?? "–")" }
                lines += flow("", fields.map { StyledText($0, .dim) }, indent: 4)
            }
            let often = failure.count > 1 ? " · " + say(.failureCount(count(failure.count))) : ""
            lines += wrap(say(.failureKind(failure.kind)) + often, indent: 4)
        }
        let shown = failures.prefix(Self.shownExamples).reduce(0) { $0 + $1.count }
        return lines + moreLines(total - shown, hint: nil)
    }

    func moreLines(_ number: Int, hint: Phrase?) -> [StyledText] {
        guard number > 0 else { return [] }
        return wrap(say(.more(count(number))) + (hint.map { "; " + say($0) } ?? ""), indent: 2, style: .dim)
    }
}
