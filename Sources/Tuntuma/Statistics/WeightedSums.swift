/// Sums over weighted whole numbers x, exact: weights scaled by 10^10 in 128-bit integers, so that any order and any
/// split of the events gives the same sums to the last bit.
public struct WeightedSums: Equatable, Sendable {
    /// How many values.
    public private(set) var count = 0
    /// Σw, times 10^10.
    public private(set) var weights: Int128 = 0
    /// Σwx, times 10^10.
    public private(set) var values: Int128 = 0
    /// Σwx², times 10^10.
    public private(set) var squares: Int128 = 0
    /// Σw², times 10^20.
    public private(set) var squaredWeights: Int128 = 0
    /// Σw²x, times 10^20.
    public private(set) var squaredWeightsValues: Int128 = 0
    /// Σw²x², times 10^20.
    public private(set) var squaredWeightsSquares: Int128 = 0
    /// Whether the sums passed 128 bits (17,000 million values of weight 10,000). There is no weighted value then; the
    /// sums are 0, and stay so whatever is added, so that this too depends on no order.
    public private(set) var isExceeded = false

    /// The largest |x|: its square times the greatest squared weight fits 128 bits.
    public static let greatestValue = 100_000

    /// No values.
    public init() {}

    /// Adds a value. Once an event.
    /// - Throws: ``RejectedWeight/valueTooLarge`` for a value beyond ±100,000; the sums are as they were then.
    public mutating func add(_ value: Int, weight: Weight) throws(RejectedWeight) {
        guard value.magnitude <= UInt(Self.greatestValue) else { throw .valueTooLarge }
        let w = Int128(weight.scaled)
        let x = Int128(value)
        var one = WeightedSums()
        one.count = 1
        one.weights = w
        one.values = w &* x
        one.squares = w &* x &* x
        one.squaredWeights = w &* w
        one.squaredWeightsValues = w &* w &* x
        one.squaredWeightsSquares = w &* w &* x &* x
        merge(one)
    }

    /// Adds the sums over other values.
    public mutating func merge(_ other: WeightedSums) {
        let (squared, overflow) = squaredWeights.addingReportingOverflow(other.squaredWeights)
        let (product, otherOverflow) = squaredWeightsSquares.addingReportingOverflow(other.squaredWeightsSquares)
        if overflow || otherOverflow || isExceeded || other.isExceeded {
            self = WeightedSums()
            isExceeded = true
            return
        }
        // These two only grow, so whether they overflow depends on no order. They bound the others: w is at least 1
        // here, so |Σwx| <= Σw²|x| <= √(Σw² Σw²x²), and Σwx² <= Σw²x².
        squaredWeights = squared
        squaredWeightsSquares = product
        count &+= other.count
        weights &+= other.weights
        values &+= other.values
        squares &+= other.squares
        squaredWeightsValues &+= other.squaredWeightsValues
    }

    /// Σwx / Σw; nil without values.
    public var mean: Double? {
        weights > 0 ? Double(values) / Double(weights) : nil
    }

    /// Σw(x - mean)² / Σw; nil without values.
    public var variance: Double? {
        guard let mean else { return nil }
        return max(0, Double(squares) / Double(weights) - mean * mean)
    }

    /// The linearised standard error of the mean: √(Σw²(x - mean)²) / Σw (Särndal, Swensson and Wretman, *Model Assisted
    /// Survey Sampling*, 1992, section 5.7; answers taken as independent). Nil without values.
    public var standardError: Double? {
        WeightedMean([(self, 1)])?.standardError
    }

    /// Kish's effective number of answers: (Σw)² / Σw² (*Survey Sampling*, 1965, section 11.7). 0 without values.
    public var effectiveN: Double {
        squaredWeights > 0 ? Double(weights) * Double(weights) / Double(squaredWeights) : 0
    }
}

extension WeightedSums: Codable {
    private enum CodingKeys: String, CodingKey {
        case count = "n"
        case weights = "w"
        case values = "wx"
        case squares = "wxx"
        case squaredWeights = "ww"
        case squaredWeightsValues = "wwx"
        case squaredWeightsSquares = "wwxx"
        case isExceeded = "exceeded"
    }

    /// Reads sums that were written.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // As texts: not every coder can carry a number of 128 bits.
        func sum(_ key: CodingKeys) throws -> Int128 {
            guard let sum = Int128(try container.decode(String.self, forKey: key)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "no whole number of 128 bits")
            }
            return sum
        }
        count = try container.decode(Int.self, forKey: .count)
        weights = try sum(.weights)
        values = try sum(.values)
        squares = try sum(.squares)
        squaredWeights = try sum(.squaredWeights)
        squaredWeightsValues = try sum(.squaredWeightsValues)
        squaredWeightsSquares = try sum(.squaredWeightsSquares)
        isExceeded = try container.decode(Bool.self, forKey: .isExceeded)
    }

    /// Writes the sums: whole numbers, those of 128 bits as texts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode("\(weights)", forKey: .weights)
        try container.encode("\(values)", forKey: .values)
        try container.encode("\(squares)", forKey: .squares)
        try container.encode("\(squaredWeights)", forKey: .squaredWeights)
        try container.encode("\(squaredWeightsValues)", forKey: .squaredWeightsValues)
        try container.encode("\(squaredWeightsSquares)", forKey: .squaredWeightsSquares)
        try container.encode(isExceeded, forKey: .isExceeded)
    }
}
