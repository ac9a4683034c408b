/// The factors (1 - p + p w)^N of a tilted generating function, each at all points w of a circle.
struct FactorTable {
    /// Products whose squared magnitude is below this add nothing to 16 digits.
    static let nothing = 1e-34

    /// How many points the circle has.
    let size: Int
    private let values: [Complex]

    init(counts: [Int], shares: [Double], roots: RootsOfUnity) {
        size = roots.count
        var values = Array(repeating: Complex(real: 0, imaginary: 0), count: counts.count * size)
        for k in counts.indices {
            let (row, share) = (k * size, shares[k])
            for point in 0...(size / 2) {
                let value = Complex(
                    real: 1 - share + share * roots.real[point], imaginary: share * roots.imaginary[point]
                ).power(counts[k])
                values[row + point] = value
                // The other half of the circle mirrors this one.
                if point > 0 { values[row + size - point] = Complex(real: value.real, imaginary: -value.imaginary) }
            }
        }
        self.values = values
    }

    /// The points at which the first factor is not nothing.
    func band(every stride: Int) -> [Int] {
        Swift.stride(from: 0, to: size, by: stride).filter { values[$0].squaredMagnitude > Self.nothing }
    }

    /// The product of all factors, each turned by its offset from a point; nil when it is nothing.
    @inline(__always) func product(at point: Int, offsets: [Int]) -> Complex? {
        var product = values[point]
        var row = 0
        for k in 1..<offsets.count {
            guard product.squaredMagnitude > Self.nothing else { return nil }
            row += size
            let place = offsets[k] + point
            product = product * values[row + (place < size ? place : place - size)]
        }
        return product
    }
}
