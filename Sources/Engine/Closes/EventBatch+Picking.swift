import Tuntuma

extension EventBatch {
    /// One event of the batch as a batch of its own, which keeps nothing else of the batch in memory. What it refers to (`re`)
    /// is left out.
    func picking(_ row: Int) -> EventBatch {
        var fields = rows[row]
        var builder = EventBatchBuilder(expectedRows: 1, expectedValues: 4, expectedBytes: 64)
        fields.id = keep(fields.id, in: &builder)
        fields.subject = keep(fields.subject, in: &builder)
        fields.response = keep(fields.response, in: &builder)
        fields.references = TextRange()
        let answers = answers[Int(fields.answersStart)..<Int(fields.answersStart) + Int(fields.answersCount)]
        fields.answersStart = 0
        for entry in answers { builder.answers.append(keep(entry, in: &builder)) }
        let attributes = attributes[
            Int(fields.attributesStart)..<Int(fields.attributesStart) + Int(fields.attributesCount)]
        fields.attributesStart = 0
        for entry in attributes { builder.attributes.append(keep(entry, in: &builder)) }
        builder.rows.append(fields)
        return builder.build(symbols: symbols)
    }

    private func keep(_ text: TextRange, in builder: inout EventBatchBuilder) -> TextRange {
        text.length == 0 ? TextRange() : withBytes(of: text) { builder.keep($0) }
    }

    private func keep(_ entry: ValueEntry, in builder: inout EventBatchBuilder) -> ValueEntry {
        switch entry.kind {
        case .integer, .decimal, .boolean: return entry
        case .text, .list:
            return ValueEntry(name: entry.name, kind: entry.kind, payload: keep(entry.text, in: &builder).payload)
        }
    }
}
