import TableSurvey
import Tuntuma

/// What to look at in the times of the answers.
enum TimeWarnings {
    static func all(_ look: FirstLook, _ profiles: [ColumnProfile]) -> [String] {
        guard let time = look.time else {
            return profiles.compactMap { several($0) ?? counted($0) }
                + ["no column has dates; every answer gets the time at which the file was changed last"]
        }
        guard let profile = profiles.first(where: { $0.name == time.column.name }), let finding = profile.times.finding
        else { return [] }
        return choice(look, time.column) + others(profile, finding) + absent(profile)
            + years(profile, finding, latest: latestYear(look.modified))
    }

    /// Which of several times was taken, where no name says which is that of the answer.
    private static func choice(_ look: FirstLook, _ taken: FirstLook.Column) -> [String] {
        let columns = look.timeColumns
        guard columns.count > 1, !NameHints.contains(NameHints.answered, taken.name) else { return [] }
        return [
            "several columns have times (\(columns.prefix(5).map(\.name).joined(separator: ", "))); "
                + "\(taken.name) is taken for that of the answer"
        ]
    }

    /// Values that the pattern does not read.
    private static func others(_ profile: ColumnProfile, _ finding: TimeGuess.Finding) -> [String] {
        guard finding.read < profile.filled, let first = finding.firstUnread else { return [] }
        return [
            "\(profile.filled - finding.read) of \(profile.filled) values of column \(profile.name) are written otherwise: "
                + "\"\(first.text)\" (line \(first.line)); rows like these are rejected"
        ]
    }

    private static func absent(_ profile: ColumnProfile) -> [String] {
        guard profile.empty.count > 0 else { return [] }
        return [
            "rows without a time in column \(profile.name): \(profile.empty.count), the first on line \(profile.empty.line);"
                + " these are rejected"
        ]
    }

    /// Years in which nobody answered: the clock of a device was wrong, or a finger slipped.
    private static func years(_ profile: ColumnProfile, _ finding: TimeGuess.Finding, latest: Int) -> [String] {
        let odd = finding.years.filter { !(1990...latest).contains($0.key) }.values
        guard let first = odd.map(\.first).min(by: { $0.line < $1.line }) else { return [] }
        return [
            "\(odd.reduce(0) { $0 + $1.count }) of \(profile.filled) values of column \(profile.name) are before 1990 or after "
                + "\(latest): \"\(first.text)\" (line \(first.line)); are these years right?"
        ]
    }

    /// The year after that of the file; where the file's is not known, that of no answer for long.
    private static func latestYear(_ modified: Timestamp) -> Int {
        let year = CivilDate(dayNumber: modified.dayNumber).year
        return year >= 1990 ? year + 1 : 2099
    }

    /// A column whose name speaks of a time, with numbers that count days (as spreadsheets do) or seconds since 1970.
    private static func counted(_ profile: ColumnProfile) -> String? {
        guard NameHints.contains(NameHints.time, profile.name), profile.numbers > 0, profile.numbers == profile.filled,
            let text = profile.firstInOrder,
            let value = Double(text.replacing(",", with: ".")),
            [3e4..<6e4, 1e9..<3e9, 1e12..<3e12].contains(where: { $0.contains(value) })
        else { return nil }
        return
            "\(profile.name): numbers such as \"\(text)\" seem to count days or seconds, so they were not used; have the column "
            + "exported as dates"
    }

    /// A column of dates that could not be used, as they are written in several ways.
    private static func several(_ profile: ColumnProfile) -> String? {
        guard let shapes = profile.times.severalShapes, let first = shapes.first, let second = shapes.last else {
            return nil
        }
        return
            "\(profile.name): dates that are written in several ways, such as \"\(first.first.text)\" (rows: \(first.count)) "
            + "and \"\(second.first.text)\" (rows: \(second.count)), so they were not used; write them in one way"
    }
}
