package import TableSurvey

/// What the block is made of: the columns whose guess is good enough, and their names in an event.
extension FirstLook {
    /// The least confidence with which a guess is used.
    static let enough = 0.5

    /// The most segments that become attributes.
    static let mostAttributes = 12

    /// The most scores and the most comments that become answers: a workspace file of thousands would not be read.
    static let mostScores = 12
    static let mostComments = 12

    /// The most columns that are told one by one, whether the block uses them or not.
    static let mostTold = 60

    /// The column that names the answers.
    package var identifier: Column? {
        columns.first { $0.role.value == .identifier }
    }

    /// The column with the times of the answers, and how they are written. Of several that are sure enough the one whose
    /// name speaks of answering, else the surest, else the first.
    package var time: (column: Column, pattern: TimePattern)? {
        let best = timeColumns.enumerated().max { left, right in
            let ranks = [left, right].map { place, column in
                let isAnswered = NameHints.contains(NameHints.answered, column.name)
                let confidence = column.role.confidence
                return confidence >= FirstLook.enough && isAnswered ? (1, confidence, -place) : (0, confidence, -place)
            }
            return ranks[0] < ranks[1]
        }
        guard let column = best?.element, case .time(let pattern) = column.role.value else { return nil }
        return (column, pattern)
    }

    /// The columns with times.
    var timeColumns: [Column] {
        columns.filter { column in
            if case .time = column.role.value { true } else { false }
        }
    }

    /// The score columns that are sure enough, with the questions they become: the first and surest of a metric has the
    /// metric's usual question (`nps`), any other a name made of the column's.
    package var scores: [(column: Column, score: Score, question: String)] {
        var names = UniqueNames(taken: Set(Score.Metric.allCases.map(\.rawValue) + ["comment"]))
        let found = surestScores
        return found.map { entry in
            let surest = found.filter { $0.score.metric == entry.score.metric }
                .max { $0.column.role.confidence < $1.column.role.confidence }?.column.role.confidence
            let first = found.first {
                $0.score.metric == entry.score.metric && $0.column.role.confidence == surest
            }
            let isMain = first?.column.name == entry.column.name
            return (
                entry.column, entry.score, isMain ? entry.score.metric.rawValue : names.name(for: entry.column.name)
            )
        }
    }

    /// How many columns are scores, those that do not become answers counted.
    var scoreCount: Int {
        columns.count { column in
            if case .score = column.role.value { column.role.confidence >= FirstLook.enough } else { false }
        }
    }

    /// The surest of the scores, in the order of the file.
    private var surestScores: [(column: Column, score: Score)] {
        let all = columns.enumerated().compactMap { place, column -> (place: Int, column: Column, score: Score)? in
            guard case .score(let score) = column.role.value, column.role.confidence >= FirstLook.enough else {
                return nil
            }
            return (place, column, score)
        }
        return all.sorted { (-$0.column.role.confidence, $0.place) < (-$1.column.role.confidence, $1.place) }
            .prefix(FirstLook.mostScores).sorted { $0.place < $1.place }.map { ($0.column, $0.score) }
    }

    /// The columns with what people wrote, and their questions: the first is `comment`.
    package var comments: [(column: Column, question: String)] {
        var names = UniqueNames(taken: Set(scores.map(\.question) + ["comment"]))
        return columns.filter { $0.role.value == .comment }.prefix(FirstLook.mostComments).enumerated().map {
            index, column in
            (column, index == 0 ? "comment" : names.name(for: column.name))
        }
    }

    /// The segments that are fields of an event, by field.
    package var fields: [(field: String, column: Column)] {
        var fields: [(String, Column)] = []
        let segments = columns.filter { $0.role.value == .segment }
        if let column = segments.first(where: { NameHints.contains(NameHints.touchpoint, $0.name) }) {
            fields.append(("touchpoint", column))
        }
        if let column = segments.first(where: { NameHints.hasWord(NameHints.unit, $0.name) }),
            !fields.contains(where: { $0.1.name == column.name })
        {
            fields.append(("unit", column))
        }
        if let column = columns.first(where: { $0.role.value == .language }) { fields.append(("language", column)) }
        return fields
    }

    /// The segments that become attributes, with their names.
    package var attributes: [(column: Column, name: String)] {
        var names = UniqueNames(taken: [])
        let used = Set(fields.map(\.column.name))
        return columns.filter {
            $0.role.value == .segment && $0.role.confidence >= FirstLook.enough && !used.contains($0.name)
        }.prefix(FirstLook.mostAttributes).map { ($0, names.name(for: $0.name)) }
    }

    /// The segments that do not become attributes: codes, and more than fit.
    var furtherSegments: [Column] {
        let used = Set(fields.map(\.column.name) + attributes.map(\.column.name))
        return columns.filter { $0.role.value == .segment && !used.contains($0.name) }
    }

    /// The column with the weights.
    package var weight: Column? {
        columns.first { $0.role.value == .weight }
    }
}
