import Testing
import Tuntuma
import TuntumaTesting

@testable import Engine

struct CommentPickerTests {
    private let symbols = SymbolTable()

    private func picker() -> CommentPicker {
        CommentPicker(
            CommentQuestions(
                comment: symbols.symbol(for: "comment"),
                scores: [.init(question: symbols.symbol(for: "nps"), scale: 0...10)]))
    }

    private func drafts(_ answers: [(score: Int?, comment: String?)]) -> [EventDraft] {
        answers.enumerated().map { number, answer in
            var values: [String: Value] = [:]
            values["nps"] = answer.score.map { .integer(Int64($0)) }
            values["comment"] = answer.comment.map { .text($0) }
            return EventDraft(
                id: "a\(number)", time: Timestamp(milliseconds: Int64(number) * 1000), answers: values, attributes: [:])
        }
    }

    private func chosen(_ drafts: [EventDraft]) -> [ShownComment] {
        var picker = picker()
        let batch = EventBatch(drafts, symbols: symbols)
        picker.add(batch, rows: Array(0..<Int32(batch.count)))
        return picker.chosen
    }

    @Test func theLowestScoresFullestCommentsAndOneOfPraise() {
        let found = chosen(
            drafts([
                (9, "Good"), (10, "Very good work, thank you"), (0, "Bad"), (0, "Bad, and nobody called me back"),
                (3, "Slow"), (5, "So so"), (6, "Hm"), (7, "Well"), (nil, "No score"), (2, "..."), (11, "Off"), (1, nil),
            ]))
        #expect(found.map(\.score) == [0, 0, 3, 5, 10])
        #expect(found.first?.text == "Bad, and nobody called me back")
        #expect(found.map(\.isPraise) == [false, false, false, false, true])
    }

    @Test func noCommentIsShownTwice() {
        #expect(chosen(drafts([(10, "Fine")])).map(\.text) == ["Fine"])
        #expect(chosen(drafts([(3, "Slow"), (3, "Slow"), (2, "Slow")])).map(\.score) == [2])
        #expect(chosen(drafts([(3, nil), (4, nil)])).isEmpty)
    }

    /// Whatever the order and the split, the same comments are chosen.
    @Test func theChoiceDoesNotDependOnTheOrder() {
        var generator = SplitMix64(seed: 11)
        for _ in 0..<50 {
            let words = ["hidas", "hyvä", "långsam", "bra", "slow"]
            var all = drafts(
                (0..<60).map { _ in
                    let count = Int.random(in: 0...4, using: &generator)
                    let text = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }
                    return (Int.random(in: 0...10, using: &generator), text.joined(separator: " "))
                })
            let expected = chosen(all)
            all.shuffle(using: &generator)
            let cut = Int.random(in: 0...all.count, using: &generator)
            var (left, right) = (picker(), picker())
            let batches = [
                EventBatch(Array(all[..<cut]), symbols: symbols), EventBatch(Array(all[cut...]), symbols: symbols),
            ]
            left.add(batches[0], rows: Array(0..<Int32(batches[0].count)))
            right.add(batches[1], rows: Array(0..<Int32(batches[1].count)))
            right.merge(left)
            #expect(right.chosen == expected)
        }
    }
}
