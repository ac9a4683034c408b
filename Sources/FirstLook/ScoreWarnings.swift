import TableSurvey

/// What to look at in a column of scores.
enum ScoreWarnings {
    static func all(_ profile: ColumnProfile, _ score: FirstLook.Score) -> [String] {
        guard let values = ScoreValues(profile) else { return [] }
        return assumed(values, score) + offScale(values, score) + noNumbers(profile, values)
            + missing(profile, values)
    }

    /// A scale that neither the name writes out nor the answers show.
    private static func assumed(_ values: ScoreValues, _ score: FirstLook.Score) -> [String] {
        guard score.metric == .nps, NameHints.contains(NameHints.recommend, values.name),
            ScaleInName.range(in: values.name) == nil, !ScoreGuess.reachesEnds(values),
            let answers = values.range(within: 0...10)
        else { return [] }
        return [
            "\(values.name): taken for 0-10, as its name speaks of recommending, but all answers are from "
                + "\(answers.lowerBound) to \(answers.upperBound); if it was asked on another scale, write the scale in the metric"
        ]
    }

    private static func offScale(_ values: ScoreValues, _ score: FirstLook.Score) -> [String] {
        values.numbers.filter { !(score.low...score.high).contains($0.key) }
            .sorted { $0.key < $1.key }
            .map { number, count in
                "\(values.name): \(number) (rows: \(count)) is not on the scale \(score.low)-\(score.high)"
                    + "; these are rejected and counted, unless you say that they mean no answer"
            }
    }

    /// The few values that are no whole numbers.
    private static func noNumbers(_ profile: ColumnProfile, _ values: ScoreValues) -> [String] {
        var warnings: [String] = []
        if profile.fractions > 0 {
            warnings.append(
                "\(profile.name): \(profile.fractions) of \(profile.filled) values are not whole numbers; these are rejected"
                    + " and counted")
        }
        let others = values.answered - values.count - profile.fractions
        if others > 0, let text = profile.firstUnknown {
            warnings.append(
                "\(profile.name): \(others) of \(profile.filled) values are no numbers, such as \"\(text)\"; these rows have"
                    + " no answer to it")
        }
        return warnings
    }

    private static func missing(_ profile: ColumnProfile, _ values: ScoreValues) -> [String] {
        let texts = profile.missing.map { ($0.key, $0.value) } + (values.missing.map { [($0.text, $0.count)] } ?? [])
        return texts.sorted { $0.0 < $1.0 }.map { text, count in
            "\(profile.name): \"\(text)\" (rows: \(count)) is read as no answer"
        }
    }
}
