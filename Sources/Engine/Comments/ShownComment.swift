package import Tuntuma

/// A comment that is worth reading, with the score that came with it.
package struct ShownComment: Equatable, Sendable {
    package var event: String
    package var time: Timestamp
    package var score: Int
    /// The highest score that could be given.
    package var highest: Int
    package var text: String
    /// Whether it was chosen because its score is high.
    package var isPraise: Bool

    package init(event: String, time: Timestamp, score: Int, highest: Int, text: String, isPraise: Bool) {
        self.event = event
        self.time = time
        self.score = score
        self.highest = highest
        self.text = text
        self.isPraise = isPraise
    }
}
