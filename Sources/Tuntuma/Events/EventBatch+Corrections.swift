extension EventBatch {
    /// The batch with other answers in some rows.
    package func replacingAnswers(_ replacements: [Int: [(question: Symbol, value: Value)]]) -> EventBatch {
        if replacements.isEmpty { return self }
        var builder = EventBatchBuilder(expectedRows: 0, expectedValues: 0, expectedBytes: 0)
        builder.rows = rows
        builder.answers = answers
        builder.attributes = attributes
        builder.bytes = bytes
        for (row, replacement) in replacements.sorted(by: { $0.key < $1.key }) {
            builder.rows[row].answersStart = UInt32(builder.answers.count)
            builder.rows[row].answersCount = UInt16(replacement.count)
            builder.rows[row].absentQuestions = 0
            for answer in replacement {
                let entry = builder.entry(answer.question, answer.value)
                builder.answers.append(entry)
            }
        }
        return builder.build(symbols: symbols)
    }
}
