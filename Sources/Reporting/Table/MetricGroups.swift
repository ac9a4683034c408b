import Engine
import Exports
import Tuntuma

/// The rows of one metric, sorted out for a section of the table.
struct MetricGroups {
    /// The rows of one group, one for each period.
    struct Group {
        /// The values of the keys; nil stands for all groups together.
        var values: [String?]?
        var rows: [MetricRow]
        /// For each row, how it differs from others.
        var marks: [RowMarks]

        /// The row to be shown as the latest, with its marks: that of the last period with answers, where there is one.
        var latest: (row: MetricRow, marks: RowMarks)? {
            guard let place = rows.lastIndex(where: \.hasAnswers) ?? rows.indices.last else { return nil }
            return (rows[place], marks[place])
        }
    }

    let metric: String
    let titles: [String: String]
    let groups: [Group]
    /// All groups together; nil where the report has no groups.
    let total: Group?
    let everything: [Group]
    let allRows: [MetricRow]
    /// The periods to show: without those in which nobody answered, at either end.
    let periods: [String]
    /// The lowest and the highest value that the metric can have.
    let range: ClosedRange<Double>?
    /// The lowest and the highest value that is shown.
    let valueRange: ClosedRange<Double>?

    init(metric: String, titles: [String: String], groups: [Group], total: Group?) {
        self.metric = metric
        self.titles = titles
        self.groups = groups
        self.total = total
        everything = groups + (total.map { [$0] } ?? [])
        let rows = everything.flatMap(\.rows)
        allRows = rows
        let answered = rows.filter(\.hasAnswers)
        periods = Set((answered.isEmpty ? rows : answered).map(\.period)).sorted()
        let shown = rows.filter { !$0.suppressed }
        range = shown.lazy.compactMap(\.result.range).first
        let values = shown.compactMap(\.result.value).filter(\.isFinite)
        if let low = values.min(), let high = values.max() { valueRange = low...high } else { valueRange = nil }
    }

    /// The metrics of a report, in its order.
    static func of(_ report: RunReport) -> [MetricGroups] {
        let marks = ReportMarks(report)
        var order: [String] = []
        var seen: Set<String> = []
        for row in report.metrics + report.totals where seen.insert(row.metric).inserted { order.append(row.metric) }
        let rows = Dictionary(grouping: zip(report.metrics, marks.rows), by: \.0.metric)
        let totals = Dictionary(grouping: zip(report.totals, marks.totals), by: \.0.metric)
        return order.map { metric in
            let own = rows[metric] ?? []
            let all = totals[metric] ?? []
            return MetricGroups(
                metric: metric, titles: (own.first ?? all.first)?.0.titles ?? [:],
                groups: group(own, keys: report.groupKeys),
                total: all.isEmpty ? nil : Group(values: nil, rows: all.map(\.0), marks: all.map(\.1)))
        }
    }

    private static func group(_ rows: [(MetricRow, RowMarks)], keys: [String]) -> [Group] {
        // Bytes, not strings: Swift holds a composed and a decomposed "ä" to be equal, the engine does not.
        var places: [[[UInt8]?]: Int] = [:]
        var groups: [Group] = []
        for (row, marks) in rows {
            let values = keys.map { key in row.by.first { $0.key == key }?.value }
            let bytes = values.map { $0.map { Array($0.utf8) } }
            if let place = places[bytes] {
                groups[place].rows.append(row)
                groups[place].marks.append(marks)
            } else {
                places[bytes] = groups.count
                groups.append(Group(values: values, rows: [row], marks: [marks]))
            }
        }
        return groups
    }
}

extension MetricRow {
    /// Whether anybody answered. Of a suppressed group that much may be said.
    fileprivate var hasAnswers: Bool { suppressed || result.n > 0 }
}
