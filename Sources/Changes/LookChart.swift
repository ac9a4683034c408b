import Signals
import Suggestions
import Tuntuma
import Workspace

/// A control chart of a metric as `run` asks for it: `m.chart("ewma", { days = 7, periods = 26, usual = 13 })`.
///
/// The days up to the close are cut into periods. The first of them, `usual`, say where the metric lies and how much it
/// varies while nothing changes; the last one is what the chart is asked about.
struct LookChart {
    enum Kind: String, CaseIterable {
        case p, xbar, cusum, ewma
    }

    static let settings: [(name: String, usual: Double, range: ClosedRange<Double>)] = [
        ("days", 7, 1...366), ("periods", 26, 3...520), ("usual", 13, 2...519), ("deviations", 3, 0.5...10),
        ("weight", 0.2, 0.01...1), ("slack", 0.5, 0...10), ("limit", 5, 0.5...100),
    ]

    private let kind: Kind
    private let values: [String: Double]

    /// - Throws: When there is no such chart or setting.
    init(_ name: String, _ given: [String: Double]) throws(ChartError) {
        guard let kind = Kind(rawValue: name) else {
            throw ChartError(
                "there is no chart \"\(name)\"\(Suggestion.hint(for: name, among: Kind.allCases.map(\.rawValue)))")
        }
        self.kind = kind
        let names = Self.settings.map(\.name)
        for key in given.keys.sorted() where !names.contains(key) {
            throw ChartError("unknown setting \"\(key)\"\(Suggestion.hint(for: key, among: names))")
        }
        var values: [String: Double] = [:]
        for (name, usual, range) in Self.settings {
            let value = given[name] ?? usual
            guard range.contains(value) else {
                throw ChartError("\(name): expected a number from \(range.lowerBound) to \(range.upperBound)")
            }
            values[name] = value
        }
        self.values = values
        guard whole("usual") < whole("periods") else {
            throw ChartError("usual: expected fewer than periods (\(whole("periods")))")
        }
    }

    private func value(_ name: String) -> Double { values[name] ?? 0 }
    private func whole(_ name: String) -> Int { Int(value(name)) }

    /// What the chart says of the period that ends with a day.
    func reading(upTo day: Int, _ result: (ClosedRange<Int>) -> MetricResult) -> ChartReading {
        let length = whole("days")
        let periods = (0..<whole("periods")).reversed().map { back in
            let last = day - back * length
            return result((last - length + 1)...last)
        }
        let usual = Array(periods.prefix(whole("usual")))
        let none = ChartReading(isSignal: false, value: periods.last?.value, lower: nil, centre: nil, upper: nil)
        switch kind {
        case .p: return share(periods, usual) ?? none
        case .xbar: return mean(periods, usual) ?? none
        case .cusum: return cumulative(periods, usual) ?? none
        case .ewma: return average(periods, usual) ?? none
        }
    }

    /// Of a share: how many count, of how many.
    private func share(_ periods: [MetricResult], _ usual: [MetricResult]) -> ChartReading? {
        func counts(_ result: MetricResult) -> (count: Int, n: Int)? {
            guard let tally = result.tally, tally.values == [0, 1] else { return nil }
            return (tally.counts[1], result.n)
        }
        guard let chart = ShareChart(usual: usual.compactMap(counts), deviations: value("deviations")),
            let last = periods.last.flatMap(counts), let point = chart.point(count: last.count, n: last.n)
        else { return nil }
        return ChartReading(
            isSignal: point.isBeyond, value: 100 * point.value, lower: 100 * point.lower, centre: 100 * point.centre,
            upper: 100 * point.upper)
    }

    /// Mean and deviation of one answer in the usual periods, in the metric's points.
    private func chart(_ usual: [MetricResult]) -> MeanChart? {
        MeanChart(
            usual: usual.compactMap { result in
                guard let value = result.value, let error = result.standardError, result.n > 0 else { return nil }
                return (result.n, value, error * error * Double(result.n))
            }, deviations: value("deviations"))
    }

    private func mean(_ periods: [MetricResult], _ usual: [MetricResult]) -> ChartReading? {
        guard let chart = chart(usual), let last = periods.last, let value = last.value,
            let point = chart.point(mean: value, n: last.n)
        else { return nil }
        return ChartReading(
            isSignal: point.isBeyond, value: point.value, lower: point.lower, centre: point.centre, upper: point.upper)
    }

    private func average(_ periods: [MetricResult], _ usual: [MetricResult]) -> ChartReading? {
        guard let mean = chart(usual),
            let chart = MovingAverageChart(
                centre: mean.centre, weight: value("weight"), deviations: value("deviations")),
            periods.last?.value != nil
        else { return nil }
        let values = periods.compactMap { result -> (value: Double, standardError: Double)? in
            guard let value = result.value, let error = mean.standardError(n: result.n) else { return nil }
            return (value, error)
        }
        return chart.points(values).last.map { point in
            ChartReading(
                isSignal: point.isBeyond, value: point.value, lower: point.lower, centre: point.centre,
                upper: point.upper)
        }
    }

    /// In standard errors of each period; the value is the larger of the two sums, above 0 for a rise.
    private func cumulative(_ periods: [MetricResult], _ usual: [MetricResult]) -> ChartReading? {
        guard let mean = chart(usual), let chart = CumulativeSumChart(slack: value("slack"), limit: value("limit")),
            periods.last?.value != nil
        else { return nil }
        let steps = periods.compactMap { result -> Double? in
            guard let value = result.value, let error = mean.standardError(n: result.n) else { return nil }
            return (value - mean.centre) / error
        }
        return chart.points(steps).last.map { point in
            ChartReading(
                isSignal: chart.isBeyond(point), value: point.above >= point.below ? point.above : -point.below,
                lower: -value("limit"), centre: 0, upper: value("limit"))
        }
    }
}
