import Engine
import Tuntuma

/// What each day says of each group: what changes are dated from.
struct DailySeries {
    private struct Group: Hashable {
        var values: [[UInt8]?]

        init(_ values: [String?]?) { self.values = (values ?? []).map { $0.map { Array($0.utf8) } } }
    }

    private var results: [Group: [Int: MetricResult]] = [:]

    /// - Parameter report: By day. A metric with days that are too small to be shown has none here: no date tells of them.
    init(_ report: RunReport, metric: String) {
        var hidden: Set<Group> = []
        for row in report.metrics + report.totals where row.metric == metric {
            let group = Group(row.by.map(\.value))
            if row.suppressed { hidden.insert(group) }
            guard row.result.n > 0, let day = CivilDate(text: row.period)?.dayNumber else { continue }
            results[group, default: [:]][day] = row.result
        }
        for group in hidden { results[group] = nil }
    }

    /// The days of a group, those without answers too; nil for one that has none or is hidden.
    func days(of group: [String?]?, _ days: ClosedRange<Int>) -> [(name: String, result: MetricResult?)]? {
        guard let own = results[Group(group)] else { return nil }
        return days.map { (CivilDate(dayNumber: $0).text, own[$0]) }
    }
}
