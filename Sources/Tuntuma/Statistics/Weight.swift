/// How much an answer counts in a weighted value: above 0 and at most 10,000, exact to ten decimals.
public struct Weight: Equatable, Sendable {
    /// The weight times 10^10.
    public let scaled: Int64

    /// What a weight is multiplied by to be a whole number.
    public static let scale: Int64 = 10_000_000_000
    /// The greatest weight.
    public static let greatest: Int64 = 10_000

    /// Reads a weight from an event's field.
    /// - Throws: ``RejectedWeight`` with a reason a person can act on.
    public init(_ value: Value?) throws(RejectedWeight) {
        switch value {
        case .integer(let whole): try self.init(whole: whole)
        case .decimal(let decimal): try self.init(decimal)
        case .boolean, .text, .list: throw .notANumber
        case nil: throw .missing
        }
    }

    /// Makes a weight from a number, rounded to ten decimals.
    /// - Throws: ``RejectedWeight`` for a number that is no weight.
    public init(_ value: Double) throws(RejectedWeight) {
        guard value.isFinite else { throw .notFinite }
        guard value > 0 else { throw .notPositive }
        guard value <= Double(Self.greatest) else { throw .tooLarge }
        scaled = Int64((value * Double(Self.scale)).rounded())
        if scaled == 0 { throw .tooSmall }
    }

    private init(whole: Int64) throws(RejectedWeight) {
        guard whole > 0 else { throw .notPositive }
        guard whole <= Self.greatest else { throw .tooLarge }
        scaled = whole * Self.scale
    }
}

/// Why an event's weight cannot be used.
public enum RejectedWeight: String, Error, Sendable, CaseIterable {
    /// The event does not have the field.
    case missing = "no weight"
    /// A text or something else.
    case notANumber = "the weight is not a number"
    /// Infinite or not a number at all.
    case notFinite = "the weight is not finite"
    /// 0 or less.
    case notPositive = "the weight is not above 0"
    /// Less than half of 10^-10.
    case tooSmall = "the weight is below 0.0000000001"
    /// More than 10,000.
    case tooLarge = "the weight is above 10000"
    /// The answer, not the weight, is too large a number to be weighted exactly.
    case valueTooLarge = "the value is too large to be weighted"

    /// The reason, for a person.
    public var reason: String { rawValue }
}
