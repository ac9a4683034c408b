package import Alerting
package import Engine

/// A report for people: what was read, every metric with its interval, what the rules did, what was left out and why.
///
/// Pure: the same report, language, width and colour give the same text. No line is wider than `width` (from 60 up;
/// narrower terminals get fewer columns and shortened texts), and no character from the data acts on the terminal.
package struct TableReport: TextReport {
    let report: RunReport
    /// Nil: nobody asked for alerts.
    let alerts: AlertSummary?
    let language: Language
    let width: Int
    let colour: Bool

    /// - Parameters:
    ///   - alerts: What became of alerts; nil: nobody has asked.
    ///   - width: The columns of the terminal; 80 when the output is none.
    ///   - colour: Whether styles may be used: only on a terminal, and not where `NO_COLOR` is set.
    package init(
        _ report: RunReport, alerts: AlertSummary? = nil, language: Language, width: Int = 80, colour: Bool = false
    ) {
        self.report = report
        self.alerts = alerts
        self.language = language
        self.width = max(width, 24)
        self.colour = colour
    }

    /// The whole text, with a newline at its end.
    package func text() -> String {
        let sections =
            [headLines()] + metricLines() + [
                ruleLines(), alertLines(), shadowLines(), metricRuleLines(), failureLines(), rejectionLines(),
                conflictLines(),
            ]
        return text(of: sections)
    }

    func say(_ phrase: Phrase) -> String { phrase.text(in: language) }
}
