import Foundation

/// The exact distribution of the sum of n independent answers from one distribution: n draws with replacement.
///
/// The sums' probabilities are the coefficients of (Σ share y^a)ⁿ, read off as in ``PermutationTail``.
enum ResampledTail {
    /// The probability that the sum of the answers is at least as high as this.
    ///
    /// - Parameters:
    ///   - sum: The sum.
    ///   - drawn: How many answers.
    ///   - values: What an answer can be, each once.
    ///   - shares: The probability of each value; they add up to 1.
    static func probability(ofAtLeast sum: Int, drawing drawn: Int, from values: [Int], _ shares: [Double]) -> Double {
        let held = zip(values, shares).filter { $0.1 > 0 }
        guard drawn > 0, held.count > 1, let low = held.map(\.0).min(), let high = held.map(\.0).max() else {
            return drawn * (held.first?.0 ?? 0) >= sum ? 1 : 0
        }
        guard sum > drawn * low else { return 1 }
        guard sum <= drawn * high else { return 0 }
        let mean = held.reduce(0.0) { $0 + Double($1.0) * $1.1 }
        guard Double(sum) >= mean * Double(drawn) else {
            return 1 - probability(ofAtLeast: 1 - sum, drawing: drawn, from: values.map(-), shares)
        }
        let p = upperTail(sum, drawn, held.map(\.0), held.map(\.1))
        return p.isFinite ? min(1, max(0, p)) : 1
    }

    private static func upperTail(_ sum: Int, _ drawn: Int, _ values: [Int], _ shares: [Double]) -> Double {
        let origin = values[0]
        let lattice = Lattice(values, origin: origin)
        let places = values.map { lattice.place(of: $0) }
        let aim = lattice.place(ofSum: sum, of: drawn)
        let low = places.reduce(0, min)
        let high = places.reduce(0, max)
        let inner = min(
            max(Double(aim) / Double(drawn), Double(low) + 0.4 / Double(drawn)),
            Double(high) - 0.4 / Double(drawn))
        let tilt = Tilt(shares: shares, places: places.map(Double.init), aim: inner)
        let whole = (high - low) * drawn + 1
        let size = min(whole, Int(14 * (tilt.variance * Double(drawn)).squareRoot()) + 8 * (high - low))
        let terms = size >= whole ? high * drawn - aim + 1 : size / 2 + 1
        let roots = RootsOfUnity(size)
        let decay = exp(-tilt.exponent)
        let lastDecay = exp(-tilt.exponent * Double(terms))
        var total = 0.0
        for j in 0...(size / 2) {
            var value = Complex(real: 0, imaginary: 0)
            for k in places.indices {
                let turn = (places[k] % size) * j % size
                let point = turn < 0 ? turn + size : turn
                value.real += tilt.shares[k] * roots.real[point]
                value.imaginary += tilt.shares[k] * roots.imaginary[point]
            }
            let turn = (aim % size) * j % size
            let back = turn == 0 ? 0 : turn < 0 ? -turn : size - turn
            let tail = Complex.geometricSum(
                root: Complex(real: roots.real[j], imaginary: roots.imaginary[j]), terms: terms, decay: decay,
                lastDecay: lastDecay)
            let term =
                value.power(drawn) * Complex(real: roots.real[back], imaginary: roots.imaginary[back]) * tail
            total += (j == 0 || 2 * j == size ? 1 : 2) * term.real
        }
        return total / Double(size) * exp(Double(drawn) * tilt.logMass - tilt.exponent * Double(aim))
    }
}
