/// The state of a metric of one question on a scale: how many answers each score has, and weighted sums where a weight
/// is declared.
public struct ScoreState: MetricState {
    @usableFromInline internal var answers: Histogram
    /// Answers by score.
    public var histogram: Histogram { answers }
    /// One or none. In a list of its own, as they are large, nearly no state has them, and of a metric in a rule there is a state
    /// for each group and day.
    private var sums: [WeightedSums]
    /// Sums over what each answer counts for; nil when no weight is declared.
    public var weights: WeightedSums? { sums.first }

    /// Makes a state without answers for a question.
    public init(_ question: ScaleQuestion) {
        answers = Histogram(question.scale)
        sums = question.weight == nil ? [] : [WeightedSums()]
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
            if !sums.isEmpty { try sums[0].add(value, weight: weight) }
        } catch {
            return .rejected(reason: error.reason)
        }
        answers.add(score)
        return .counted
    }

    /// Adds another state of the same question.
    public mutating func merge(_ other: ScoreState) {
        answers.merge(other.answers)
        guard let more = other.weights else { return }
        if sums.isEmpty { sums.append(WeightedSums()) }
        sums[0].merge(more)
    }
}

extension ScoreState {
    private enum CodingKeys: CodingKey {
        case answers, weights
    }

    /// Reads a state that was written.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        answers = try container.decode(Histogram.self, forKey: .answers)
        sums = try container.decodeIfPresent(WeightedSums.self, forKey: .weights).map { [$0] } ?? []
    }

    /// Writes the state: the weighted sums only where there are any.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(answers, forKey: .answers)
        try container.encodeIfPresent(weights, forKey: .weights)
    }
}
