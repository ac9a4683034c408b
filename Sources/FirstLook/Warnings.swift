import TableSurvey

/// What a person should look at before trusting the numbers of a first look.
enum Warnings {
    static func all(_ look: FirstLook, _ survey: Survey) -> [String] {
        var warnings: [String] = []
        if look.rows == 0 { warnings.append("there is no row below the header") }
        warnings += rows(survey)
        let used = Set(look.scores.map(\.column.name))
        for (column, profile) in zip(look.columns, survey.columns) {
            switch column.role.value {
            case .score(let score) where used.contains(column.name):
                warnings += ScoreWarnings.all(profile, score)
            case .time(let pattern) where column.role.confidence < FirstLook.enough:
                warnings.append(
                    "\(column.name): read as \(pattern.text), but \(column.role.reason); say which in parse_time")
            case .score: break
            default: warnings += mixed(profile)
            }
        }
        if look.scoreCount > used.count {
            warnings.append(
                "\(look.scoreCount) columns look like scores; the block has the surest \(used.count) of them")
        }
        warnings += TimeWarnings.all(look, survey.columns)
        if look.identifier == nil {
            warnings += shared(survey)
            warnings.append(
                "no column names the answers; the number of the row does, so add rows only at the end of the file")
        }
        return warnings
    }

    /// A column that is called an id, with values that do not name one answer each.
    private static func shared(_ survey: Survey) -> [String] {
        let rows = survey.rows - survey.overlong.count
        let profile = survey.columns.first {
            NameHints.hasWord(NameHints.identifier, $0.name) && $0.distinct < rows && $0.distinct * 10 >= rows * 9
                && $0.wordiness < 0.1 && $0.length <= 64
        }
        guard let profile else { return [] }
        return [
            "\(profile.name): \(rows - profile.distinct) of \(rows) rows have no value of their own in it, so it does not name "
                + "the answers"
        ]
    }

    /// Rows that are no answers.
    private static func rows(_ survey: Survey) -> [String] {
        var warnings: [String] = []
        if survey.overlong.count > 0 {
            warnings.append(
                "\(survey.overlong.count) of \(survey.rows) rows have more cells than the header, the first on line "
                    + "\(survey.overlong.line); these are rejected: is a separator inside a text that is not in quotes?"
            )
        }
        return warnings
            + survey.totals.map { "line \($0.line) begins with \"\($0.name)\": a row of totals, which is left out" }
    }

    /// A column that its name says is a score, with words among the numbers: `Strongly agree` for 10.
    private static func mixed(_ profile: ColumnProfile) -> [String] {
        guard NameHints.contains(NameHints.recommend, profile.name), profile.wholes > 0,
            let (word, count) = profile.commonestWord
        else { return [] }
        return [
            "\(profile.name): its name says nps, but texts such as \"\(word)\" (rows: \(count)) stand among the numbers;"
                + " say in event what they mean"
        ]
    }
}
