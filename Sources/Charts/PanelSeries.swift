import Engine
import Exports
import Reporting
import Tuntuma

/// Puts the rows of a report into panels that share their periods, gaps included.
struct PanelSeries {
    private let metric: String
    /// Every period from the first to the last with answers.
    let names: [String]
    private let places: [String: Int]

    init(_ report: RunReport, metric: String) {
        self.metric = metric
        let known = Set(
            (report.metrics + report.totals).lazy
                .filter { $0.metric == metric && ($0.suppressed || $0.result.n > 0) }.map(\.period)
        ).sorted()
        var names = known
        if let first = known.first, let last = known.last {
            // Windows need not be of every day.
            names = report.window != nil ? known : PeriodSequence.from(first, through: last, by: report.period) ?? known
        }
        self.names = names
        places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// A panel for each group of the rows, in their order; rows without groups make one.
    func panels(_ rows: [MetricRow]) -> [ChartPanel] {
        var panels: [ChartPanel] = []
        var last: [[UInt8]?]?
        for row in rows where row.metric == metric {
            // Bytes, not strings: Swift holds a composed and a decomposed "ä" to be equal, the engine does not.
            let values = row.by.map { $0.value.map { Array($0.utf8) } }
            if panels.isEmpty || values != last {
                let points = names.map { ChartPanel.Point(period: $0) }
                panels.append(ChartPanel(group: row.by.isEmpty ? nil : row.by.map(\.value), points: points))
                last = values
            }
            guard let place = places[row.period] else { continue }
            panels[panels.count - 1].points[place].isSuppressed = row.suppressed
            if !row.suppressed, row.result.n > 0 { panels[panels.count - 1].points[place].result = row.result }
        }
        return panels
    }
}
