/// The state of a metric of one question on a scale: how many answers each score has, and weighted sums where a weight
/// is declared.
public struct ScoreState: MetricState {
    @usableFromInline internal var answers: Histogram
    /// Answers by score.
    public var histogram: Histogram { answers }
    /// Sums over what each answer counts for; nil when no weight is declared.
    public private(set) var weights: WeightedSums?

    /// Makes a state without answers for a question.
    public init(_ question: ScaleQuestion) {
        answers = Histogram(question.scale)
        weights = question.weight == nil ? nil : WeightedSums()
    }

    /// Counts an answer. Once an event.
    /// - Parameters:
    ///   - score: The score, on the scale.
    ///   - weight: Its weight, as ``ScaleQuestion/read(_:)`` gave it.
    ///   - value: What it counts for in the weighted value: +1, 0 or -1 in a net score, 1 or 0 in a share.
    @inlinable @inline(__always) public mutating func add(
        _ score: Int, weight: Weight?, counting value: @autoclosure () -> Int
    ) -> Uptake {
        if let weight { return add(score, weight: weight, value: value()) }
        answers.add(score)
        return .counted
    }

    @usableFromInline mutating func add(_ score: Int, weight: Weight, value: Int) -> Uptake {
        do throws(RejectedWeight) {
            try weights?.add(value, weight: weight)
        } catch {
            return .rejected(reason: error.reason)
        }
        answers.add(score)
        return .counted
    }

    /// Adds another state of the same question.
    public mutating func merge(_ other: ScoreState) {
        answers.merge(other.answers)
        if let sums = other.weights {
            weights = weights ?? WeightedSums()
            weights?.merge(sums)
        }
    }
}
