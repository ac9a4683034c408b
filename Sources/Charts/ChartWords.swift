import Engine
import Reporting
import Tuntuma
import Workspace

/// The texts of a chart in a language: what its drawings, its pages and its descriptions say.
struct ChartWords {
    let chart: MetricChart
    let language: Language
    private let decimals: Int

    init(_ chart: MetricChart, language: Language) {
        self.chart = chart
        self.language = language
        // On a scale of 1 to 7 a tenth is a lot; on one of 0 to 100 a hundredth is noise.
        decimals = (chart.range.map { $0.upperBound - $0.lowerBound } ?? 0) >= 20 ? 1 : 2
    }

    func say(_ phrase: ChartPhrase) -> String { phrase.text(in: language) }

    /// The metric's name.
    var title: String { KnownName.title(of: chart.metric, chart.titles, in: language) }

    /// The metric's name with the keys of the groups.
    var heading: String {
        chart.keys.isEmpty
            ? title : "\(title): \(chart.keys.map { KnownName.key($0, in: language) }.joined(separator: ", "))"
    }

    var span: String {
        let points = chart.panels.first?.points ?? []
        return say(
            .span(
                first: points.first.map { name(ofPeriod: $0.period) } ?? "",
                last: points.last.map { name(ofPeriod: $0.period) } ?? "", period: chart.period,
                window: chart.window.map { language.format($0) }))
    }

    /// The confidence of the bands.
    var level: String {
        let intervals = chart.panels.lazy.flatMap(\.points).compactMap { $0.result?.interval?.level }
        return language.percent(intervals.first ?? 0.95)
    }

    /// Days as people write them; other periods as they are named everywhere.
    func name(ofPeriod period: String) -> String { CivilDate(text: period) == nil ? period : language.day(period) }

    /// The group, or everybody.
    func title(of panel: ChartPanel) -> String {
        guard let group = panel.group else { return say(.everybody) }
        return group.map { $0.map { $0.isEmpty ? "\"\"" : $0 } ?? say(.noValue) }.joined(separator: " · ")
    }

    func value(_ value: Double) -> String { language.format(value, decimals: decimals) }

    /// What a chart shows, in a few sentences.
    func summary(of panel: ChartPanel) -> String {
        guard let last = panel.points.last(where: { $0.value != nil }), let value = last.value else {
            return say(.noAnswers)
        }
        var sentences = [
            say(
                .summary(
                    latest: name(ofPeriod: last.period), value: self.value(value),
                    n: language.format(last.result?.n ?? 0)))
        ]
        if let target = panel.target { sentences.append("(\(say(.goal(self.value(target)))))") }
        sentences += panel.changes.map { text(of: $0, in: panel) + "." }
        return (sentences + panel.alerts.map { text(of: $0) + "." }).joined(separator: " ")
    }

    /// "Alert nps-drop, 2026-02-06 – 2026-03-20: 42.0 → 22.0, n 79 against 106, p = 0.0002"; without figures the alert's title.
    func text(of alert: ChartAlert) -> String {
        func name(_ day: Int) -> String { language.day(CivilDate(dayNumber: day).text) }
        let what = alert.finding.map(text) ?? alert.title
        return say(.alert(rule: alert.rule, from: name(alert.from), to: alert.to.map(name)))
            + (what.isEmpty ? "" : ": \(what)")
    }

    /// "▼ lower: 42.0 → 22.0, n 79 against 106, p = 0.0002, since about 2026-10-12 (between ...)".
    func text(of change: ChartPanel.Change, in panel: ChartPanel) -> String {
        let numbers = say(
            .change(
                before: value(change.before.value), after: value(change.after.value),
                n: language.format(change.after.n), base: language.format(change.before.n), p: probability(change.p)))
        return "\(say(change.isRise ? .rise : .drop)): \(numbers), \(since(change, in: panel))"
    }

    private func text(of finding: LookFinding) -> String {
        guard let base = finding.baseCount else {
            return say(
                .againstNumber(
                    value: value(finding.value), number: value(finding.base), n: language.format(finding.n),
                    p: probability(finding.p)))
        }
        return say(
            .change(
                before: value(finding.base), after: value(finding.value), n: language.format(finding.n),
                base: language.format(base), p: probability(finding.p)))
    }

    private func since(_ change: ChartPanel.Change, in panel: ChartPanel) -> String {
        guard let since = change.since else {
            return say(.sinceAbout(name(ofPeriod: panel.points[change.periods.lowerBound].period)))
        }
        let about = name(ofPeriod: since.about)
        guard since.from != since.to else { return say(.sinceAbout(about)) }
        return say(.since(about: about, from: name(ofPeriod: since.from), to: name(ofPeriod: since.to)))
    }

    private func probability(_ p: Double) -> String {
        p < 0.0001 ? "p < \(language.format(0.0001, decimals: 4))" : "p = \(language.format(p, decimals: 4))"
    }

    /// What stands above the charts: how to read them.
    var legend: [String] {
        var lines = [say(.band(level: level))]
        if chart.panels.contains(where: { !$0.changes.isEmpty }) { lines.append(say(.marks)) }
        if chart.panels.contains(where: { !$0.alerts.isEmpty }) { lines.append(say(.alerts)) }
        return lines
    }

    /// What stands below: what is not there, and how changes were found.
    var notes: [String] {
        var lines: [String] = []
        if chart.leftOut > 0 { lines.append(say(.leftOut(language.format(chart.leftOut)))) }
        if chart.suppressed > 0 { lines.append(say(.suppressed(language.format(chart.suppressed)))) }
        if chart.window != nil {
            lines.append(say(.windowNote))
        } else if (chart.panels.first?.points.count ?? 0) > 1 {
            lines.append(say(.marksNote(periods: language.format(ChangeMarks.reach))))
        }
        return lines
    }
}
