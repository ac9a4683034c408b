import Alerting

extension ReplayPage {
    /// How many changed alerts the page shows.
    private static let shownAlerts = 100

    /// What becomes of alerts and notifications, where it is something else: figures of both sides, and the alerts that change.
    func alertSection() -> String {
        guard let alerts, alerts.isDifferent else { return "" }
        func say(_ phrase: AlertPhrase) -> String { phrase.text(in: language) }
        func cells(_ name: String, _ side: AlertComparison.Side) -> [String] {
            [name] + [side.fired, side.notifications, side.suppressed].map { language.format($0) }
        }
        let title = say(.alerts)
        let figures = HTMLTable(
            id: "alerts-figures", caption: title,
            columns: ["", say(.firedColumn), say(.notificationsColumn), say(.notToldColumn)],
            rows: [cells(say(.now), alerts.current), cells(say(.then), alerts.candidate)])
        var html = "<h2>\(XMLText.content(title))</h2>\n" + figures.html
        for receiver in alerts.receivers {
            let counts = "\(language.format(receiver.current)) → \(language.format(receiver.candidate))"
            html += "<p>\(XMLText.content("\(receiver.name): \(say(.notifications(counts)))"))</p>\n"
        }
        guard !alerts.differences.isEmpty else {
            return html + "<p>\(XMLText.content(say(.nothingDifferent)))</p>\n"
        }
        let table = HTMLTable(
            id: "alerts-table", caption: say(.somethingDifferent(language.format(alerts.differences.count))),
            columns: ["", say(.alert), say(.labels), say(.now), say(.then)],
            rows: alerts.differences.prefix(Self.shownAlerts).map { difference in
                [
                    say(.change(difference.change)), difference.alert.title(in: language), difference.labels.text,
                    difference.current.map { time.text($0, language) } ?? "–",
                    difference.candidate.map { time.text($0, language) } ?? "–",
                ]
            })
        html += table.html
        let more = alerts.differences.count - Self.shownAlerts
        return more > 0 ? html + "<p>\(XMLText.content(say(.more(language.format(more)))))</p>\n" : html
    }
}
