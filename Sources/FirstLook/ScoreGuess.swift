/// Decides whether a column is a score, by its name and by its values.
enum ScoreGuess {
    /// The guess for a column; nil when it is no score.
    static func guess(_ column: ColumnProfile) -> FirstLook.Guess<FirstLook.Score>? {
        guard column.fractions == 0, column.wholes > 0, column.wholes * 100 >= column.answered * 95 else { return nil }
        if NameHints.contains(NameHints.recommend, column.name) { return named(column, [.nps, .csat]) }
        if NameHints.contains(NameHints.effort, column.name) || NameHints.hasWord(NameHints.ces, column.name) {
            return named(column, [.ces])
        }
        if NameHints.contains(NameHints.satisfaction, column.name) { return named(column, [.csat]) }
        return byValues(column)
    }

    /// A column whose name says what it asks: the scale is the smallest that holds nearly all the answers.
    private static func named(_ column: ColumnProfile, _ metrics: [FirstLook.Score.Metric]) -> FirstLook.Guess<
        FirstLook.Score
    >? {
        for metric in metrics {
            for (low, high) in scales(of: metric) {
                let inside = column.answers(from: low, to: high)
                guard inside * 100 >= column.wholes * 70, hasEnds(column, low, high) else { continue }
                let off = column.wholeNumbers.keys.filter { !(low...high).contains($0) }.count
                guard off <= 3 else { continue }
                // A number beyond the scale that is its direct continuation means a longer scale, unless it is rare.
                guard column.wholeNumbers[high + 1, default: 0] * 10 <= inside else { continue }
                return FirstLook.Guess(
                    FirstLook.Score(metric: metric, low: lowest(column, low, high), high: high),
                    reason: reason("its name, and values", column, low, high), confidence: off == 0 ? 0.95 : 0.85)
            }
        }
        return nil
    }

    private static func scales(of metric: FirstLook.Score.Metric) -> [(Int, Int)] {
        switch metric {
        case .nps: [(0, 10)]
        case .csat: [(1, 5), (1, 7)]
        case .ces: [(1, 5), (1, 7)]
        }
    }

    /// Whether the values reach so far that no shorter scale would do. Nought may be missing: few give it.
    private static func hasEnds(_ column: ColumnProfile, _ low: Int, _ high: Int) -> Bool {
        if low == 0 { return column.wholeNumbers[0] != nil || column.answers(from: 8, to: high) > 0 }
        if high == 7 { return column.answers(from: 6, to: 7) > 0 }
        return true
    }

    /// A column whose values alone look like a scale. Less sure: codes look the same.
    private static func byValues(_ column: ColumnProfile) -> FirstLook.Guess<FirstLook.Score>? {
        guard let least = column.wholeNumbers.keys.min(), let most = column.wholeNumbers.keys.max() else { return nil }
        let distinct = column.wholeNumbers.count
        let isSmall = column.wholes < 30
        func score(_ metric: FirstLook.Score.Metric, _ low: Int, _ high: Int) -> FirstLook.Guess<FirstLook.Score> {
            FirstLook.Guess(
                FirstLook.Score(metric: metric, low: lowest(column, low, high), high: high),
                reason: reason("values", column, least, most), confidence: 0.55)
        }
        if least >= 0, most == 9 || most == 10, distinct >= (isSmall ? 4 : 7) { return score(.nps, 0, 10) }
        if least >= 1, most == 5, distinct >= (isSmall ? 3 : 5) { return score(.csat, 1, 5) }
        if least >= 1, most == 7, distinct >= (isSmall ? 4 : 6) { return score(.ces, 1, 7) }
        return nil
    }

    /// 1 for a scale of 0-10 on which many answered 1 and nobody 0.
    private static func lowest(_ column: ColumnProfile, _ low: Int, _ high: Int) -> Int {
        guard low == 0, column.wholeNumbers[0] == nil else { return low }
        return column.wholes >= 100 && column.wholeNumbers[1, default: 0] >= 5 ? 1 : 0
    }

    private static func reason(_ ground: String, _ column: ColumnProfile, _ low: Int, _ high: Int) -> String {
        let inside = column.wholeNumbers.keys.filter { (low...high).contains($0) }
        return "\(ground) from \(inside.min() ?? low) to \(inside.max() ?? high)"
    }
}
