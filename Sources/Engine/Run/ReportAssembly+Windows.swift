import Deciding
import Tuntuma
import Workspace

// Rows of a moving window over cells that are folded by day.
extension ReportAssembly {
    /// A row for each metric, group and day, of so many days up to it: from the first day on that has a whole window before it to the
    /// last one. Where small groups are not shown the windows do not overlap, or the difference of two would tell of a single day.
    /// - Returns: The groups' rows, and those of all groups together; without keys the first alone.
    func windows(of length: Int) -> (rows: [MetricRow], totals: [MetricRow]) {
        var rows: [MetricRow] = []
        var totals: [MetricRow] = []
        let keys = runner.options.groupKeys.map(\.text)
        for (number, metric) in runner.metrics.enumerated() {
            let touched = groups.filter { $0.cell.map { cells.metrics[number].isTouched($0) } ?? false }
            guard let first = touched.map(\.period).min(), let last = touched.map(\.period).max() else { continue }
            let step = metric.minimumGroup(runner.workspace.organisation) > 0 ? length : 1
            let start = min(Int(last), Int(first) + length - 1)
            // Counted back from the last day, which is the one that people ask for.
            let ends = stride(from: Int(last), through: start, by: -step).reversed()
            var rest = touched[...]
            while let group = rest.first {
                let days = rest.prefix { GroupOrder.isSame($0.values, group.values) }
                rest = rest.dropFirst(days.count)
                rows += windows(of: length, endingOn: ends, over: days, of: number, by: Array(zip(keys, group.values)))
            }
            guard !keys.isEmpty else { continue }
            let days = touched.sorted { $0.period < $1.period }
            totals += windows(of: length, endingOn: ends, over: days[...], of: number, by: [])
        }
        return (rows, totals)
    }

    /// - Parameter days: Cells in the order of their days.
    private func windows(
        of length: Int, endingOn ends: [Int], over days: ArraySlice<Group>, of metric: Int,
        by: [(key: String, value: String?)]
    ) -> [MetricRow] {
        var (from, to) = (days.startIndex, days.startIndex)
        return ends.compactMap { end in
            while to < days.endIndex, days[to].period <= end { to += 1 }
            while from < to, Int(days[from].period) <= end - length { from += 1 }
            guard from < to else { return nil }
            let row = row(
                metric, runner.metrics[metric], by: by, period: Int32(end), cells: days[from..<to].compactMap(\.cell))
            return row.result.n > 0 ? row : nil
        }
    }
}
