package import Engine
import Reporting
import Tuntuma
package import Workspace

/// A metric over time as small charts beside each other: everybody first, then the groups, the largest first.
///
/// Made of reports, not of a log: the same reports make the same chart. Nothing of a group that is too small to be shown is in it.
package struct MetricChart: Sendable {
    /// The most groups that have a chart of their own.
    package static let mostGroups = 24

    package let metric: String
    package let titles: [String: String]
    /// The keys of the groups.
    package let keys: [String]
    package let period: Period
    /// The days of the moving window that each point is of; nil: each is of its period alone.
    package let window: Int?
    package private(set) var panels: [ChartPanel]
    /// Groups without a chart: beyond the most that are drawn, and too small to be shown.
    package let leftOut: Int
    package let suppressed: Int
    /// The scale of the metric, where it has one.
    package let range: ClosedRange<Double>?

    /// Makes a chart; nil when the reports have no answers of the metric that may be shown.
    ///
    /// - Parameters:
    ///   - metric: The metric's id.
    ///   - report: By the periods that are drawn, with totals where there are groups.
    ///   - days: The same by day, to date changes; nil: they are dated by their periods.
    ///   - goals: Those of the workspace.
    ///   - alerts: Those of rules about the metric, in the order in which they began.
    package init?(
        of metric: String, _ report: RunReport, days: RunReport? = nil, goals: [Goal] = [], alerts: [ChartAlert] = []
    ) {
        let rows = report.metrics.filter { $0.metric == metric }
        let series = PanelSeries(report, metric: metric)
        guard let first = rows.first, !series.names.isEmpty else { return nil }
        self.metric = metric
        titles = first.titles
        keys = report.groupKeys
        period = report.period
        window = report.window
        range = rows.lazy.filter { !$0.suppressed }.compactMap(\.result.range).first
        let groups = report.groupKeys.isEmpty ? [] : series.panels(report.metrics)
        let shown = groups.filter { $0.n > 0 }.enumerated()
            .sorted { ($1.element.n, $0.offset) < ($0.element.n, $1.offset) }.map(\.element)
        suppressed = groups.count { $0.n == 0 && $0.points.contains(where: \.isSuppressed) }
        leftOut = max(0, shown.count - Self.mostGroups)
        panels = series.panels(report.groupKeys.isEmpty ? report.metrics : report.totals)
        panels += shown.prefix(Self.mostGroups)
        guard panels.contains(where: { $0.n > 0 }) else { return nil }
        for place in panels.indices {
            panels[place].target = Self.target(of: metric, panels[place], keys, goals, period)
        }
        for place in panels.indices { panels[place].alerts = Self.alerts(alerts, of: panels[place], keys) }
        // Neighbours of a moving window share most of their answers: nothing can be tested between them.
        if window == nil { ChangeMarks(period: period, days: days, metric: metric).mark(&panels) }
    }

    private static func alerts(_ alerts: [ChartAlert], of panel: ChartPanel, _ keys: [String]) -> [ChartAlert] {
        let values = zip(keys, panel.group ?? [])
        return alerts.filter { alert in
            alert.group.count == (panel.group == nil ? 0 : keys.count)
                && values.allSatisfy { key, value in alert.group[key] == .some(value) }
        }
    }

    /// The goal that names the most of the group's values; of several the one of the chart's period, else the first.
    private static func target(
        of metric: String, _ panel: ChartPanel, _ keys: [String], _ goals: [Goal], _ period: Period
    ) -> Double? {
        let values = Dictionary(
            zip(keys, panel.group ?? []).compactMap { key, value in value.map { (key, $0) } },
            uniquingKeysWith: { first, _ in first })
        let fitting = goals.filter { goal in
            goal.metric == metric && goal.by.allSatisfy { values[$0] == $1 }
        }
        let most = fitting.map(\.by.count).max()
        let nearest = fitting.filter { $0.by.count == most }
        return (nearest.first { $0.period == period.rawValue } ?? nearest.first)?.target
    }
}
