import Foundation

/// The factors (1 - p + p w)^N of a tilted generating function, each at all points w of a circle.
struct FactorTable {
    /// Products whose squared magnitude is below this add nothing to 16 digits.
    static let nothing = 1e-34

    /// How many points the circle has.
    let size: Int
    private let values: [Complex]
    /// For each factor, how far from the point 1 it is more than nothing, in points.
    private let reaches: [Int]

    init(counts: [Int], shares: [Double], roots: RootsOfUnity) {
        size = roots.count
        var values = Array(repeating: Complex(real: 0, imaginary: 0), count: counts.count * size)
        var reaches: [Int] = []
        for k in counts.indices {
            let (row, share) = (k * size, shares[k])
            // The magnitude falls all the way to the other side of the circle.
            let least = pow(Self.nothing, 1 / Double(counts[k]))
            var reach = 0
            for point in 0...(size / 2) {
                let base = Complex(
                    real: 1 - share + share * roots.real[point], imaginary: share * roots.imaginary[point])
                guard base.squaredMagnitude > least else { break }
                let value = base.power(counts[k])
                reach = point
                values[row + point] = value
                // The other half of the circle mirrors this one.
                if point > 0 { values[row + size - point] = Complex(real: value.real, imaginary: -value.imaginary) }
            }
            reaches.append(reach)
        }
        self.values = values
        self.reaches = reaches
    }

    /// The points at which the product of all factors, each turned by its offset, may be more than nothing, from behind the
    /// point 1 to beyond it; nil when there are none.
    func band(offsets: [Int]) -> ClosedRange<Int>? {
        var (low, high) = (max(-reaches[0], -((size - 1) / 2)), reaches[0])
        // Where two reach around the circle they may meet on both sides.
        for k in 1..<offsets.count where reaches[0] + reaches[k] < size / 2 {
            let offset = 2 * offsets[k] > size ? offsets[k] - size : offsets[k]
            low = max(low, -offset - reaches[k])
            high = min(high, -offset + reaches[k])
            if low > high { return nil }
        }
        return low...high
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
