/// Some questions, of which a metric asks for each of many events whether there is an answer to any.
public struct QuestionSet: Sendable {
    @usableFromInline let bits: UInt64

    /// The questions by their symbols.
    public init(_ questions: [Symbol]) {
        bits = questions.reduce(0) { $0 | $1.bit }
    }

    /// Whether there is none.
    @inlinable @inline(__always) public var isEmpty: Bool { bits == 0 }
}

extension EventBatch {
    /// Whether the event of a row has surely no answer to any of some questions: false says that one must look.
    @inlinable @inline(__always) public func surelyLacksAnswers(to questions: QuestionSet, inRow row: Int) -> Bool {
        !questions.isEmpty && rows[row].absentQuestions & questions.bits == questions.bits
    }
}
