import Workspace

/// What a rule found of one group at one close.
struct Look: Sendable {
    enum Verdict: Equatable, Sendable {
        case notEvaluated(LookCounts.NotEvaluated)
        /// What the rule looks for is not there, or could be chance.
        case doesNotHold
        case holds
    }

    /// The group's place: in the book of a metric, or among the declared groups of a rule about silence.
    var node: Int
    var verdict: Verdict
    var finding: LookFinding?
    /// What was found of each question of the rule; nil where it does not hold.
    var answers: [LookFinding?] = []
    /// For a rule about silence.
    var silentDays: Int?
    /// What became of each predicate; of a look that is traced.
    var parts: [LookTrace.Part] = []
}
