/// What a person should look at before trusting the numbers of a first look.
enum Warnings {
    static func all(_ look: FirstLook, _ profiles: [ColumnProfile]) -> [String] {
        var warnings: [String] = []
        if look.rows == 0 { warnings.append("there is no row below the header") }
        for (column, profile) in zip(look.columns, profiles) {
            switch column.role.value {
            case .score(let score) where column.role.confidence >= FirstLook.enough:
                warnings += offScale(profile, score)
                warnings += missing(profile)
            case .time(let pattern) where column.role.confidence < FirstLook.enough:
                warnings.append(
                    "\(column.name): read as \(pattern.text), but \(column.role.reason); say which in parse_time")
            case .score: break
            default: warnings += mixed(profile)
            }
        }
        if look.time == nil {
            warnings.append("no column has dates; every answer gets the time at which the file was changed last")
        }
        if look.identifier == nil {
            warnings.append(
                "no column names the answers; the number of the row does, so add rows only at the end of the file")
        }
        return warnings
    }

    private static func offScale(_ profile: ColumnProfile, _ score: FirstLook.Score) -> [String] {
        profile.wholeNumbers.filter { !(score.low...score.high).contains($0.key) }
            .sorted { $0.key < $1.key }
            .map { number, count in
                "\(profile.name): \(number) (rows: \(count)) is not on the scale \(score.low)-\(score.high)"
                    + "; these are rejected and counted, unless you say that they mean no answer"
            }
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

    private static func missing(_ profile: ColumnProfile) -> [String] {
        profile.missing.sorted { $0.key < $1.key }.map { text, count in
            "\(profile.name): \"\(text)\" (rows: \(count)) is read as no answer"
        }
    }
}
