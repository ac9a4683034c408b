import TableSurvey

/// Decides what the columns of a table are for.
enum RoleGuess {
    /// Guesses the role of each column.
    /// - Parameter rows: How many rows were looked at.
    static func roles(of columns: [ColumnProfile], rows: Int) -> [Guess<FirstLook.Role>] {
        var roles = columns.map { role(of: $0, rows: rows) }
        let identifiers = columns.indices.map { identifier(columns[$0], roles[$0], rows: rows) }
        let best = identifiers.indices.max { left, right in
            // Of two that are equally good, the first of the file.
            (identifiers[left]?.confidence ?? 0, -left) < (identifiers[right]?.confidence ?? 0, -right)
        }
        if let best, let guess = identifiers[best] { roles[best] = guess }
        doubtUnnamedScores(&roles)
        return roles
    }

    private static func role(of column: ColumnProfile, rows: Int) -> Guess<FirstLook.Role> {
        guard column.filled > 0 else { return Guess(.other, reason: "it is empty", confidence: 1) }
        if let time = time(column) { return time }
        if column.fractions > 0, NameHints.contains(NameHints.weight, column.name) {
            return Guess(.weight, reason: "its name, and numbers that are not whole", confidence: 0.8)
        }
        if NameHints.hasWord(NameHints.language, column.name), column.distinct <= 30, column.numbers == 0 {
            return Guess(
                .language, reason: "its name, and different values: \(column.distinct)", confidence: 0.8)
        }
        if let score = ScoreGuess.guess(column, rows: rows) {
            return Guess(.score(score.value), reason: score.reason, confidence: score.confidence)
        }
        return comment(column) ?? segment(column, rows: rows)
            ?? Guess(
                .other, reason: "values that look like nothing known: \(column.distinct)", confidence: 0.5)
    }

    private static func time(_ column: ColumnProfile) -> Guess<FirstLook.Role>? {
        guard let finding = column.times.finding, !NameHints.contains(NameHints.birth, column.name) else { return nil }
        let isNamed = NameHints.contains(NameHints.time, column.name)
        if finding.isCompact, !isNamed {
            // Numbers of answers may look like dates too.
            guard finding.read == column.filled, column.filled >= 5,
                !NameHints.hasWord(NameHints.identifier, column.name),
                finding.years.keys.allSatisfy((1990...2099).contains)
            else { return nil }
        }
        let guess = finding.guess
        return Guess(
            .time(guess.value), reason: guess.reason, confidence: isNamed ? guess.confidence : guess.confidence * 0.9)
    }

    private static func comment(_ column: ColumnProfile) -> Guess<FirstLook.Role>? {
        let isNamed = NameHints.contains(NameHints.comment, column.name)
        guard column.numbers * 2 < column.filled, column.distinct * 2 >= column.filled,
            isNamed ? column.wordiness >= 0.3 : column.length >= 25 && column.wordiness >= 0.5
        else { return nil }
        let length = Int(column.length.rounded())
        return Guess(
            .comment, reason: "\(isNamed ? "its name, and " : "")texts of \(length) characters on average",
            confidence: isNamed ? 0.9 : 0.7)
    }

    private static func segment(_ column: ColumnProfile, rows: Int) -> Guess<FirstLook.Role>? {
        guard (2...30).contains(column.distinct), column.filled >= 2 * column.distinct, column.filled * 20 >= rows,
            column.length <= 40, column.fractions == 0
        else { return nil }
        let isCode = column.numbers * 2 > column.filled
        return Guess(
            .segment, reason: "\(column.distinct) different \(isCode ? "numbers" : "texts")",
            confidence: isCode ? 0.4 : 0.7)
    }

    /// The guess that a column names the answers; nil when its values repeat, are missing, or are no names.
    private static func identifier(_ column: ColumnProfile, _ role: Guess<FirstLook.Role>, rows: Int)
        -> Guess<FirstLook.Role>?
    {
        guard rows >= 2, column.filled == rows, column.distinct == rows, column.fractions == 0, column.length <= 64,
            column.mayBeIdentifiers
        else { return nil }
        if case .time = role.value { return nil }
        if NameHints.hasWord(NameHints.identifier, column.name) {
            return Guess(.identifier, reason: "its name, and another value in every row", confidence: 0.95)
        }
        guard rows >= 10, role.value != .comment, column.wordiness < 0.1,
            !NameHints.contains(NameHints.personal, column.name)
        else { return nil }
        return Guess(.identifier, reason: "another value in every row", confidence: 0.6)
    }

    /// Where one column's name says that it is the score of a metric, others are only codes that look like one.
    private static func doubtUnnamedScores(_ roles: inout [Guess<FirstLook.Role>]) {
        var named = Set<FirstLook.Score.Metric>()
        for role in roles {
            if case .score(let score) = role.value, role.confidence >= 0.8 { named.insert(score.metric) }
        }
        for index in roles.indices {
            guard case .score(let score) = roles[index].value, roles[index].confidence < 0.8,
                named.contains(score.metric)
            else { continue }
            roles[index].confidence = 0.35
            roles[index].reason += ", but another column's name says \(score.metric.rawValue)"
        }
    }
}
