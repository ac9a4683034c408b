package import Tuntuma

/// Where the comments of a run are, and the scores that go with them.
package struct CommentQuestions: Sendable {
    /// A question that is answered on a scale. On all of them a high score is good.
    package struct Score: Sendable {
        package var question: Symbol
        package var scale: ClosedRange<Int>

        package init(question: Symbol, scale: ClosedRange<Int>) {
            self.question = question
            self.scale = scale
        }
    }

    package var comment: Symbol
    /// Of these, the first that an event answers is its score.
    package var scores: [Score]
    /// How many comments are shown.
    package var count = 5

    package init(comment: Symbol, scores: [Score]) {
        self.comment = comment
        self.scores = scores
    }
}
