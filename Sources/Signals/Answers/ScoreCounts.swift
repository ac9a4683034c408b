package import Tuntuma

/// How many answers count for each whole number: what the tests of a metric start from.
package struct ScoreCounts: Equatable, Sendable {
    /// What an answer can count for, from the lowest, each once; also what no answer counted for.
    package let values: [Int]
    /// Answers by value.
    package private(set) var counts: [Int]
    /// The mean of the values times this is the metric's value.
    package let points: Double

    /// Makes counts of a metric's answers.
    package init(_ histogram: Histogram, as scoring: Scoring) {
        values = Set(histogram.scores.map(scoring.value(of:))).sorted()
        counts = Array(repeating: 0, count: values.count)
        points = scoring.points
        for score in histogram.scores {
            guard let place = values.firstIndex(of: scoring.value(of: score)) else { continue }
            counts[place] += histogram[score]
        }
    }

    /// Makes counts of values that were kept; nil unless the values ascend and there is a count from 0 for each.
    package init?(values: [Int], counts: [Int], points: Double = 1) {
        guard values.count == counts.count, counts.allSatisfy({ $0 >= 0 }),
            zip(values, values.dropFirst()).allSatisfy(<)
        else { return nil }
        self.values = values
        self.counts = counts
        self.points = points
    }

    /// All answers.
    package var count: Int { counts.reduce(0, +) }

    /// Count, sum and sum of squares of the values.
    package var moments: Moments {
        var moments = Moments()
        for (value, count) in zip(values, counts) {
            moments.count += count
            moments.sum += Int128(count) * Int128(value)
            moments.sumOfSquares += Int128(count) * Int128(value) * Int128(value)
        }
        return moments
    }

    /// The metric's value: the mean times `points`; nil without answers.
    package var value: Double? { moments.mean.map { $0 * points } }

    /// Adds the answers of other counts of the same values, such as a day's. Others are left out.
    package mutating func add(_ other: ScoreCounts) {
        guard other.values == values else { return }
        for place in counts.indices { counts[place] += other.counts[place] }
    }

    /// Takes answers away that were added before. Others are left out.
    package mutating func remove(_ other: ScoreCounts) {
        guard other.values == values else { return }
        for place in counts.indices { counts[place] -= min(counts[place], other.counts[place]) }
    }
}
