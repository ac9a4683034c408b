import Reporting
import Tuntuma

/// Draws one panel as SVG: the band, the line, the goal, the marks, and n under the periods.
///
/// An image to a screen reader, with a title and a description that says it in words. No meaning hangs on colour: marks are
/// triangles, the goal is dashed, what is missing is a gap.
struct PanelDrawing {
    let chart: MetricChart
    let panel: ChartPanel
    let scale: ChartScale
    let words: ChartWords
    /// Unique on the page.
    let id: String
    let width: Double
    let height: Double

    init(
        chart: MetricChart, panel: ChartPanel, scale: ChartScale, words: ChartWords, id: String, width: Double,
        height: Double
    ) {
        (self.chart, self.panel, self.scale, self.words) = (chart, panel, scale, words)
        (self.id, self.width, self.height) = (id, width, height)
        let lanes = chart.panels.map { Self.lanes(of: $0).used }.max() ?? 1
        top = 20 + Double(max(1, lanes) - 1) * Self.lane
    }

    /// The heights of the bars of alerts that overlap, one over the other.
    private static let (lane, mostLanes) = (9.0, 4)

    private let left = 46.0
    private let right = 14.0
    private let bottom = 48.0

    /// The same in all charts of a page, so that they can be held against each other by eye.
    private let top: Double
    private var plotWidth: Double { width - left - right }

    private func x(_ place: Int) -> Double { x(Double(place)) }

    private func x(_ place: Double) -> Double {
        let count = panel.points.count
        return count < 2 ? left + plotWidth / 2 : left + place / Double(count - 1) * plotWidth
    }

    private func y(_ value: Double) -> Double {
        let share = (min(max(value, scale.lower), scale.upper) - scale.lower) / (scale.upper - scale.lower)
        return height - bottom - share * (height - top - bottom)
    }

    /// The drawing as an element that can stand in a page or in another SVG.
    /// - Parameter place: Where it stands in another SVG.
    func svg(at place: (x: Double, y: Double)? = nil) -> String {
        let position =
            place.map {
                " x=\"\(number($0.x))\" y=\"\(number($0.y))\" width=\"\(number(width))\" height=\"\(number(height))\""
            } ?? ""
        return
            "<svg role=\"img\" aria-labelledby=\"\(id)-title \(id)-text\" viewBox=\"0 0 \(number(width)) \(number(height))\"\(position)>"
            + "<title id=\"\(id)-title\">\(XMLText.content(words.title(of: panel)))</title>"
            + "<desc id=\"\(id)-text\">\(XMLText.content(words.summary(of: panel)))</desc>"
            + grid() + stretches() + goal() + marks() + alerts() + periods() + "</svg>"
    }

    /// Each alert with the lane that its bar is in: the first one in which it does not stand on another.
    private static func lanes(of panel: ChartPanel) -> (lanes: [Int], used: Int) {
        var ends: [Int] = []
        var lanes: [Int] = []
        for alert in panel.alerts {
            let free = ends.firstIndex { $0 < alert.from } ?? min(ends.count, mostLanes - 1)
            if free == ends.count { ends.append(0) }
            ends[free] = alert.to ?? .max
            lanes.append(free)
        }
        return (lanes, ends.count)
    }

    /// A bar over the line for each alert, from the close at which it began, which a dotted line leads down to, to the one at which
    /// it ended; an arrow where it still fires.
    private func alerts() -> String {
        guard !panel.alerts.isEmpty, let days = PanelDays(panel.points, by: chart.period) else { return "" }
        let lanes = Self.lanes(of: panel).lanes
        return zip(panel.alerts, lanes).map { alert, lane in
            let middle = top - 10 - Double(lane) * Self.lane
            let from = x(days.place(of: alert.from))
            let to = max(alert.to.map { x(days.place(of: $0)) } ?? width - right, from + 3)
            let end =
                alert.to == nil
                ? "<polygon points=\"\(number(to)),\(number(middle - 5)) \(number(to + 8)),\(number(middle)) \(number(to)),\(number(middle + 5))\"/>"
                : ""
            return "<g class=\"alert\"><title>\(XMLText.content(words.text(of: alert)))</title>"
                + "<line x1=\"\(number(from))\" x2=\"\(number(from))\" y1=\"\(number(middle))\" y2=\"\(number(height - bottom))\"/>"
                + "<rect x=\"\(number(from - 1))\" y=\"\(number(middle - 3))\" width=\"\(number(to - from + 1))\" height=\"6\"/>"
                + end + "</g>"
        }.joined()
    }

