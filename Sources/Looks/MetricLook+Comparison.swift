import Deciding
import Signals
import Tuntuma
import Workspace

// What the groups of a look are held against.
extension MetricLook {
    /// What a group was compared with. Its value is asked for only where something changed.
    enum Compared {
        case number(Double)
        case counts(ScoreCounts)
        case result(MetricResult)

        var value: Double? {
            switch self {
            case .number(let value): value
            case .counts(let counts): counts.value
            case .result(let result): result.decisive
            }
        }

        var count: Int? {
            switch self {
            case .number: nil
            case .counts(let counts): counts.count
            case .result(let result): result.n
            }
        }
    }

    /// A comparison, or why there is none.
    enum Comparison {
        indirect case test(any ChangeTest, with: Compared)
        /// The difference is too small, or to the wrong side, to be worth a test.
        case small
        case none(LookCounts.NotEvaluated)
    }

    /// Holds a group against what a predicate names.
    func compare(_ group: Group, _ question: Question, _ days: LookDays, _ rule: MetricRule) -> Comparison {
        if rule.cluster != nil, series.isWeighted { return .none(.noClusters) }
        switch question.predicate.against {
        case .value(let value): return compare(group, with: value, days)
        case .target:
            guard let metric = series.series.metric,
                let target = targets.target(of: metric, group: series.group(group.node, rule.keys))
            else {
                return .none(.noTarget)
            }
            return compare(group, with: target, days)
        case .group(let others):
            let other = series.node(with: series.group(group.node, rule.keys).map { others[$0.key] ?? $0.value })
            guard let other, other != group.node else { return .none(.nothingToCompare) }
            return compare(group, with: other, days.window, question, days, rule)
        case .days, .previous, .lastYear:
            guard let base = question.base else { return .none(.nothingToCompare) }
            return compare(group, with: group.node, base, question, days, rule)
        }
    }

    private func compare(_ group: Group, with target: Double, _ days: LookDays) -> Comparison {
        let test: (any ChangeTest)?
        if let counts = counts(group, days.window) {
            test = TargetTest(window: counts, target: target)
        } else {
            let result = series.result(group.node, in: days.window, book)
            guard result.value != nil else { return .none(.noValue) }
            test = ValueTest(window: result, target: target)
        }
        return test.map { .test($0, with: .number(target)) } ?? .none(.nothingToCompare)
    }

    private func compare(
        _ group: Group, with other: Int, _ base: ClosedRange<Int>, _ question: Question, _ days: LookDays,
        _ rule: MetricRule
    ) -> Comparison {
        if let known = question.screen?.comparison(group.node, with: other) { return known }
        let (window, predicate, least) = (days.window, question.predicate, question.least)
        if let counts = counts(group, window),
            let before = question.screen?.baseCounts(of: other) ?? series.counts(other, in: base, book)
        {
            let n = before.count
            guard n >= least else { return .none(n == 0 ? .nothingToCompare : .tooFew) }
            let test: (any ChangeTest)? =
                rule.cluster == nil
                ? TwoSampleTest(window: counts, base: before)
                : ClusterTest(
                    window: series.clusters(group.node, in: window, book),
                    base: series.clusters(other, in: base, book),
                    points: counts.points)
            return test.map { .test($0, with: .counts(before)) } ?? .none(.nothingToCompare)
        }
        let (first, second) = (series.result(group.node, in: window, book), series.result(other, in: base, book))
        guard first.value != nil else { return .none(.noValue) }
        guard second.n >= least else { return .none(second.n == 0 ? .nothingToCompare : .tooFew) }
        guard second.value != nil else { return .none(.nothingToCompare) }
        if rule.cluster != nil {
            guard let value = first.value, let before = second.value else { return .none(.nothingToCompare) }
            // The clusters are looked at one by one, which takes long.
            if !isTraced, !Direction(predicate.kind).holds(value - before, atLeast: predicate.atLeast) { return .small }
            guard let drawn = series.clusterMeans(group.node, in: window, book, whole: first),
                let left = series.clusterMeans(other, in: base, book, whole: second)
            else {
                return .none(.noClusters)
            }
            let test = ClusterTest(window: drawn, base: left, points: SeriesBook.stepOfMeans)
            return test.map { .test($0, with: .result(second)) } ?? .none(.nothingToCompare)
        }
        let test: (any ChangeTest)? =
            series.isWeighted ? WeightedTest(window: first, base: second) : ResultTest(window: first, base: second)
        return test.map { .test($0, with: .result(second)) } ?? .none(.nothingToCompare)
    }
}

extension MetricResult {
    /// The value that a test is about: the weighted one where a weight is declared, for it decides.
    var decisive: Double? { weighted?.value ?? value }
}
