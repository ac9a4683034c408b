package import Tuntuma

/// Results of one metric taken together as what another is held against: the other groups, the periods before.
///
/// Where the metric is a mean of whole numbers, their counts are added, and the test is exact. Else, and under weights, they are
/// their mean, each counting as many times as it has answers (under weights, as many as it is worth), with the standard error of that.
package struct ResultPool: Sendable {
    private var tally: MetricResult.Tally?
    private var counts: [Int] = []
    /// Results that could not be added to the counts.
    private var inexact = 0
    /// Answers of all, and what they are worth.
    private var (n, worth) = (0, 0.0)
    /// Σ worth · value, and Σ worth² · SE².
    private var (sum, variance) = (0.0, 0.0)

    /// No results.
    package init() {}

    /// Adds a result. One without answers adds nothing.
    package mutating func add(_ result: MetricResult) { take(result, sign: 1) }

    /// Takes a result out that was added before.
    package mutating func remove(_ result: MetricResult) { take(result, sign: -1) }

    private mutating func take(_ result: MetricResult, sign: Int) {
        guard result.n > 0, result.value != nil else { return }
        n += sign * result.n
        if result.weighted == nil, let own = result.tally, tally == nil || tally?.values == own.values {
            tally = tally ?? own
            if counts.isEmpty { counts = Array(repeating: 0, count: own.values.count) }
            for place in counts.indices { counts[place] += sign * own.counts[place] }
        } else {
            inexact += sign
        }
        guard let value = result.weighted?.value ?? result.value,
            let error = result.weighted?.standardError ?? result.standardError
        else { return }
        let own = result.weighted?.effectiveN ?? Double(result.n)
        worth += Double(sign) * own
        sum += Double(sign) * own * value
        variance += Double(sign) * own * own * error * error
    }

    /// Holds a result against those of the pool; nil when nothing can be said.
    package func test(of window: MetricResult) -> (any ChangeTest)? {
        guard n > 0, window.n > 0 else { return nil }
        if inexact == 0, window.weighted == nil, let own = window.tally, let tally, own.values == tally.values,
            let first = ScoreCounts(values: own.values, counts: own.counts, points: own.points),
            let second = ScoreCounts(values: tally.values, counts: counts, points: tally.points)
        {
            return TwoSampleTest(window: first, base: second)
        }
        guard worth > 0 else { return nil }
        let (value, error) = (sum / worth, max(0, variance).squareRoot() / worth)
        var base = MetricResult(value: value, n: n, interval: nil, standardError: error)
        guard window.weighted != nil else { return ResultTest(window: window, base: base) }
        base.weighted = MetricResult.Weighted(
            value: value, interval: nil, standardError: error, effectiveN: worth)
        return WeightedTest(window: window, base: base)
    }
}
