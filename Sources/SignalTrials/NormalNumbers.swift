import Foundation

/// Standard normal numbers from a generator of bits, by the method of Box and Muller (*Annals of Mathematical Statistics* 29
/// (1958) 610-611).
package struct NormalNumbers: Sendable {
    private var kept: Double?

    package init() {}

    /// The next number.
    package mutating func next(_ random: inout some RandomNumberGenerator) -> Double {
        if let number = kept {
            kept = nil
            return number
        }
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
        let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &random)
        kept = radius * sin(angle)
        return radius * cos(angle)
    }
}
