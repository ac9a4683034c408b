import Engine
import Reporting
import Signals
import Tuntuma

/// Finds the periods of a page's charts that differ from those before by more than chance, and dates them.
///
/// Each period is held against up to six before it, taken together: a month alone against the month before sees little. All
/// comparisons of the page share one chance of error, see ``ReportAdjustment/familywise``.
struct ChangeMarks {
    /// How many periods before one it is held against.
    static let reach = 6

    private let period: Period
    private let daily: DailySeries?

    init(period: Period, days: RunReport?, metric: String) {
        self.period = period
        daily = days.map { DailySeries($0, metric: metric) }
    }

    private struct Comparison {
        var panel: Int
        var point: Int
        var base: ClosedRange<Int>
        var test: (any ChangeTest)?
    }

    func mark(_ panels: inout [ChartPanel]) {
        let comparisons = panels.enumerated().flatMap { compare($0.element, number: $0.offset) }
        let marks = ReportFamily.marks(comparisons.map(\.test), by: .familywise)
        for (comparison, mark) in zip(comparisons, marks) {
            guard let direction = mark.direction, let p = mark.adjusted else { continue }
            take(comparison, isRise: direction == .rose, p: p, into: &panels[comparison.panel])
        }
        for panel in panels.indices {
            for place in panels[panel].changes.indices {
                panels[panel].changes[place].since = date(panels[panel].changes[place], in: panels[panel])
            }
        }
    }

    private func compare(_ panel: ChartPanel, number: Int) -> [Comparison] {
        panel.points.indices.dropFirst().compactMap { point in
            guard let result = panel.points[point].result else { return nil }
            let base = max(0, point - Self.reach)...(point - 1)
            var pool = ResultPool()
            for before in base { if let result = panel.points[before].result { pool.add(result) } }
            return Comparison(panel: number, point: point, base: base, test: pool.test(of: result))
        }
    }

    /// Adds a period that changed: to the stretch before it where that one went the same way.
    private func take(_ comparison: Comparison, isRise: Bool, p: Double, into panel: inout ChartPanel) {
        if let last = panel.changes.last, last.isRise == isRise,
            (last.periods.upperBound + 1..<comparison.point).allSatisfy({ panel.points[$0].result == nil })
        {
            panel.changes[panel.changes.count - 1].periods = last.periods.lowerBound...comparison.point
            panel.changes[panel.changes.count - 1].p = min(last.p, p)
            return
        }
        guard let result = panel.points[comparison.point].result, let test = comparison.test,
            let value = result.weighted?.value ?? result.value
        else { return }
        panel.changes.append(
            ChartPanel.Change(
                periods: comparison.point...comparison.point, isRise: isRise,
                before: (value - test.difference, test.baseCount ?? 0), after: (value, test.n), p: p))
    }

    /// When a stretch began: the day that splits the days best, from those it was held against to its end.
    private func date(_ change: ChartPanel.Change, in panel: ChartPanel) -> (about: String, from: String, to: String)? {
        let points = max(0, change.periods.lowerBound - Self.reach)...change.periods.upperBound
        let series: [(name: String, result: MetricResult?)]
        if let daily, !panel.points.contains(where: \.isSuppressed),
            let first = PeriodDays.days(of: panel.points[points.lowerBound].period, by: period),
            let last = PeriodDays.days(of: panel.points[points.upperBound].period, by: period),
            let days = daily.days(of: panel.group, first.lowerBound...last.upperBound)
        {
            series = days
        } else {
            series = points.map { (panel.points[$0].period, panel.points[$0].result) }
        }
        guard let found = ChangePoint(series.map { $0.result?.spread ?? (0, 0, 0) }),
            (found.after > found.before) == change.isRise
        else { return nil }
        return (
            series[found.first].name, series[found.interval.lowerBound].name, series[found.interval.upperBound].name
        )
    }
}

extension MetricResult {
    /// Answers, mean and variance, as change points are dated from; nil without a value or a spread.
    fileprivate var spread: (n: Int, mean: Double, variance: Double)? {
        if let tally {
            let n = tally.counts.reduce(0, +)
            guard n > 0 else { return nil }
            let mean = zip(tally.values, tally.counts).reduce(0.0) { $0 + Double($1.0 * $1.1) } / Double(n)
            let squares = zip(tally.values, tally.counts).reduce(0.0) {
                $0 + Double($1.1) * (Double($1.0) - mean) * (Double($1.0) - mean)
            }
            return (n, mean * tally.points, squares / Double(n) * tally.points * tally.points)
        }
        guard n > 0, let value else { return nil }
        let error = standardError ?? 0
        return (n, value, error * error * Double(n))
    }
}
