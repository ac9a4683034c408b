package import Reporting
import TerminalTables
import Tuntuma

/// A metric over time as one SVG, to be put into a document: the same charts as the page, without its tables.
package struct ChartPicture {
    private static let (columns, gap, line, head) = (3, 20.0, 17.0, 26.0)

    private let chart: MetricChart
    private let words: ChartWords

    package init(_ chart: MetricChart, language: Language) {
        self.chart = chart
        words = ChartWords(chart, language: language)
    }

    /// The picture as UTF-8.
    package func document() -> [UInt8] {
        let scale = ChartScale(chart)
        let size = ChartStyle.size(panels: chart.panels.count)
        let columns = min(Self.columns, chart.panels.count)
        let width = Self.gap + Double(columns) * (size.width + Self.gap)
        var y = 34.0
        var body = text(Self.gap, y, words.heading, "heading", room: width - 2 * Self.gap, letter: 11)
        for line in [words.span] + words.legend {
            y += Self.line
            body += text(Self.gap, y, line, room: width - 2 * Self.gap)
        }
        y += Self.line
        var rest = Array(chart.panels.enumerated())[...]
        while !rest.isEmpty {
            let row = rest.prefix(columns)
            rest = rest.dropFirst(columns)
            // Under the drawings stands what the page says in sentences.
            let lines = row.map { sentences($0.element) }
            for (column, (entry, own)) in zip(row, lines).enumerated() {
                let x = Self.gap + Double(column) * (size.width + Self.gap)
                let drawing = PanelDrawing(
                    chart: chart, panel: entry.element, scale: scale, words: words, id: "chart-\(entry.offset)",
                    width: size.width, height: size.height)
                body += text(x, y + Self.line, words.title(of: entry.element), "title", room: size.width, letter: 8)
                body += drawing.svg(at: (x, y + Self.head)) + "\n"
                for (number, sentence) in own.enumerated() {
                    body += text(
                        x, y + Self.head + size.height + Double(number + 1) * Self.line - 3, sentence, room: size.width)
                }
            }
            y += Self.head + size.height + Double(lines.map(\.count).max() ?? 0) * Self.line + 8
        }
        for note in words.notes {
            y += Self.line
            body += text(Self.gap, y, note, "quiet", room: width - 2 * Self.gap)
        }
        let (w, h) = (SVGNumber.text(width), SVGNumber.text(y + Self.gap))
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(w) \(h)" width="\(w)" height="\(h)" lang="\(words.language.rawValue)">
            <title>\(XMLText.content(words.heading))</title>
            <style>
            \(ChartStyle.colours)
            svg { font: 13px system-ui, sans-serif; } text { fill: var(--text); } .heading { font-size: 20px; font-weight: 600; }
            .title { font-weight: 600; } text.quiet { fill: var(--quiet); } .grid { stroke: var(--line); }
            \(ChartStyle.drawing)
            </style>
            <rect width="100%" height="100%" style="fill: var(--paper)"/>
            \(body)</svg>

            """
        return Array(svg.utf8)
    }

    private func sentences(_ panel: ChartPanel) -> [String] {
        (panel.target.map { [words.say(.goal(words.value($0)))] } ?? [])
            + (panel.changes.map { words.text(of: $0, in: panel) } + panel.alerts.map { words.text(of: $0) })
            .flatMap { wrap($0, columns: 50) }
    }

    /// A sentence in lines of at most some columns; a picture does not wrap by itself.
    private func wrap(_ sentence: String, columns: Int) -> [String] {
        var lines: [String] = []
        for word in sentence.split(separator: " ").map(String.init) {
            if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(word) <= columns {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    /// A line of text, cut where it would not fit.
    private func text(
        _ x: Double, _ y: Double, _ text: String, _ style: String? = nil, room: Double, letter: Double = 6.6
    ) -> String {
        let cut = DisplayWidth.truncate(text, to: max(8, Int(room / letter)))
        return
            "<text\(style.map { " class=\"\($0)\"" } ?? "") x=\"\(SVGNumber.text(x))\" y=\"\(SVGNumber.text(y))\">\(XMLText.content(cut))</text>\n"
    }
}
