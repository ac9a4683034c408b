import TableSurvey

/// Decides whether a column is a score, by its name and by its values.
enum ScoreGuess {
    private typealias Metric = FirstLook.Score.Metric

    /// The guess for a column; nil when it is no score, or when fewer than a fifth of the rows have one.
    static func guess(_ column: ColumnProfile, rows: Int) -> Guess<FirstLook.Score>? {
        guard let values = ScoreValues(column), values.count * 5 >= rows, !isBox(values) else { return nil }
        let metric = metric(named: column.name)
        if let range = ScaleInName.range(in: column.name), let guess = written(values, range, metric) { return guess }
        return switch metric {
        case nil: byValues(values)
        case .nps?: recommended(values)
        case .csat?: named(values, .csat, [(1, 5), (1, 7), (0, 10)])
        case .ces?: named(values, .ces, [(1, 5), (1, 7)])
        }
    }

    /// Whether the column is one box of several that could be ticked: it has nothing but the number with which its name ends.
    private static func isBox(_ values: ScoreValues) -> Bool {
        values.numbers.count == 1 && values.numbers.keys.first == ScaleInName.last(in: values.name)
    }

    /// What a column's name says that it measures.
    private static func metric(named name: String) -> Metric? {
        if NameHints.contains(NameHints.recommend, name) { return .nps }
        if NameHints.contains(NameHints.effort, name) || NameHints.hasWord(NameHints.ces, name) { return .ces }
        return NameHints.contains(NameHints.satisfaction, name) ? .csat : nil
    }

    /// A column whose name writes the scale out, which wins over what the answers happen to be.
    private static func written(_ values: ScoreValues, _ range: ClosedRange<Int>, _ metric: Metric?) -> Guess<
        FirstLook.Score
    >? {
        guard values.answers(from: range.lowerBound, to: range.upperBound) * 100 >= values.count * 70 else {
            return nil
        }
        let byScale: Metric = range.upperBound >= 9 && range.lowerBound < 4 ? .nps : range == 1...7 ? .ces : .csat
        // Who is asked on five steps whether he recommends is asked for no NPS.
        let metric = metric == .nps && byScale != .nps ? .csat : metric
        return Guess(
            FirstLook.Score(
                metric: metric ?? byScale, low: range.lowerBound, high: range.upperBound, label: values.label,
                missing: values.missing?.text),
            reason: "the scale \(range.lowerBound)-\(range.upperBound) in its name",
            confidence: metric != nil ? 0.95 : byScale == .nps ? 0.7 : 0.8)
    }

    /// A column that speaks of recommending: 0-10, whatever the answers happen to be.
    private static func recommended(_ values: ScoreValues) -> Guess<FirstLook.Score>? {
        guard let off = off(values, 0, 10) else { return nil }
        return Guess(
            FirstLook.Score(
                metric: .nps, low: lowest(values, 0, 10), high: 10, label: values.label,
                missing: values.missing?.text),
            reason: reason("its name, and values", values, 0, 10),
            confidence: off > 0 || !reachesEnds(values) ? 0.85 : 0.95)
    }

    /// Whether the answers to a question of recommending reach so far that no shorter scale would do. Nought may be missing:
    /// few give it.
    static func reachesEnds(_ values: ScoreValues) -> Bool {
        values.numbers[0] != nil || values.answers(from: 8, to: 10) > 0
    }

    /// A column whose name says what it asks: the scale is the smallest that holds nearly all the answers.
    private static func named(_ values: ScoreValues, _ metric: Metric, _ scales: [(Int, Int)]) -> Guess<
        FirstLook.Score
    >? {
        for (low, high) in scales {
            guard let off = off(values, low, high), high != 7 || values.answers(from: 6, to: 7) > 0,
                high != 10 || reachesEnds(values)
            else { continue }
            return Guess(
                FirstLook.Score(
                    metric: metric, low: lowest(values, low, high), high: high, label: values.label,
                    missing: values.missing?.text),
                reason: reason("its name, and values", values, low, high), confidence: off == 0 ? 0.95 : 0.85)
        }
        return nil
    }

    /// How many different numbers are not on a scale; nil when they are too many for the scale to be the right one.
    private static func off(_ values: ScoreValues, _ low: Int, _ high: Int) -> Int? {
        let inside = values.answers(from: low, to: high)
        let off = values.kinds(beyond: low...high)
        // A number beyond the scale that is its direct continuation means a longer scale, unless it is rare.
        guard inside * 100 >= values.count * 70, off <= 3, values.numbers[high + 1, default: 0] * 10 <= inside else {
            return nil
        }
        return off
    }

    /// A column whose values alone look like a scale. Less sure: codes look the same.
    private static func byValues(_ values: ScoreValues) -> Guess<FirstLook.Score>? {
        guard let range = values.range() else { return nil }
        let (least, most) = (range.lowerBound, range.upperBound)
        let distinct = values.numbers.count
        let isSmall = values.count < 30
        // A column that is called a score needs no spread.
        let isScore = NameHints.hasWord(NameHints.score, values.name)
        func score(_ metric: Metric, _ low: Int, _ high: Int) -> Guess<FirstLook.Score> {
            Guess(
                FirstLook.Score(
                    metric: metric, low: lowest(values, low, high), high: high, label: values.label,
                    missing: values.missing?.text),
                reason: reason(isScore ? "its name, and values" : "values", values, least, most),
                confidence: isScore ? 0.6 : 0.55)
        }
        func isSpread(_ small: Int, _ large: Int) -> Bool { isScore || distinct >= (isSmall ? small : large) }
        if least >= 0, most == 9 || most == 10 || isScore && most == 8, isSpread(4, 7) { return score(.nps, 0, 10) }
        if least >= 1, most == 5 || isScore && most == 4, isSpread(3, 5) { return score(.csat, 1, 5) }
        if least >= 1, most == 7 || isScore && most == 6, isSpread(4, 6) { return score(.ces, 1, 7) }
        return nil
    }

    /// 1 for a scale of 0-10 on which many answered 1 and nobody 0.
    private static func lowest(_ values: ScoreValues, _ low: Int, _ high: Int) -> Int {
        guard low == 0, reachesEnds(values), values.numbers[0] == nil else { return low }
        return values.count >= 100 && values.numbers[1, default: 0] >= 5 ? 1 : 0
    }

    private static func reason(_ ground: String, _ values: ScoreValues, _ low: Int, _ high: Int) -> String {
        let inside = values.range(within: low...high) ?? low...high
        return "\(ground) from \(inside.lowerBound) to \(inside.upperBound)"
    }
}
