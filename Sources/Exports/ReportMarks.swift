package import Engine
import Signals
import Tuntuma

/// Which groups of a report differ from the others, and which changed since the period before, by more than chance.
///
/// Everything is computed from rows that are shown: the other groups of a group are those that the reader sees. So a mark tells nothing
/// of a group that is too small to be shown.
package struct ReportMarks {
    /// For each of the report's rows, in their order.
    package private(set) var rows: [RowMarks]
    /// For each row of all groups together.
    package private(set) var totals: [RowMarks]

    private struct Family: Hashable {
        var metric: String
        var period: String
    }

    /// Makes the marks of a report: once, before it is written.
    package init(_ report: RunReport) {
        rows = report.metrics.map { _ in RowMarks() }
        totals = report.totals.map { _ in RowMarks() }
        let hasPeriods = report.period != .all
        guard hasPeriods || !report.groupKeys.isEmpty else { return }
        let families = Self.families(report.metrics)
        if !report.groupKeys.isEmpty {
            for family in families { compareWithRest(family.places, report.metrics) }
        }
        guard hasPeriods else { return }
        // The line of all groups stands in the same column, and is judged with it.
        let changes = Self.changes(families, report.metrics, by: report.period)
        let ofAll = Self.changes(Self.families(report.totals), report.totals, by: report.period)
        for family in Set(changes.keys).union(ofAll.keys) {
            let (groups, all) = (changes[family] ?? [], ofAll[family] ?? [])
            let marks = ReportFamily.marks((groups + all).map(\.test), by: .falseDiscoveryRate)
            for (change, mark) in zip(groups, marks) { rows[change.place].change = mark }
            for (change, mark) in zip(all, marks.dropFirst(groups.count)) { totals[change.place].change = mark }
        }
    }

    /// The places of the rows that stand beside each other and have answers that may be shown.
    private static func families(_ rows: [MetricRow]) -> [(family: Family, places: [Int])] {
        var places: [Family: Int] = [:]
        var families: [(family: Family, places: [Int])] = []
        for (place, row) in rows.enumerated() where !row.suppressed && row.result.n > 0 {
            let family = Family(metric: row.metric, period: row.period)
            if let known = places[family] {
                families[known].places.append(place)
            } else {
                places[family] = families.count
                families.append((family, [place]))
            }
        }
        return families
    }

    private mutating func compareWithRest(_ family: [Int], _ all: [MetricRow]) {
        guard family.count > 1 else { return }
        var pool = ResultPool()
        for place in family { pool.add(all[place].result) }
        let tests = family.map { place -> (any ChangeTest)? in
            var rest = pool
            rest.remove(all[place].result)
            return rest.test(of: all[place].result)
        }
        let marks = ReportFamily.marks(tests, by: .falseDiscoveryRate, isOneComparison: family.count == 2)
        for (place, mark) in zip(family, marks) { rows[place].againstRest = mark }
    }

    /// The rows of each family that have a period before them, and how they are held against it.
    private static func changes(
        _ families: [(family: Family, places: [Int])], _ all: [MetricRow], by period: Period
    ) -> [Family: [(place: Int, test: (any ChangeTest)?)]] {
        // The rows of a group follow each other in the order of their periods.
        var previous: [Int: Int] = [:]
        var successors: [String: String] = [:]
        for place in all.indices.dropFirst() where !all[place].suppressed && !all[place - 1].suppressed {
            let (before, row) = (all[place - 1], all[place])
            guard before.metric == row.metric, before.isOfGroup(of: row) else { continue }
            let next = successors[before.period] ?? PeriodSequence.successor(of: before.period, by: period) ?? ""
            successors[before.period] = next
            if next == row.period { previous[place] = place - 1 }
        }
        var changes: [Family: [(place: Int, test: (any ChangeTest)?)]] = [:]
        for (family, places) in families {
            changes[family] = places.compactMap { place in
                guard let before = previous[place] else { return nil }
                var pool = ResultPool()
                pool.add(all[before].result)
                return (place, pool.test(of: all[place].result))
            }
        }
        return changes
    }
}

extension MetricRow {
    /// Whether two rows are of one group: by bytes, as Swift holds a composed and a decomposed "ä" to be equal.
    fileprivate func isOfGroup(of other: MetricRow) -> Bool {
        by.elementsEqual(other.by) { left, right in
            switch (left.value, right.value) {
            case (.none, .none): true
            case (.some(let left), .some(let right)): left.utf8.elementsEqual(right.utf8)
            default: false
            }
        }
    }
}
