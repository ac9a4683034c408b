import Tuntuma

/// What one response answered, read before anything is counted.
struct Response {
    /// Not answered.
    static let missing = -1

    /// Scores from the lower end of the scale, by item; ``missing`` where not answered, meaningless beyond the items.
    var scores = InlineArray<16, Int>(repeating: missing)
    /// How many items were answered.
    var answered = 0
    /// The sum of their scores.
    var total = 0
    /// The score of the recommendation, or ``missing``.
    var recommend = missing
    /// The weight, where one is declared.
    var weight: Weight?
}
