import Foundation

/// Shares times e^(tx) with the mean that is aimed at: the nearest distribution that has it.
struct Tilt {
    /// t.
    private(set) var exponent = 0.0
    /// The logarithm of Σ share e^(tx).
    private(set) var logMass = 0.0
    /// The tilted shares, adding up to 1.
    private(set) var shares: [Double]
    /// The variance of x under them.
    private(set) var variance = 0.0

    /// Finds t by bisection, to the last bits, in a bracket that is widened until it holds it.
    ///
    /// - Parameters:
    ///   - shares: Shares, not all on one place; they need not add up to 1.
    ///   - places: x.
    ///   - aim: The mean, between the least and the greatest x that has a share.
    init(shares: [Double], places: [Double], aim: Double) {
        self.shares = shares
        var (low, high) = (-1.0, 1.0)
        exponent = high
        while apply(shares, places) < aim, high < 1e6 { (high, exponent) = (2 * high, 2 * high) }
        exponent = low
        while apply(shares, places) > aim, low > -1e6 { (low, exponent) = (2 * low, 2 * low) }
        for _ in 0..<200 where high - low > 1e-15 * (1 + low.magnitude) {
            exponent = (low + high) / 2
            if apply(shares, places) < aim { low = exponent } else { high = exponent }
        }
        _ = apply(shares, places)
    }

    /// Computes the tilted shares and their mean at the exponent.
    private mutating func apply(_ shares: [Double], _ places: [Double]) -> Double {
        var highest = -Double.infinity
        for k in places.indices where shares[k] > 0 { highest = max(highest, exponent * places[k]) }
        var total = 0.0
        for k in places.indices {
            self.shares[k] = shares[k] > 0 ? shares[k] * exp(exponent * places[k] - highest) : 0
            total += self.shares[k]
        }
        logMass = log(total) + highest
        var mean = 0.0
        for k in places.indices {
            self.shares[k] /= total
            mean += self.shares[k] * places[k]
        }
        variance = places.indices.reduce(0.0) { sum, k in
            sum + self.shares[k] * (places[k] - mean) * (places[k] - mean)
        }
        return mean
    }
}
