import Alerting
import TerminalTables

extension TableReport {
    /// What fires at the end of the log, and how often somebody was told.
    func alertLines() -> [StyledText] {
        guard let alerts else { return [] }
        func say(_ phrase: AlertPhrase) -> String { phrase.text(in: language) }
        let states = [
            say(.firing(count(alerts.firing.count))), say(.pending(count(alerts.pending))),
            say(.resolved(count(alerts.resolved))), say(.notifications(count(alerts.notifications))),
        ]
        let kept = alerts.suppressed.map { say(.suppressed(cause: $0.cause, count($0.count))) }
        var lines = [StyledText(say(.alerts), .bold)] + flow("", (states + kept).map { StyledText($0) }, indent: 2)
        for alert in alerts.firing.prefix(Self.shownExamples) {
            let (name, summary) = (alert.name(in: language), alert.summary(in: language))
            let why = summary.isEmpty || name.contains(summary) ? "" : " (\(summary))"
            lines += wrap(
                "\(say(.severity(alert.severity))): \(name)\(why)", indent: 2,
                style: alert.severity == "critical" ? .red : .yellow)
        }
        return lines + moreLines(alerts.firing.count - Self.shownExamples, hint: nil)
    }
}
