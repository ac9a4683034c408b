import Tuntuma

/// What one response answered, read before anything is counted.
struct Response {
    /// Not answered.
    static var missing: Int { 255 }

    /// Scores from the lower end of the scale, by item; 255 where not answered, meaningless beyond the items. Sixteen
    /// bytes in a register: an array would be allocated, or checked for sharing, for every response.
    var scores = SIMD16<UInt8>(repeating: 255)
    /// How many items were answered.
    var answered = 0
    /// The sum of their scores.
    var total = 0
    /// The score of the recommendation, or ``missing``.
    var recommend = missing
    /// The weight, where one is declared.
    var weight: Weight?
}