    private func grid() -> String {
        scale.ticks.map { tick in
            let level = number(y(tick))
            return
                "<line class=\"grid\" x1=\"\(number(left))\" x2=\"\(number(width - right))\" y1=\"\(level)\" y2=\"\(level)\"/>"
                + text(left - 6, y(tick) + 4, words.language.format(tick, decimals: scale.decimals), anchor: "end")
        }.joined()
    }

    /// Neighbours with values, each stretch with its band and its line; gaps stay gaps.
    private func stretches() -> String {
        var svg = ""
        var rest = panel.points.indices[...]
        while let first = rest.first {
            guard panel.points[first].value != nil else {
                rest = rest.dropFirst()
                continue
            }
            let stretch = rest.prefix { panel.points[$0].value != nil }
            rest = rest.dropFirst(stretch.count)
            svg += band(Array(stretch)) + line(Array(stretch))
        }
        return svg
    }

    private func band(_ stretch: [Int]) -> String {
        var upper: [String] = []
        var lower: [String] = []
        for place in stretch {
            guard let value = panel.points[place].value else { continue }
            let interval = panel.points[place].result?.interval
            upper.append("\(number(x(place))),\(number(y(interval?.upper ?? value)))")
            lower.append("\(number(x(place))),\(number(y(interval?.lower ?? value)))")
        }
        guard stretch.count > 1, let first = stretch.first, let last = stretch.last, first < last else {
            guard let place = stretch.first, let interval = panel.points[place].result?.interval else { return "" }
            return
                "<rect class=\"band\" x=\"\(number(x(place) - 4))\" width=\"8\" y=\"\(number(y(interval.upper)))\" height=\"\(number(max(1, y(interval.lower) - y(interval.upper))))\"/>"
        }
        return "<polygon class=\"band\" points=\"\((upper + lower.reversed()).joined(separator: " "))\"/>"
    }

    private func line(_ stretch: [Int]) -> String {
        let places = stretch.compactMap { place in panel.points[place].value.map { (x(place), y($0)) } }
        let line =
            places.count > 1
            ? "<polyline class=\"value\" points=\"\(places.map { "\(number($0)),\(number($1))" }.joined(separator: " "))\"/>"
            : ""
        // With many periods the dots would be a line of their own.
        guard places.count == 1 || panel.points.count <= 60 else { return line }
        return line
            + places.map { "<circle class=\"value\" cx=\"\(number($0))\" cy=\"\(number($1))\" r=\"2.5\"/>" }.joined()
    }

    private func goal() -> String {
        guard let target = panel.target, (scale.lower...scale.upper).contains(target) else { return "" }
        let level = number(y(target))
        return
            "<line class=\"goal\" x1=\"\(number(left))\" x2=\"\(number(width - right))\" y1=\"\(level)\" y2=\"\(level)\"/>"
    }

    /// A triangle over, or under, each period that changed.
    private func marks() -> String {
        panel.changes.flatMap { change in
            change.periods.compactMap { place -> String? in
                guard let value = panel.points[place].value else { return nil }
                let (middle, level) = (x(place), y(value))
                let tip = change.isRise ? level - 16 : level + 16
                let foot = change.isRise ? level - 7 : level + 7
                return
                    "<polygon class=\"mark\" points=\"\(number(middle)),\(number(tip)) \(number(middle - 6)),\(number(foot)) \(number(middle + 6)),\(number(foot))\"/>"
            }
        }.joined()
    }

    /// The first and the last period by name, and n under as many as there is room for.
    private func periods() -> String {
        guard let first = panel.points.first, let last = panel.points.last else { return "" }
        var svg = text(left, height - 26, words.name(ofPeriod: first.period), anchor: "start")
        if panel.points.count > 1 {
            svg += text(width - right, height - 26, words.name(ofPeriod: last.period), anchor: "end")
        }
        let counts = panel.points.map { $0.result.map { words.language.format($0.n) } ?? "–" }
        let widest = Double(counts.map(\.count).max() ?? 1) * 7 + 8
        let room = max(1, Int(plotWidth / widest))
        let step = max(1, (counts.count + room - 1) / room)
        svg += text(left - 6, height - 8, "n", anchor: "end")
        for place in stride(from: counts.count - 1, through: 0, by: -step) {
            let isEnd = place == counts.count - 1 && counts.count > 1
            // The last one stands left of its point.
            if !isEnd, counts.count > 1, width - right - x(place) < 1.5 * widest { continue }
            svg += text(
                isEnd ? width - right : x(place), height - 8, counts[place],
                anchor: isEnd ? "end" : place == 0 ? "start" : "middle")
        }
        return svg
    }

    private func text(_ x: Double, _ y: Double, _ text: String, anchor: String) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(XMLText.content(text))</text>"
    }

    private func number(_ value: Double) -> String { SVGNumber.text(value) }
}
