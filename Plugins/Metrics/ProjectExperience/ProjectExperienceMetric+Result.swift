public import Tuntuma

extension ProjectExperienceMetric {
    /// The index with its interval; beside it projects, items, recommendation and Cronbach's alpha.
    public func result(of state: State) -> MetricResult {
        var parts: [(name: String, part: MetricResult.Part)] = [
            ("complete", .count(state.byAnswered.last?.count ?? 0)),
            ("projects", projects(of: state)),
            ("items", .group(zip(items, state.items).map { ($0.name, part(of: $1)) })),
            ("alpha", .number(reliability(of: state).alpha)),
        ]
        if let recommend = state.recommend { parts.append(("recommend", part(of: recommend))) }
        var result = MetricResult.mean(
            of: moments(of: state), dividedBy: Double(unit * scale.span), in: Self.range, parts: parts)
        result.weighted = weighted(state)
        return result
    }

    /// The responses. An index is no mean of whole numbers.
    public func counts(of state: State) -> MetricCounts {
        guard state.weights == nil else { return MetricCounts(result(of: state)) }
        return MetricCounts(n: state.byAnswered.reduce(0) { $0 + $1.count })
    }

    private static var range: ClosedRange<Double> { 0...100 }

    /// Moments of the responses' indexes, times unit times span: 100 total/answered as whole numbers.
    private func moments(of state: State) -> Moments {
        var moments = Moments()
        for (index, totals) in state.byAnswered.enumerated() {
            let factor = Int128(100 * (unit / (index + 1)))
            moments.count += totals.count
            moments.sum += Int128(totals.sum) * factor
            moments.sumOfSquares += Int128(totals.squares) * factor * factor
        }
        return moments
    }

    private func part(of item: ItemSums) -> MetricResult.Part {
        let value = item.count == 0 ? nil : 100 * Double(item.sum) / Double(item.count * scale.span)
        return .group([("value", .number(value)), ("n", .count(item.count))])
    }

    private func part(of recommend: Histogram) -> MetricResult.Part {
        let result = MetricResult.net(
            promoters: recommend.count(in: 9...10), detractors: recommend.count(in: 0...6), of: recommend.count)
        return .group([
            ("value", .number(result.value)), ("n", .count(result.n)), ("interval", .interval(result.interval)),
        ])
    }

    private func reliability(of state: State) -> CronbachSums {
        let complete = state.byAnswered.last ?? Totals()
        return CronbachSums(
            count: complete.count, sums: state.items.map(\.completeSum), squares: state.items.map(\.completeSquares),
            squaresOfTotals: complete.squares)
    }

    /// The mean over projects of each project's mean index, and its interval: projects are independent of each other,
    /// their contacts are not.
    private func projects(of state: State) -> MetricResult.Part {
        // In a fixed order: a sum of decimals depends on it.
        let means = state.projects.sorted { $0.key < $1.key }.map { _, sums in
            100 * Double(sums.sum) / (Double(sums.count) * Double(unit * scale.span))
        }
        var value: Double?
        var interval: Interval?
        if !means.isEmpty {
            let n = Double(means.count)
            let mean = min(max(means.reduce(0, +) / n, Self.range.lowerBound), Self.range.upperBound)
            let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)
            value = mean
            // Project means that differ by rounding alone do not differ.
            interval = .boundedMean(mean, variance: variance > 1e-20 ? variance : 0, in: Self.range, n: means.count)
        }
        return .group([
            ("n", .count(means.count)), ("value", .number(value)), ("interval", .interval(interval)),
        ])
    }

    private func weighted(_ state: State) -> MetricResult.Weighted? {
        guard let weights = state.weights else { return nil }
        let groups = weights.enumerated().map { (sums: $1, factor: 1 / Double($0 + 1)) }
        return WeightedMean(groups)?.weighted(times: 100 / Double(scale.span), in: Self.range)
    }
}
