extension Event {
    /// The answer to a question on a scale of whole numbers, without making a `String`.
    @inlinable @inline(__always) public func scaleAnswer(_ question: Symbol) -> ScaleAnswer {
        guard let entry = answerEntry(question) else { return .missing }
        guard entry.kind == .integer else { return .notAWholeNumber }
        return .score(Int(truncatingIfNeeded: Int64(bitPattern: entry.payload)))
    }

    /// The answer to a question, or nil.
    public func answer(_ question: Symbol) -> Value? {
        answerEntry(question).map { batch.value($0) }
    }

    /// The value of an attribute, or nil.
    public func attribute(_ name: Symbol) -> Value? {
        entry(of: name, in: batch.attributes, attributeRange).map { batch.value($0) }
    }

    /// All answers by question, in the order of the log.
    public var answers: [(question: Symbol, value: Value)] {
        batch.answers[answerRange].map { ($0.name, batch.value($0)) }
    }

    /// All attributes by name, in the order of the log.
    public var attributes: [(name: Symbol, value: Value)] {
        batch.attributes[attributeRange].map { ($0.name, batch.value($0)) }
    }

    @inlinable package var answerRange: Range<Int> {
        let fields = batch.rows[row]
        return Int(fields.answersStart)..<Int(fields.answersStart) + Int(fields.answersCount)
    }

    @inlinable package var attributeRange: Range<Int> {
        let fields = batch.rows[row]
        return Int(fields.attributesStart)..<Int(fields.attributesStart) + Int(fields.attributesCount)
    }

    @inlinable @inline(__always) package func answerEntry(_ question: Symbol) -> ValueEntry? {
        if batch.rows[row].absentQuestions & question.bit != 0 { return nil }
        return entry(of: question, in: batch.answers, answerRange)
    }

    @inlinable package func attributeEntry(_ name: Symbol) -> ValueEntry? {
        entry(of: name, in: batch.attributes, attributeRange)
    }

    @inlinable @inline(__always) package func entry(of name: Symbol, in entries: [ValueEntry], _ range: Range<Int>)
        -> ValueEntry?
    {
        for index in range where entries[index].name == name { return entries[index] }
        return nil
    }
}
