package import Alerting
import Engine
package import Hindsight
import TerminalTables
import Tuntuma
import Workspace

/// A replay for people at a terminal.
package struct ReplayTable: TextReport {
    /// What the decisions are shown by beside their rules.
    package enum Grouping: String, Sendable, CaseIterable {
        case unit, queue, day
    }

    let report: ReplayReport
    /// Nil: nobody asked for alerts.
    let alerts: AlertComparison?
    let time: LocalTime
    let groupings: [Grouping]
    let language: Language
    let width: Int
    let colour: Bool

    package init(
        _ report: ReplayReport, alerts: AlertComparison? = nil, time: LocalTime = .utc,
        by groupings: [Grouping], language: Language, width: Int = 80, colour: Bool = false
    ) {
        self.report = report
        self.alerts = alerts
        self.time = time
        self.groupings = groupings
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        text(
            of: [headLines(), decisionLines(), alertLines()] + groupings.map(groupLines)
                + [loadLines(), exampleLines(), costLines(), failureLines(), gapLines()])
    }

    private func say(_ phrase: ReplayPhrase) -> String { phrase.text(in: language) }

    private func headLines() -> [StyledText] {
        var items = [StyledText]()
        if let span = report.daySpan {
            let days = "\(language.day(span.first)) – \(language.day(span.last))"
            items.append(StyledText(say(.replayed(days: days, events: count(report.replayed)))))
        }
        items.append(StyledText(say(.ofEvents(count(report.events.accepted))), .dim))
        func number(_ status: ReplayRule.Status) -> String { count(report.rules.count { $0.status == status }) }
        let rules = [
            say(.same(number(.same))), say(.edited(number(.edited))), say(.new(number(.added))),
            say(.gone(number(.removed))),
        ]
        let changes = ReplayChange.allCases.reduce(0) { $0 + report.total[$1] }
        return [StyledText(say(.title), .bold)] + flow("", items, indent: 2)
            + flow(say(.rules), rules.map { StyledText($0) }, indent: 2)
            + wrap(
                say(changes == 0 ? .nothingDifferent : .somethingDifferent(count(changes))), indent: 2,
                style: changes == 0 ? .plain : .yellow)
    }

    private func columns(_ title: String) -> [TableLayout.Column] {
        [
            .init(title: title, minimum: 12), .init(title: say(.current), alignRight: true),
            .init(title: say(.candidate), alignRight: true), .init(title: say(.added), alignRight: true),
            .init(title: say(.removed), alignRight: true), .init(title: say(.rerouted), alignRight: true, dropOrder: 2),
            .init(title: say(.changed), alignRight: true, dropOrder: 1),
        ]
    }

    private func row(_ title: String, _ counts: ReplayCounts) -> [TableLayout.Cell] {
        func cell(_ number: Int) -> TableLayout.Cell {
            .text(StyledText(number == 0 ? "·" : count(number), number == 0 ? .dim : .yellow))
        }
        return [
            .text(StyledText(title)), .text(StyledText(count(counts.current))),
            .text(StyledText(count(counts.candidate))), cell(counts.added), cell(counts.removed),
            cell(counts.rerouted), cell(counts.changed),
        ]
    }

    private func decisionLines() -> [StyledText] {
        var table = TableLayout(columns: columns(Phrase.rule.text(in: language)))
        for rule in report.rules {
            let mark = rule.status == .same ? "" : " (\(say(.status(rule.status))))"
            table.rows.append(row(rule.rule + mark, rule.counts))
        }
        if report.rules.count > 1 { table.rows.append(row(Phrase.all.text(in: language), report.total)) }
        let outages = report.rules.flatMap { $0.outages(in: language) }
        return [StyledText(say(.decisions), .bold)] + table.lines(width: width)
            + outages.flatMap { outageLines($0.outage, of: $0.name) }
    }

    private func groupLines(_ grouping: Grouping) -> [StyledText] {
        var table: TableLayout
        switch grouping {
        case .unit:
            table = TableLayout(columns: columns(say(.unit)))
            for (unit, counts) in report.units { table.rows.append(row(unit ?? say(.withoutUnit), counts)) }
        case .queue:
            table = TableLayout(columns: columns(say(.queue)))
            for (kind, target, counts) in report.targets {
                table.rows.append(row(kind == .act ? "\(say(.action)) \(target)" : target, counts))
            }
        case .day:
            table = TableLayout(columns: columns(say(.day)))
            for (day, counts) in report.days { table.rows.append(row(language.day(day), counts)) }
        }
        return table.rows.isEmpty ? [] : table.lines(width: width)
    }

    private func loadLines() -> [StyledText] {
        guard !report.loads.isEmpty else { return [] }
        var table = TableLayout(columns: [
            .init(title: say(.queue), minimum: 12), .init(title: say(.perDay), alignRight: true),
            .init(title: say(.busiest), alignRight: true), .init(title: say(.capacity), alignRight: true, dropOrder: 1),
            .init(title: say(.daysOver), alignRight: true, dropOrder: 2),
        ])
        for load in report.loads where isShown(load) {
            let name = load.unit.map { "  \($0)" } ?? load.queue
            func arrow(_ left: String, _ right: String) -> String { left == right ? left : "\(left) → \(right)" }
            let isOver = load.candidate.daysOver > load.current.daysOver
            table.rows.append([
                .text(StyledText(name)), .text(StyledText(arrow(perDay(load.current), perDay(load.candidate)))),
                .text(StyledText(arrow(count(load.current.most), count(load.candidate.most)))),
                .text(StyledText(load.capacity.map(count) ?? "", .dim)),
                .text(
                    StyledText(
                        load.capacity == nil
                            ? "" : arrow(count(load.current.daysOver), count(load.candidate.daysOver)),
                        isOver ? .red : .plain)),
            ])
        }
        let warnings = report.loads.compactMap { ReplayWarning.text($0, days: report.dayCount, language) }
        return [StyledText(say(.load), .bold)] + table.lines(width: width)
            + warnings.flatMap { wrap($0, indent: 2, style: .red) }
    }

    /// Units of a queue are shown where they have a capacity of their own or where something changes.
    private func isShown(_ load: QueueLoad) -> Bool {
        load.unit == nil || load.capacity != nil || load.current != load.candidate
    }

    private func perDay(_ side: QueueLoad.Side) -> String {
        ReplayWarning.rate(side.perDay(over: report.dayCount), language)
    }

    private func exampleLines() -> [StyledText] {
        guard !report.examples.isEmpty else { return [] }
        var lines = [StyledText(say(.examples), .bold)]
        for example in report.examples {
            lines += wrap(
                "\(example.rule), \(say(.change(example.change))): "
                    + say(.event(example.event, place: example.place)), indent: 2)
            lines += wrap(DecisionText.text(from: example.before, to: example.after), indent: 4, style: .dim)
        }
        return lines
    }

    private func costLines() -> [StyledText] {
        let rules = report.rules.filter { $0.status != .same }
        guard !rules.isEmpty else { return [] }
        var table = TableLayout(columns: [
            .init(title: Phrase.rule.text(in: language), minimum: 12), .init(title: say(.matched), alignRight: true),
            .init(title: say(.meanSteps), alignRight: true), .init(title: say(.failed), alignRight: true),
        ])
        func pair(_ rule: ReplayRule, _ value: (ReplayRule.Side) -> String) -> String {
            let sides = [rule.current, rule.candidate].filter { $0.version != nil }.map(value)
            return Set(sides).count == 1 ? sides[0] : sides.joined(separator: " → ")
        }
        for rule in rules {
            table.rows.append([
                .text(StyledText(rule.rule)), .text(StyledText(pair(rule) { count($0.matched) })),
                .text(StyledText(pair(rule) { $0.meanSteps.map { language.format($0, decimals: 0) } ?? "–" })),
                .text(StyledText(pair(rule) { count($0.failed) }, rule.candidate.failed > 0 ? .red : .plain)),
            ])
        }
        return [StyledText(say(.cost), .bold)] + table.lines(width: width)
            + wrap(say(.costNote), indent: 2, style: .dim)
    }

    private func failureLines() -> [StyledText] {
        failureLines(report.rules.flatMap(\.failures), total: report.rules.reduce(0) { $0 + $1.candidate.failed })
    }

    private func gapLines() -> [StyledText] {
        guard !report.gaps.isEmpty else { return [] }
        let lines = report.gaps.flatMap { wrap(ReplayWarning.text($0, language), indent: 2) }
        return [StyledText(say(.gaps), .bold)] + lines + wrap(say(.gapsNote), indent: 2, style: .dim)
    }
}
