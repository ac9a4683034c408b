/// Steele, Lea and Flood's SplitMix64: a small generator whose numbers are the same on every machine and in every
/// version of Swift, so that the sample of one seed is always the same, byte for byte.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    mutating func fraction() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }

    /// A whole number from 0 up to, but not including, the bound; 0 when the bound is not positive.
    /// (The standard library's own way from bits to a range is free to change between versions.)
    mutating func index(below bound: Int) -> Int {
        bound > 0 ? Int(fraction() * Double(bound)) : 0
    }

    mutating func chance(_ probability: Double) -> Bool {
        fraction() < probability
    }

    /// A number around 0 with a standard deviation of about 1: the sum of six fractions, shifted and stretched.
    mutating func noise() -> Double {
        var sum = 0.0
        for _ in 0..<6 {
            sum += fraction()
        }
        return (sum - 3) * 1.414_213_562_373_095
    }

    /// One of the texts; "" of none.
    mutating func pick(_ texts: [String]) -> String {
        texts.isEmpty ? "" : texts[index(below: texts.count)]
    }
}
