import Alerting
import TerminalTables

extension ReplayTable {
    /// How many changed alerts the table shows.
    static let shownAlerts = 10

    /// What becomes of alerts and notifications, where it is something else.
    func alertLines() -> [StyledText] {
        guard let alerts, alerts.isDifferent else { return [] }
        func say(_ phrase: AlertPhrase) -> String { phrase.text(in: language) }
        func side(_ side: AlertComparison.Side) -> [StyledText] {
            [
                say(.fired(count(side.fired))), say(.notifications(count(side.notifications))),
                say(.notTold(count(side.suppressed))),
            ].map { StyledText($0) }
        }
        let changes = AlertComparison.Change.allCases.filter { alerts.count($0) > 0 }.map {
            StyledText("\(say(.change($0))) \(count(alerts.count($0)))", .yellow)
        }
        let labelWidth = max(DisplayWidth.of(say(.now)), DisplayWidth.of(say(.then)))
        var lines = [StyledText(say(.alerts), .bold)]
        lines += flow(say(.now), side(alerts.current), indent: 2, labelWidth: labelWidth)
        lines += flow(say(.then), side(alerts.candidate), indent: 2, labelWidth: labelWidth)
        for receiver in alerts.receivers {
            let counts = "\(count(receiver.current)) → \(count(receiver.candidate))"
            lines += wrap("\(receiver.name): \(say(.notifications(counts)))", indent: 2)
        }
        guard !changes.isEmpty else { return lines + wrap(say(.nothingDifferent), indent: 2) }
        lines += flow("", changes, indent: 2)
        for difference in alerts.differences.prefix(Self.shownAlerts) {
            lines += wrap(difference.text(time, language), indent: 2)
        }
        return lines + moreLines(alerts.differences.count - Self.shownAlerts, hint: nil)
    }
}

extension AlertComparison.Difference {
    /// `later: Turku: no answers (rule=silence unit=turku): 2026-03-02 09:15 → 2026-03-03 09:15`
    func text(_ time: LocalTime, _ language: Language) -> String {
        let change = AlertPhrase.change(change).text(in: language)
        let moments = [current, candidate].compactMap { $0 }.map { time.text($0, language) }.joined(separator: " → ")
        let title = alert.title(in: language)
        return "\(change): \(title.isEmpty ? "" : "\(title) ")(\(labels.text)): \(moments)"
    }
}
