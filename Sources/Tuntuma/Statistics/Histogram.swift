/// How many answers each score of a scale has: the state of most metrics of customer experience.
public struct Histogram: MetricState {
    /// The lowest score.
    @usableFromInline internal var low: Int
    /// Answers by score, from the lowest.
    @usableFromInline internal var counts: [Int]

    /// Makes a histogram without answers.
    public init(_ scale: Scale) {
        low = scale.low
        counts = Array(repeating: 0, count: scale.span + 1)
    }

    /// Counts one answer; one off the scale is left out. Once an event.
    /// - Returns: Whether it is on the scale.
    @inlinable @inline(__always) @discardableResult public mutating func add(_ score: Int) -> Bool {
        let (index, overflow) = score.subtractingReportingOverflow(low)
        guard !overflow, index >= 0, index < counts.count else { return false }
        counts[index] &+= 1
        return true
    }

    /// Counts many equal answers at once; less than none is none.
    public mutating func add(_ score: Int, times count: Int) {
        guard scores.contains(score), count > 0 else { return }
        counts[score - low] += count
    }

    /// Adds the answers of another histogram. Should it reach further, this one grows.
    public mutating func merge(_ other: Histogram) {
        if other.low < low {
            counts.insert(contentsOf: repeatElement(0, count: low - other.low), at: 0)
            low = other.low
        }
        let missing = other.low + other.counts.count - (low + counts.count)
        if missing > 0 { counts.append(contentsOf: repeatElement(0, count: missing)) }
        let offset = other.low - low
        for index in other.counts.indices { counts[index + offset] &+= other.counts[index] }
    }

    /// Every score, from the lowest.
    public var scores: Range<Int> { low..<low + counts.count }

    /// How many answers have a score; 0 off the scale.
    public subscript(score: Int) -> Int {
        scores.contains(score) ? counts[score - low] : 0
    }

    /// All answers.
    public var count: Int { counts.reduce(0, &+) }

    /// How many answers lie within some scores.
    public func count(in range: ClosedRange<Int>) -> Int {
        guard let last = scores.last else { return 0 }
        var score = max(range.lowerBound, low)
        let end = min(range.upperBound, last)
        var total = 0
        while score <= end {
            total &+= self[score]
            score += 1
        }
        return total
    }

    /// Count, sum and sum of squares of the scores.
    public var moments: Moments {
        scores.reduce(into: Moments()) { moments, score in
            let count = self[score]
            moments.count &+= count
            moments.sum += Int128(count) * Int128(score)
            moments.sumOfSquares += Int128(count) * Int128(score) * Int128(score)
        }
    }

    /// The sum of the scores.
    public var sum: Int128 { moments.sum }

    /// The sum of the squares of the scores.
    public var sumOfSquares: Int128 { moments.sumOfSquares }

    /// The mean score; nil without answers.
    public var mean: Double? { moments.mean }

    /// The sample variance, with n - 1 in the denominator; nil for fewer than two answers.
    public var variance: Double? { moments.variance }

    /// Answers by score, every score of the scale in order: what ``MetricResult/distribution`` takes.
    public var distribution: [(value: String, count: Int)] {
        scores.map { ("\($0)", self[$0]) }
    }
}

extension Histogram {
    private enum CodingKeys: CodingKey {
        case low, counts
    }

    /// Reads a histogram that was written; refuses what no histogram can be.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        low = try container.decode(Int.self, forKey: .low)
        counts = try container.decode([Int].self, forKey: .counts)
        guard Scale(low, low &+ counts.count &- 1) != nil, counts.allSatisfy({ $0 >= 0 }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .counts, in: container, debugDescription: "no counts of the scores of a scale")
        }
    }
}
