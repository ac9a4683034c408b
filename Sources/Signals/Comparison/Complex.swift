/// A complex number: only what the inversion of a generating function needs.
struct Complex {
    var real: Double
    var imaginary: Double

    /// |z|².
    var squaredMagnitude: Double { real * real + imaginary * imaginary }

    static func * (left: Complex, right: Complex) -> Complex {
        Complex(
            real: left.real * right.real - left.imaginary * right.imaginary,
            imaginary: left.real * right.imaginary + left.imaginary * right.real)
    }

    static func / (left: Complex, right: Complex) -> Complex {
        let scale = 1 / right.squaredMagnitude
        return Complex(
            real: (left.real * right.real + left.imaginary * right.imaginary) * scale,
            imaginary: (left.imaginary * right.real - left.real * right.imaginary) * scale)
    }

    /// The power with an exponent from 0, by squaring.
    func power(_ exponent: Int) -> Complex {
        var result = Complex(real: 1, imaginary: 0)
        var factor = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * factor }
            rest >>= 1
            if rest > 0 { factor = factor * factor }
        }
        return result
    }

    /// 1 + z + … + z^(terms - 1), where z is a decay divided by a root of unity.
    ///
    /// - Parameter lastDecay: The decay to the power of `terms`.
    static func geometricSum(root: Complex, terms: Int, decay: Double, lastDecay: Double) -> Complex {
        let z = Complex(real: decay * root.real, imaginary: -decay * root.imaginary)
        let below = Complex(real: 1 - z.real, imaginary: -z.imaginary)
        guard below.squaredMagnitude > 1e-24 else { return Complex(real: Double(terms), imaginary: 0) }
        let rootPower = Complex(real: root.real, imaginary: -root.imaginary).power(terms)
        let above = Complex(real: 1 - lastDecay * rootPower.real, imaginary: -lastDecay * rootPower.imaginary)
        return above / below
    }
}
