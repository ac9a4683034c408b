/// Sums over events that each have a numerator y and a denominator x.
public struct RatioSums: Equatable, Sendable {
    /// How many events.
    public var n: Int
    /// Σy.
    public var numerator: Double
    /// Σx.
    public var denominator: Double
    /// Σy², Σx² and Σxy, where they were kept.
    public var squares: Squares?

    /// Sums of squares and products.
    public struct Squares: Equatable, Sendable {
        /// Σy².
        public var numerator: Double
        /// Σx².
        public var denominator: Double
        /// Σxy.
        public var product: Double

        /// Makes sums.
        public init(numerator: Double, denominator: Double, product: Double) {
            self.numerator = numerator
            self.denominator = denominator
            self.product = product
        }
    }

    /// Makes sums.
    public init(n: Int, numerator: Double, denominator: Double, squares: Squares? = nil) {
        self.n = n
        self.numerator = numerator
        self.denominator = denominator
        self.squares = squares
    }

    /// Σy / Σx; nil when that is no number.
    public var ratio: Double? {
        let ratio = numerator / denominator
        return ratio.isFinite ? ratio : nil
    }

    /// The linearised standard error: √(n/(n-1) Σ(y - r x)²) / |Σx| (Cochran, *Sampling Techniques*, 3rd edition 1977,
    /// section 6.3, without finite population correction). Nil for fewer than two events or without the squares.
    public var standardError: Double? {
        guard n >= 2, let squares, let ratio else { return nil }
        let spread = squares.numerator - 2 * ratio * squares.product + ratio * ratio * squares.denominator
        let n = Double(n)
        let error = (n / (n - 1) * max(0, spread)).squareRoot() / denominator.magnitude
        return error.isFinite ? error : nil
    }
}
