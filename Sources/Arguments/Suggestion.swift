/// The known word nearest to a mistyped one.
enum Suggestion {
    /// Nil when nothing is near: at most one mistake in every three letters.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let typed = Array(word.lowercased().prefix(64))
        let measured = candidates.map { candidate -> (word: String, distance: Int) in
            let letters = Array(candidate)
            // "work" for workspace, "weekly" for week: one being the beginning of the other is a good guess too.
            let isPrefix =
                min(typed.count, letters.count) >= 2 && (letters.starts(with: typed) || typed.starts(with: letters))
            return (candidate, isPrefix ? 1 : distance(typed, letters))
        }
        guard let best = measured.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, best.word.count / 3) ? best.word : nil
    }

    /// How many letters must be added, removed, replaced or swapped with their neighbour (Damerau and Levenshtein, in
    /// the restricted form).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
