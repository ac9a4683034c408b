/// Numbers rounded to sixths of their root mean square: so few distinct ones that an exact p is quick.
///
/// The p stays exact, for the rounded numbers; the rounding adds 1/432 to their variance.
struct Coarsening {
    private let unit: Double

    /// Nil when all numbers are 0, or none.
    init?(_ numbers: [(value: Double, count: Int)]) {
        let all = numbers.reduce(0) { $0 + $1.count }
        let squares = numbers.reduce(0.0) { $0 + Double($1.count) * $1.value * $1.value }
        guard all > 0, squares > 0, squares.isFinite else { return nil }
        unit = (squares / Double(all)).squareRoot() / 6
    }

    func place(of number: Double) -> Int { Int((number / unit).rounded()) }
}
