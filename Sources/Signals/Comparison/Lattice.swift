/// Whole numbers moved and scaled so that one of them is 0 and their greatest common divisor is 1: sums of draws then fall
/// on every whole number, and a generating function has no needless period.
struct Lattice {
    /// What becomes 0.
    let origin: Int
    /// The distance of two neighbours.
    let step: Int

    init(_ values: [Int], origin: Int) {
        self.origin = origin
        step = max(1, values.reduce(0) { Self.divisor($0, ($1 - origin).magnitude) })
    }

    /// A value's place.
    func place(of value: Int) -> Int { (value - origin) / step }

    /// The lowest place that a sum of `count` values from `sum` on can have.
    func place(ofSum sum: Int, of count: Int) -> Int {
        let (quotient, rest) = (sum - count * origin).quotientAndRemainder(dividingBy: step)
        return rest > 0 ? quotient + 1 : quotient
    }

    private static func divisor(_ first: Int, _ second: UInt) -> Int {
        var (a, b) = (first.magnitude, second)
        while b != 0 { (a, b) = (b, a % b) }
        return Int(a)
    }
}
