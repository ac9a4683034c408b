/// Finds what somebody probably meant to write: a key of a workspace, an option, a command.
package enum Suggestion {
    /// Nobody means a word that is longer, and the cost grows with the length.
    private static let longestWord = 64

    /// The known word nearest to a wrong one, when it is near enough to be meant: at most two letters changed, added,
    /// left out or swapped, and at most a third of the word. Else the one known word that begins like it (`work` for
    /// `workspace`) or that it begins with (`weekly` for `week`), when there is only one.
    package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().prefix(longestWord))
        let limit = min(2, max(1, typed.count / 3))
        var best: (distance: Int, word: String)?
        var alike: Set<String> = []
        for candidate in known {
            let letters = Array(candidate.lowercased())
            let distance = distance(typed, letters)
            if distance <= limit, best.map({ (distance, candidate) < $0 }) ?? true { best = (distance, candidate) }
            if min(typed.count, letters.count) >= 2, letters.starts(with: typed) || typed.starts(with: letters) {
                alike.insert(candidate)
            }
        }
        return best?.word ?? (alike.count == 1 ? alike.first : nil)
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

    /// How many letters must be added, left out, changed or swapped with their neighbour (optimal string alignment: the
    /// restricted form of Damerau and Levenshtein).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
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
