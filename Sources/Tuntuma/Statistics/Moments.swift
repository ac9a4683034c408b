/// Count, sum and sum of squares of whole numbers, exact: what a mean and its variance are computed from.
public struct Moments: Equatable, Sendable {
    /// How many numbers.
    public var count: Int
    /// Their sum.
    public var sum: Int128
    /// The sum of their squares.
    public var sumOfSquares: Int128

    /// Makes moments from sums that were kept.
    public init(count: Int = 0, sum: Int128 = 0, sumOfSquares: Int128 = 0) {
        self.count = count
        self.sum = sum
        self.sumOfSquares = sumOfSquares
    }

    /// The mean; nil without numbers.
    public var mean: Double? {
        count > 0 ? Double(sum) / Double(count) : nil
    }

    /// The sample variance, with n - 1 in the denominator; nil for fewer than two numbers.
    ///
    /// (n Σx² - (Σx)²) / n(n-1), the numerator in integers: exactly 0 when all numbers are equal.
    public var variance: Double? {
        guard count >= 2 else { return nil }
        let n = Double(count)
        return max(0, spread) / (n * (n - 1))
    }

    /// The variance with n in the denominator; nil without numbers.
    public var populationVariance: Double? {
        guard count > 0 else { return nil }
        let n = Double(count)
        return max(0, spread) / (n * n)
    }

    /// n Σx² - (Σx)², in integers as long as they last (some 10^19 answers on a scale 0-10).
    var spread: Double {
        let (squares, overflow) = Int128(count).multipliedReportingOverflow(by: sumOfSquares)
        let (square, otherOverflow) = sum.multipliedReportingOverflow(by: sum)
        if overflow || otherOverflow {
            return Double(count) * Double(sumOfSquares) - Double(sum) * Double(sum)
        }
        return Double(squares - square)
    }
}
