/// What Cronbach's alpha is computed from: sums of whole numbers over complete responses, which merge exactly.
///
/// Alpha says how well several items measure one thing. All items must be on one scale, or rescaled to one.
public struct CronbachSums: MetricState {
    /// Complete responses.
    public private(set) var count = 0
    /// The sum of each item's scores.
    public private(set) var sums: [Int]
    /// The sum of the squares of each item's scores.
    public private(set) var squares: [Int]
    /// The sum of the squares of each response's total.
    public private(set) var squaresOfTotals = 0

    /// Makes sums of no responses.
    public init(items: Int) {
        sums = Array(repeating: 0, count: max(0, items))
        squares = sums
    }

    /// Makes sums that were kept elsewhere.
    ///
    /// - Parameters:
    ///   - count: Complete responses.
    ///   - sums: The sum of each item's scores.
    ///   - squares: The sum of the squares of each item's scores, in the same order.
    ///   - squaresOfTotals: The sum of the squares of each response's total.
    public init(count: Int, sums: [Int], squares: [Int], squaresOfTotals: Int) {
        self.count = count
        self.sums = sums
        self.squares =
            Array(squares.prefix(sums.count)) + Array(repeating: 0, count: max(0, sums.count - squares.count))
        self.squaresOfTotals = squaresOfTotals
    }

    /// Adds one complete response: a score for every item, in the same order each time. A response with another number
    /// of scores is left out.
    public mutating func add(_ scores: Span<Int>) {
        guard scores.count == sums.count else { return }
        var total = 0
        for item in 0..<scores.count {
            let score = scores[item]
            sums[item] += score
            squares[item] += score * score
            total += score
        }
        squaresOfTotals += total * total
        count += 1
    }

    /// Adds the sums of other responses to the same items.
    public mutating func merge(_ other: CronbachSums) {
        guard other.sums.count == sums.count else { return }
        count += other.count
        squaresOfTotals += other.squaresOfTotals
        for item in sums.indices {
            sums[item] += other.sums[item]
            squares[item] += other.squares[item]
        }
    }

    /// Cronbach's alpha: k/(k-1) (1 - Σ item variances / variance of the total), *Psychometrika* 16 (1951) 297-334.
    ///
    /// Nil for fewer than two items or two responses, and when the totals do not vary.
    public var alpha: Double? {
        guard sums.count >= 2, count >= 2 else { return nil }
        let total = sums.reduce(Int128(0)) { $0 + Int128($1) }
        let spread = Moments(count: count, sum: total, sumOfSquares: Int128(squaresOfTotals)).spread
        guard spread > 0 else { return nil }
        let ofItems = sums.indices.reduce(0.0) { sum, item in
            sum + Moments(count: count, sum: Int128(sums[item]), sumOfSquares: Int128(squares[item])).spread
        }
        let k = Double(sums.count)
        return k / (k - 1) * (1 - ofItems / spread)
    }
}
