import Engine
import Tuntuma
import TuntumaTesting

/// Reports to be drawn, built by hand.
enum ChartReports {
    static func nps(_ promoters: Int, _ passives: Int, _ detractors: Int) -> MetricResult {
        .net(promoters: promoters, detractors: detractors, of: promoters + passives + detractors)
    }

    static func row(
        _ group: [String?]?, _ period: String, _ result: MetricResult, suppressed: Bool = false
    ) -> MetricRow {
        MetricRow(
            metric: "nps", definition: "nps@0", by: (group ?? []).map { (key: "unit", value: $0) }, period: period,
            result: result, uptake: UptakeCounts(), suppressed: suppressed, minimumGroup: suppressed ? 5 : nil)
    }

    /// A year by month: the unit Turku falls by a lot from the day `change` on, Oulu does not. As months and as days.
    static func year(changeDay change: String = "2026-08-13", seed: UInt64 = 1) -> (months: RunReport, days: RunReport)
    {
        var (months, days) = (RunReport(), RunReport())
        (months.period, days.period) = (.month, .day)
        var random = SplitMix64(seed: seed)
        var cells: [String: [String: [Int]]] = [:]
        let first = CivilDate(year: 2026, month: 1, day: 1).dayNumber
        for day in first..<(first + 365) {
            let date = CivilDate(dayNumber: day).text
            for unit in ["Oulu", "Turku"] {
                let good = unit == "Turku" && date >= change ? 0.2 : 0.6
                var counts = [0, 0, 0]
                for _ in 0..<6 {
                    let number = Double.random(in: 0..<1, using: &random)
                    counts[number < good ? 2 : number < good + 0.2 ? 1 : 0] += 1
                }
                for period in [date, String(date.prefix(7))] {
                    let old = cells[unit, default: [:]][period] ?? [0, 0, 0]
                    cells[unit, default: [:]][period] = zip(old, counts).map(+)
                }
            }
        }
        for unit in ["Oulu", "Turku"] {
            for (period, counts) in cells[unit, default: [:]].sorted(by: { $0.key < $1.key }) {
                let row = row([unit], period, nps(counts[2], counts[1], counts[0]))
                if period.utf8.count == 7 { months.metrics.append(row) } else { days.metrics.append(row) }
            }
        }
        months.totals = totals(cells, length: 7)
        days.totals = totals(cells, length: 10)
        (months.groupKeys, days.groupKeys) = (["unit"], ["unit"])
        return (months, days)
    }

    private static func totals(_ cells: [String: [String: [Int]]], length: Int) -> [MetricRow] {
        let periods = Set(cells.values.flatMap(\.keys)).filter { $0.utf8.count == length }.sorted()
        return periods.map { period in
            let counts = cells.values.compactMap { $0[period] }.reduce([0, 0, 0]) { zip($0, $1).map(+) }
            return row(nil, period, nps(counts[2], counts[1], counts[0]))
        }
    }
}
