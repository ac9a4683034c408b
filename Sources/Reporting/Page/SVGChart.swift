/// Charts as SVG inside a page. They are images to a screen reader, with a title and a description; the numbers stand in a
/// table beside each. Colours come from the page's style, and no meaning hangs on them alone: what is now is dashed or
/// hollow, what would be is solid.
enum SVGChart {
    /// One label with its two numbers.
    struct Pair {
        var label: String
        var now: Double
        var then: Double
        /// A mark that should not be passed.
        var limit: Double?
    }

    private static let width = 720.0

    /// Two lines over time.
    /// - Parameters:
    ///   - id: Unique on the page.
    ///   - title: What the chart shows; `summary` says it in a sentence.
    static func lines(
        id: String, title: String, summary: String, points: [Pair], legend: (now: String, then: String),
        number: (Double) -> String
    ) -> String {
        guard let first = points.first, let last = points.last else { return "" }
        let (height, left, right, top, bottom) = (240.0, 56.0, 16.0, 34.0, 28.0)
        // Even, so that the middle of the scale is a whole number too.
        let highest = points.map { max($0.now, $0.then) }.max() ?? 0
        let most = max((highest / 2).rounded(.up) * 2, 2)
        func x(_ index: Int) -> Double {
            points.count == 1
                ? (left + width - right) / 2 : left + Double(index) / Double(points.count - 1) * (width - left - right)
        }
        func y(_ value: Double) -> Double { height - bottom - value / most * (height - top - bottom) }
        func line(_ style: String, _ value: (Pair) -> Double) -> String {
            let places = points.enumerated().map { "\(place(x($0))),\(place(y(value($1))))" }
            // A single day is a point: a line without length is not drawn.
            guard points.count > 1 else {
                return "<circle class=\"\(style)\" cx=\"\(place(x(0)))\" cy=\"\(place(y(value(first))))\" r=\"4\"/>"
            }
            return "<polyline class=\"\(style)\" points=\"\(places.joined(separator: " "))\"/>"
        }
        var body = ""
        for share in [0, 0.5, 1] {
            let level = y(most * share)
            body +=
                "<line class=\"grid\" x1=\"\(place(left))\" x2=\"\(place(width - right))\" y1=\"\(place(level))\" y2=\"\(place(level))\"/>"
            body += text(left - 8, level + 4, number(most * share), anchor: "end")
        }
        body += text(left, height - 8, first.label, anchor: "start")
        if points.count > 1 { body += text(width - right, height - 8, last.label, anchor: "end") }
        body += line("now", \.now) + line("then", \.then)
        body += key(legend, x: left)
        return svg(id, title, summary, height: height, body)
    }

    /// Two bars for each label, and a mark at its limit.
    /// - Parameter limit: What the limits are called; nil: there are none.
    static func bars(
        id: String, title: String, summary: String, rows: [Pair], legend: (now: String, then: String),
        limit: String? = nil, number: (Double) -> String
    ) -> String {
        guard !rows.isEmpty else { return "" }
        let (left, right, top, step) = (220.0, 72.0, 34.0, 40.0)
        let most = max(rows.map { max($0.now, $0.then, $0.limit ?? 0) }.max() ?? 0, 1)
        func length(_ value: Double) -> Double { value / most * (width - left - right) }
        var body = key(legend, x: left)
        if let limit {
            body += "<line class=\"limit\" x1=\"\(place(left + 300))\" x2=\"\(place(left + 300))\" y1=\"6\" y2=\"21\"/>"
            body += text(left + 308, 18, limit)
        }
        for (index, row) in rows.enumerated() {
            let y = top + Double(index) * step
            let shown = row.label.count > 28 ? row.label.prefix(27) + "…" : row.label[...]
            body += text(left - 8, y + 20, String(shown), anchor: "end")
            for (style, value, shift) in [("now", row.now, 3.0), ("then", row.then, 18.0)] {
                body +=
                    "<rect class=\"\(style)\" x=\"\(place(left))\" y=\"\(place(y + shift))\" width=\"\(place(max(length(value), 0.5)))\" height=\"13\"/>"
                body += text(left + length(value) + 6, y + shift + 11, number(value), anchor: "start")
            }
            if let limit = row.limit {
                let x = place(left + length(limit))
                body += "<line class=\"limit\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(place(y))\" y2=\"\(place(y + 34))\"/>"
            }
        }
        return svg(id, title, summary, height: top + Double(rows.count) * step + 8, body)
    }

    private static func key(_ legend: (now: String, then: String), x: Double) -> String {
        let second = x + 60 + Double(legend.now.count) * 8
        return "<rect class=\"now\" x=\"\(place(x))\" y=\"8\" width=\"20\" height=\"11\"/>"
            + text(x + 26, 18, legend.now)
            + "<rect class=\"then\" x=\"\(place(second))\" y=\"8\" width=\"20\" height=\"11\"/>"
            + text(second + 26, 18, legend.then)
    }

    private static func text(_ x: Double, _ y: Double, _ text: String, anchor: String = "start") -> String {
        "<text x=\"\(place(x))\" y=\"\(place(y))\" text-anchor=\"\(anchor)\">\(XMLText.content(text))</text>"
    }

    private static func svg(_ id: String, _ title: String, _ summary: String, height: Double, _ body: String) -> String
    {
        "<svg role=\"img\" aria-labelledby=\"\(id)-title \(id)-text\" viewBox=\"0 0 \(place(width)) \(place(height))\">"
            + "<title id=\"\(id)-title\">\(XMLText.content(title))</title>"
            + "<desc id=\"\(id)-text\">\(XMLText.content(summary))</desc>\(body)</svg>"
    }

    /// A place on the drawing, to a tenth of a unit.
    private static func place(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
