/// What an answer counts for in a metric: the kind of number a test is about.
package enum Scoring: Equatable, Sendable {
    /// A share of answers within some scores, in percent: customer satisfaction.
    case share(ClosedRange<Int>)
    /// +1 for answers from one score up, -1 for answers down from another, times 100: NPS.
    case net(promotersFrom: Int, detractorsTo: Int)
    /// The mean of the scores themselves: customer effort.
    case mean

    /// NPS on 0-10.
    package static let nps = Scoring.net(promotersFrom: 9, detractorsTo: 6)

    /// What an answer with this score counts for, as a whole number.
    package func value(of score: Int) -> Int {
        switch self {
        case .share(let counted): counted.contains(score) ? 1 : 0
        case .net(let promotersFrom, let detractorsTo): score >= promotersFrom ? 1 : score <= detractorsTo ? -1 : 0
        case .mean: score
        }
    }

    /// The mean of the values times this is the metric's value: 100 for a share and a net score, 1 for a mean.
    package var points: Double {
        switch self {
        case .share, .net: 100
        case .mean: 1
        }
    }
}
