import Tuntuma

/// Picks a few comments out of any number: the lowest scores' most informative ones, and at least one of praise. Pickers
/// merge, and the choice does not depend on the order of the events. One a worker.
struct CommentPicker: Sendable {
    /// Beyond this a comment does not say more, only longer. In characters.
    private static let enough = 240

    private struct Candidate: Sendable {
        var comment: ShownComment
        /// The score as a share of its scale, so that scales can be compared.
        var share: Double
        var length: Int

        /// The lower score first, then the longer comment, then the later one.
        func isBelow(_ other: Candidate) -> Bool {
            if share != other.share { return share < other.share }
            return isRicher(than: other)
        }

        func isAbove(_ other: Candidate) -> Bool {
            if share != other.share { return share > other.share }
            return isRicher(than: other)
        }

        private func isRicher(than other: Candidate) -> Bool {
            if length != other.length { return length > other.length }
            if comment.time != other.comment.time { return comment.time > other.comment.time }
            if comment.event != other.comment.event { return comment.event < other.comment.event }
            return comment.text < other.comment.text
        }
    }

    private let questions: CommentQuestions
    private var lowest: [Candidate] = []
    private var highest: [Candidate] = []

    init(_ questions: CommentQuestions) {
        self.questions = questions
    }

    /// Looks at some rows of a batch.
    mutating func add(_ batch: EventBatch, rows: [Int32]) {
        for row in rows {
            let event = batch[Int(row)]
            guard event.respondent != .employee, event.answerEntry(questions.comment) != nil,
                let (score, scale) = score(of: event), case .text(let text) = event.answer(questions.comment),
                text.contains(where: \.isLetter)
            else { continue }
            let comment = ShownComment(
                event: event.id, time: event.time, score: score, highest: scale.upperBound, text: text, isPraise: false)
            let share = Double(score - scale.lowerBound) / Double(max(scale.count - 1, 1))
            add(Candidate(comment: comment, share: share, length: min(text.count, Self.enough)))
        }
    }

    mutating func merge(_ other: CommentPicker) {
        for candidate in other.lowest { Self.keep(candidate, in: &lowest, questions.count) { $0.isBelow($1) } }
        for candidate in other.highest { Self.keep(candidate, in: &highest, questions.count) { $0.isAbove($1) } }
    }

    /// The comments to show: the lowest scores first, one of the highest at the end.
    var chosen: [ShownComment] {
        guard var praise = highest.first(where: { $0.comment.score >= $0.comment.highest - 1 }) else {
            return lowest.map(\.comment)
        }
        praise.comment.isPraise = true
        let others = lowest.filter { $0.comment.text != praise.comment.text }
        return others.prefix(questions.count - 1).map(\.comment) + [praise.comment]
    }

    private mutating func add(_ candidate: Candidate) {
        Self.keep(candidate, in: &lowest, questions.count) { $0.isBelow($1) }
        Self.keep(candidate, in: &highest, questions.count) { $0.isAbove($1) }
    }

    /// Keeps the first few in an order, each text once.
    private static func keep(
        _ candidate: Candidate, in list: inout [Candidate], _ count: Int,
        isBefore: (Candidate, Candidate) -> Bool
    ) {
        if list.count >= count, let last = list.last, !isBefore(candidate, last) { return }
        if let known = list.firstIndex(where: { $0.comment.text == candidate.comment.text }) {
            guard isBefore(candidate, list[known]) else { return }
            list.remove(at: known)
        }
        let place = list.firstIndex { isBefore(candidate, $0) } ?? list.endIndex
        list.insert(candidate, at: place)
        if list.count > count { list.removeLast() }
    }

    private func score(of event: Event) -> (Int, ClosedRange<Int>)? {
        for score in questions.scores {
            if case .score(let value) = event.scaleAnswer(score.question), score.scale.contains(value) {
                return (value, score.scale)
            }
        }
        return nil
    }
}
