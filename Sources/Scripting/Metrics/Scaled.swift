/// A decimal kept as a whole number of 10^-10: sums of such numbers are exact and do not depend on their order.
struct Scaled: Hashable, Comparable, Sendable {
    static let unit: Int128 = 10_000_000_000
    /// The largest number taken, either way. 10^13 of them can be added before 128 bits overflow; a sum of more would wrap
    /// round, which keeps merging associative.
    static let largest = 1e15

    var units: Int128

    init(units: Int128) {
        self.units = units
    }

    /// Nil when the number is too large.
    init?(_ value: LuaValue) {
        switch value {
        case .integer(let number):
            guard Double(number).magnitude <= Self.largest else { return nil }
            units = Int128(number) * Self.unit
        case .decimal(let number):
            guard number.magnitude <= Self.largest else { return nil }
            units = Int128((number * 1e10).rounded())
        default: return nil
        }
    }

    /// The number, whole where it is.
    var number: LuaValue {
        let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.unit)
        if rest == 0, let whole = Int64(exactly: whole) { return .integer(whole) }
        return .decimal(Double(units) / 1e10)
    }

    static func < (left: Scaled, right: Scaled) -> Bool { left.units < right.units }
}

extension Scaled: Codable {
    /// As a text of digits: no number of JSON holds 128 bits.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let units = Int128(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a whole number")
        }
        self.units = units
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(units))
    }
}
