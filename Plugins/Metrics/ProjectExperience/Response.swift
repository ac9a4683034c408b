import Tuntuma

/// What one response answered, read before anything is counted.
struct Response {
    /// The scores, by item.
    var scores = Scores()
    /// How many items were answered.
    var answered = 0
    /// The sum of their scores, each counted from the lower end of the scale.
    var total = 0
    /// The score of the recommendation; nil where not answered.
    var recommend: Int?
    /// The weight, where one is declared.
    var weight: Weight?

    /// Up to 16 scores in a byte each: an array would be allocated, or checked for sharing, for every response.
    struct Scores {
        private var packed: UInt128 = 0

        /// The score of an item from the lower end of the scale, 0 to 200; below 0 where it was not answered.
        subscript(item: Int) -> Int {
            @inline(__always) get { Int(UInt8(truncatingIfNeeded: packed &>> UInt128(item &* 8))) &- 1 }
        }

        /// Keeps the score of an item that has none yet.
        @inline(__always) mutating func set(_ score: Int, of item: Int) {
            packed |= UInt128(truncatingIfNeeded: score &+ 1) &<< UInt128(item &* 8)
        }
    }
}
