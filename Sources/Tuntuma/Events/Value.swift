/// The value of an answer or an attribute.
public enum Value: Hashable, Sendable {
    /// A whole number; 3.0 in the log reads as 3.
    case integer(Int64)
    /// Any other finite number.
    case decimal(Double)
    /// Yes or no.
    case boolean(Bool)
    /// A text, exactly as in the log.
    case text(String)
    /// Several texts, for questions with more than one choice. Answers only.
    case list([String])

    /// The value as a number, when it is one.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .decimal(let value): value
        case .boolean, .text, .list: nil
        }
    }
}

/// What an event answers to a question on a scale of whole numbers.
public enum ScaleAnswer: Equatable, Sendable {
    /// The question was not asked or not answered.
    case missing
    /// A whole number; whether it lies on the scale is for the metric to say.
    case score(Int)
    /// Something else: 4.5, a text, yes or no.
    case notAWholeNumber
}
