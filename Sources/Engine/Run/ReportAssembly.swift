import Deciding
import Tuntuma
import Workspace

/// Makes the rows of a report from folded cells.
struct ReportAssembly {
    struct Group {
        var values: [String?]
        var period: Int32
        var cell: Int?
    }

    let runner: Runner
    let cells: FoldedCells
    let groups: [Group]

    init(runner: Runner, cells: FoldedCells) {
        self.runner = runner
        self.cells = cells
        let texts = runner.symbols.allTexts
        var groups = cells.index.places.indices.map { cell in
            let values = cells.index.values(ofCell: cell).map { symbol in
                symbol.isPresent ? texts[Int(symbol.index)] : nil
            }
            return Group(values: values, period: cells.index.places[cell].period, cell: cell)
        }
        Self.addDeclared(to: &groups, runner)
        self.groups = groups.sorted { left, right in
            if GroupOrder.isBefore(left.values, right.values) { return true }
            if GroupOrder.isBefore(right.values, left.values) { return false }
            return left.period < right.period
        }
    }

    /// Groups that the workspace declares are shown without answers too: silence is an answer.
    private static func addDeclared(to groups: inout [Group], _ runner: Runner) {
        var declared: [[String?]] = [[]]
        for key in runner.options.groupKeys {
            let ids: [String]
            switch key.text {
            case "unit": ids = runner.workspace.units.keys.sorted()
            case "touchpoint": ids = runner.workspace.touchpoints.keys.sorted()
            default: return
            }
            declared = declared.flatMap { values in ids.map { values + [$0] } }
        }
        let periods = runner.options.period == .all ? [0] : Set(groups.map(\.period)).sorted()
        let known = Set(groups.map { Known(values: $0.values, period: $0.period) })
        for values in declared {
            for period in periods where !known.contains(Known(values: values, period: period)) {
                groups.append(Group(values: values, period: period, cell: nil))
            }
        }
    }

    private struct Known: Hashable {
        var values: [String?]
        var period: Int32
    }

    /// The keys of which no event has a value.
    func absentKeys() -> [String] {
        let cells = groups.filter { $0.cell != nil }
        guard !cells.isEmpty else { return [] }
        return runner.options.groupKeys.enumerated().compactMap { place, key in
            cells.allSatisfy { $0.values[place] == nil } ? key.text : nil
        }
    }

    /// One row for each metric, group and period that has something to say.
    func rows() -> [MetricRow] {
        var rows: [MetricRow] = []
        let keys = runner.options.groupKeys.map(\.text)
        for (number, metric) in runner.metrics.enumerated() {
            for group in groups {
                let isDeclared = isDeclared(group)
                if !isDeclared {
                    guard let cell = group.cell, cells.metrics[number].isTouched(cell) else { continue }
                }
                let row = row(
                    number, metric, by: Array(zip(keys, group.values)), period: group.period,
                    cells: group.cell.map { [$0] } ?? [])
                // A group that only has events of other surveys has nothing to say.
                if !isDeclared, row.result.n == 0, row.uptake.rejected.isEmpty { continue }
                rows.append(row)
            }
        }
        return rows
    }

    /// Whether a group is shown even when it has no answers.
    private func isDeclared(_ group: Group) -> Bool {
        if runner.options.groupKeys.isEmpty { return runner.options.period == .all }
        return zip(runner.options.groupKeys, group.values).allSatisfy { key, value in
            guard let value else { return false }
            switch key.text {
            case "unit": return runner.workspace.units[value] != nil
            case "touchpoint": return runner.workspace.touchpoints[value] != nil
            default: return false
            }
        }
    }

    /// Each metric over all groups, by period. Empty when there are no groups.
    func totals() -> [MetricRow] {
        guard !runner.options.groupKeys.isEmpty else { return [] }
        let periods = Set(groups.map(\.period)).sorted()
        return runner.metrics.enumerated().flatMap { number, metric in
            periods.map { period in
                row(
                    number, metric, by: [], period: period,
                    cells: groups.filter { $0.period == period }.compactMap(\.cell))
            }
        }
    }

    func row(
        _ number: Int, _ metric: any RunningMetric, by: [(key: String, value: String?)], period: Int32, cells: [Int]
    ) -> MetricRow {
        let (result, uptake) = self.cells.metrics[number].result(of: cells)
        let minimumGroup = metric.minimumGroup(runner.workspace.organisation)
        return MetricRow(
            metric: metric.id, definition: metric.definition, titles: metric.titles, by: by,
            period: PeriodClock.label(of: period, runner.options.period), result: result, uptake: uptake,
            suppressed: result.n < minimumGroup, minimumGroup: minimumGroup > 0 ? minimumGroup : nil)
    }
}
