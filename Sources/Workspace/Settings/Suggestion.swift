/// Finds what somebody probably meant to write.
package enum Suggestion {
    /// The known word nearest to a wrong one, when it is near enough to be meant: at most two letters changed, added,
    /// left out or swapped, and at most a third of the word.
    package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let limit = min(2, max(1, word.count / 3))
        return known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// `; did you mean "scale"?` where there is a near word, else the known words when they are few, else nothing.
    package static func hint(for word: String, among known: some Sequence<String>) -> String {
        let known = known.sorted()
        if let nearest = nearest(to: word, among: known) { return "; did you mean \"\(nearest)\"?" }
        if known.isEmpty || known.count > 24 { return "" }
        return "; expected \(oneOf(known))"
    }

    /// "a, b or c".
    package static func oneOf(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// The number of changes between two words; neighbours that were swapped count as one change
    /// (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let change = previous[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(change, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
