package import Reporting
import Tuntuma

/// A metric over time as one page: it holds everything it needs, runs no script and asks for nothing. The same chart gives the
/// same bytes.
package struct ChartPage {
    private let chart: MetricChart
    private let words: ChartWords

    package init(_ chart: MetricChart, language: Language) {
        self.chart = chart
        words = ChartWords(chart, language: language)
    }

    /// The page as UTF-8.
    package func document() -> [UInt8] {
        let scale = ChartScale(chart)
        var body = "<h1>\(XMLText.content(words.heading))</h1>\n" + paragraph(words.span, "quiet")
        body += words.legend.map { paragraph($0) }.joined()
        body += "<div class=\"charts\(chart.panels.count == 1 ? " single" : "")\">\n"
        for (number, panel) in chart.panels.enumerated() { body += figure(panel, number, scale) }
        body += "</div>\n" + words.notes.map { paragraph($0, "quiet") }.joined()
        return HTMLPage(
            language: words.language, title: words.heading, skip: words.say(.skipToContent),
            footer: words.say(.generated), style: ChartStyle.page + "\n" + ChartStyle.drawing, body: body
        ).document()
    }

    private func paragraph(_ text: String, _ style: String? = nil) -> String {
        "<p\(style.map { " class=\"\($0)\"" } ?? "")>\(XMLText.content(text))</p>\n"
    }

    private func figure(_ panel: ChartPanel, _ number: Int, _ scale: ChartScale) -> String {
        let size = ChartStyle.size(panels: chart.panels.count)
        let id = "chart-\(number)"
        let drawing = PanelDrawing(
            chart: chart, panel: panel, scale: scale, words: words, id: id, width: size.width, height: size.height)
        var html = "<section><h2>\(XMLText.content(words.title(of: panel)))</h2>\n\(drawing.svg())\n"
        if let target = panel.target { html += paragraph(words.say(.goal(words.value(target))), "quiet") }
        html += panel.changes.map { paragraph(words.text(of: $0, in: panel), "change") }.joined()
        html += panel.alerts.map { paragraph(words.text(of: $0), "alert-text") }.joined()
        return html + table(panel, id) + "</section>\n"
    }

    private func table(_ panel: ChartPanel, _ id: String) -> String {
        let rows = panel.points.map { point -> [String] in
            let name = words.name(ofPeriod: point.period)
            guard !point.isSuppressed else { return [name, "–", words.say(.notShown), "–"] }
            let interval = point.result?.interval.map { "\(words.value($0.lower)) … \(words.value($0.upper))" }
            return [
                name, point.value.map(words.value) ?? "–", interval ?? "–",
                words.language.format(point.result?.n ?? 0),
            ]
        }
        return HTMLTable(
            id: "\(id)-table", caption: words.title(of: panel),
            columns: [
                words.say(chart.window == nil ? .periodName : .windowEnd), words.say(.value),
                words.say(.interval(level: words.level)),
                words.say(.answers),
            ], rows: rows
        ).folded(words.say(.asTable))
    }
}
