import Foundation

/// The exact distribution of the sum of n answers that are drawn without replacement from all answers of two groups: what
/// the sum of one group is when the groups do not differ (Fisher's permutation test; Pitman, *Supplement to the Journal of
/// the Royal Statistical Society* 4 (1937) 119-130).
///
/// With N(k) answers of value a(k), the number of ways to draw n answers with the sum s is the coefficient of xⁿyˢ in
/// Π (1 + x y^a(k))^N(k). The coefficients are read off by the trapezoid rule on the circles through the saddle point
/// (x, y), where the terms near the wanted ones are the largest, so that a tail of 10⁻¹² has as many right digits as one of
/// a half. The rule has no error but for terms beyond seven standard deviations. The time grows with the standard
/// deviation of the sum, not with n times the sum as that of the dynamic programme over (n, s).
struct PermutationTail {
    /// With more draws than this p is not found: the time would be seen, and a normal p is as good.
    static let mostDrawn = 1_000_000

    /// The values as places on the lattice, 0 first.
    private let places: [Int]
    private let counts: [Int]
    private let lattice: Lattice
    private let drawn: Int

    /// The probability that the sum of the drawn answers is at least as high as this.
    ///
    /// - Parameters:
    ///   - sum: The sum.
    ///   - drawn: How many answers are drawn.
    ///   - values: What an answer can be, each once.
    ///   - counts: How many answers there are of each value.
    static func probability(ofAtLeast sum: Int, drawing drawn: Int, from values: [Int], _ counts: [Int]) -> Double {
        let held = zip(values, counts).filter { $0.1 > 0 }
        let all = held.reduce(0) { $0 + $1.1 }
        guard drawn > 0, drawn < all, held.count > 1 else {
            let only = drawn >= all ? held.reduce(0) { $0 + $1.0 * $1.1 } : drawn * (held.first?.0 ?? 0)
            return only >= sum ? 1 : 0
        }
        let total = held.reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let mean = total / Double(all) * Double(drawn)
        guard Double(sum) >= mean else {
            // The lower tail is the upper one of the negated values; it has the digits that 1 - p would lose.
            return 1 - probability(ofAtLeast: 1 - sum, drawing: drawn, from: values.map(-), counts)
        }
        return PermutationTail(held, mean: total / Double(all), drawn: drawn).upperTail(from: sum)
    }

    private init(_ held: [(Int, Int)], mean: Double, drawn: Int) {
        // Around the value next to the mean the sum varies least, and fewest points will do.
        let nearest = held.map(\.0).min { (Double($0) - mean).magnitude < (Double($1) - mean).magnitude }
        let ordered = held.sorted { ($0.0 == nearest ? 1 : 0, $0.1, $0.0) > ($1.0 == nearest ? 1 : 0, $1.1, $1.0) }
        let lattice = Lattice(ordered.map(\.0), origin: ordered.first?.0 ?? 0)
        self.lattice = lattice
        places = ordered.map { lattice.place(of: $0.0) }
        counts = ordered.map(\.1)
        self.drawn = drawn
    }

    private func upperTail(from sum: Int) -> Double {
        let aim = lattice.place(ofSum: sum, of: drawn)
        let (least, most) = extremes
        guard aim > least else { return 1 }
        guard aim <= most else { return 0 }
        let inner = min(max(Double(aim), Double(least) + 0.4), Double(most) - 0.4)
        let tilt = SaddlePoint(places: places, counts: counts, drawn: Double(drawn), sum: inner)
        let p = inversion(aim, tilt)
        // Not to be seen, but a p that is no number must never be an alarm.
        return p.isFinite ? min(1, max(0, p)) : 1
    }

    /// The lowest and the highest sum of the drawn answers.
    private var extremes: (least: Int, most: Int) {
        func sum(_ order: [Int]) -> Int {
            var (rest, sum) = (drawn, 0)
            for k in order {
                let taken = min(rest, counts[k])
                sum += taken * places[k]
                rest -= taken
            }
            return sum
        }
        let ascending = places.indices.sorted { places[$0] < places[$1] }
        return (sum(ascending), sum(ascending.reversed()))
    }

    private func inversion(_ aim: Int, _ tilt: SaddlePoint) -> Double {
        let all = counts.reduce(0, +)
        // A Poisson-like tail of rare values is longer than a normal one: hence the 8.
        let span = zip(places, counts).reduce(0) { $0 + abs($1.0) * $1.1 } + 1
        let widest = places.reduce(0) { max($0, abs($1)) }
        let ofCount = min(all + 1, Int(14 * tilt.countDeviation) + 8)
        let ofSum = min(span, Int(14 * tilt.sumDeviation) + 8 * widest)
        let stride = max(1, (ofSum + ofCount - 1) / ofCount)
        let size = ofCount * stride
        let roots = RootsOfUnity(size)
        let factors = FactorTable(counts: counts, shares: tilt.shares, roots: roots)
        // Where the circle has a point for every sum there is, those from `aim` up are counted; else half of it.
        let highest = zip(places, counts).reduce(0) { $0 + max(0, $1.0) * $1.1 }
        let terms = size >= span ? highest - aim + 1 : size / 2 + 1
        let decay = exp(-tilt.ofSum)
        let lastDecay = exp(-tilt.ofSum * Double(terms))
        var total = 0.0
        for j in 0...(size / 2) {
            // Where y^place stands on the circle when y is at its point j.
            let offsets = places.map { place in
                let turn = (place % size) * j % size
                return turn < 0 ? turn + size : turn
            }
            guard let band = factors.band(offsets: offsets) else { continue }
            let lift = (aim % size) * j % size
            var row = Complex(real: 0, imaginary: 0)
            for step in (band.lowerBound / stride)...(band.upperBound / stride) {
                let i = step < 0 ? step * stride + size : step * stride
                guard let product = factors.product(at: i, offsets: offsets) else { continue }
                let turn = (i * drawn + lift) % size
                let back = turn == 0 ? 0 : turn < 0 ? -turn : size - turn
                let term = product * Complex(real: roots.real[back], imaginary: roots.imaginary[back])
                row.real += term.real
                row.imaginary += term.imaginary
            }
            let tail = Complex.geometricSum(
                root: Complex(real: roots.real[j], imaginary: roots.imaginary[j]), terms: terms, decay: decay,
                lastDecay: lastDecay)
            let weight = j == 0 || 2 * j == size ? 1.0 : 2.0
            total += weight * (row * tail).real
        }
        let ways = lgamma(Double(all + 1)) - lgamma(Double(drawn + 1)) - lgamma(Double(all - drawn + 1))
        let scale = tilt.logMass - tilt.ofCount * Double(drawn) - tilt.ofSum * Double(aim) - ways
        return total * exp(scale) / (Double(ofCount) * Double(size))
    }
}
