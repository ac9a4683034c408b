/// A scale of whole numbers that a question is answered on: 0-10, 1-5, 1-7.
///
/// Declared once for a metric; an answer off the scale is rejected, never clamped. In a workspace it is a list of its
/// ends, `{ 0, 10 }`, or a text, `"0-10"`.
public struct Scale: Hashable, Sendable {
    /// The lowest score.
    public let low: Int
    /// The highest score.
    public let high: Int
    /// Why an answer off the scale is rejected: "not on the scale 0-10". Made once, as events are many.
    public let rejection: String

    /// The most scores a scale may have.
    public static let mostScores = 1001

    /// Makes a scale; nil unless it has 2 to 1001 scores, all of them within a million of 0.
    public init?(_ low: Int, _ high: Int) {
        let limits = -1_000_000...1_000_000
        guard limits.contains(low), limits.contains(high), low < high, high - low < Self.mostScores else { return nil }
        self.init(checked: low, high)
    }

    private init(checked low: Int, _ high: Int) {
        self.low = low
        self.high = high
        self.rejection = "not on the scale \(low)-\(high)"
    }

    /// 0-10: "How likely are you to recommend us?"
    public static let zeroToTen = Scale(checked: 0, 10)
    /// 1-5: "How satisfied are you?"
    public static let oneToFive = Scale(checked: 1, 5)
    /// 1-7: "How much do you agree that it was easy?"
    public static let oneToSeven = Scale(checked: 1, 7)

    /// Reads "0-10"; nil when the text is no scale.
    public init?(_ text: String) {
        let text = Substring(text)
        // A first "-" is the sign of the lower end.
        guard let dash = text.dropFirst().firstIndex(of: "-"), let low = Int(text[..<dash]),
            let high = Int(text[text.index(after: dash)...])
        else { return nil }
        self.init(low, high)
    }

    /// The scale as people write it: "0-10".
    public var text: String { "\(low)-\(high)" }

    /// Every score, from the lowest.
    @inlinable public var scores: ClosedRange<Int> { low...high }

    /// How many steps lie between the ends.
    public var span: Int { high - low }

    /// The ends as the limits of a mean.
    public var range: ClosedRange<Double> { Double(low)...Double(high) }

    /// What an answer is on this scale.
    public enum Reading: Equatable, Sendable {
        /// Not asked or not answered.
        case missing
        /// A score on the scale.
        case score(Int)
        /// No score on the scale, for this reason.
        case rejected(reason: String)
    }

    /// Judges an answer. Once an event: makes no text.
    @inlinable @inline(__always) public func read(_ answer: ScaleAnswer) -> Reading {
        switch answer {
        case .missing: .missing
        case .score(let score) where low <= score && score <= high: .score(score)
        case .score, .notAWholeNumber: .rejected(reason: rejection)
        }
    }
}

extension Scale: Codable {
    /// Reads `[0, 10]` or `"0-10"`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let scale: Scale?
        if let text = try? container.decode(String.self) {
            scale = Scale(text)
        } else if let ends = try? container.decode([Int].self), ends.count == 2 {
            scale = Scale(ends[0], ends[1])
        } else {
            scale = nil
        }
        guard let scale else {
            let problem = ConfigurationError(
                key: decoder.codingPath.last?.stringValue ?? "scale", problem: "is not a scale of whole numbers",
                expected: "its lowest and its highest score, such as { 0, 10 } or \"0-10\"")
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(problem.problem); expected \(problem.expected)",
                    underlyingError: problem))
        }
        self = scale
    }

    /// Writes `[0, 10]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(low)
        try container.encode(high)
    }
}
