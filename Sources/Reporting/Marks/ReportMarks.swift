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
            for family in families { compareWithRest(family, report.metrics) }
        }
        if hasPeriods {
            Self.compareWithPast(families, report.metrics, by: report.period, into: &rows)
            Self.compareWithPast(Self.families(report.totals), report.totals, by: report.period, into: &totals)
        }
    }

    /// The places of the rows that stand beside each other and have answers that may be shown.
    private static func families(_ rows: [MetricRow]) -> [[Int]] {
        var places: [Family: Int] = [:]
        var families: [[Int]] = []
        for (place, row) in rows.enumerated() where !row.suppressed && row.result.n > 0 {
            let family = Family(metric: row.metric, period: row.period)
            if let known = places[family] {
                families[known].append(place)
            } else {
                places[family] = families.count
                families.append([place])
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
        let marks = ReportFamily.marks(tests, isOneComparison: family.count == 2)
        for (place, mark) in zip(family, marks) { rows[place].againstRest = mark }
    }

    private static func compareWithPast(
        _ families: [[Int]], _ all: [MetricRow], by period: Period, into marks: inout [RowMarks]
    ) {
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
        for family in families {
            let compared = family.filter { previous[$0] != nil }
            let tests = compared.map { place -> (any ChangeTest)? in
                var pool = ResultPool()
                if let before = previous[place] { pool.add(all[before].result) }
                return pool.test(of: all[place].result)
            }
            for (place, mark) in zip(compared, ReportFamily.marks(tests)) { marks[place].change = mark }
        }
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
