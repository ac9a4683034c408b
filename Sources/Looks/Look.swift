package import Workspace

/// What a rule found of one group at one close.
///
/// There is one for each group at each close, and of nearly all nothing more is known than the verdict: the rest is kept apart.
package struct Look: Sendable {
    package enum Verdict: Equatable, Sendable {
        case notEvaluated(LookCounts.NotEvaluated)
        /// What the rule looks for is not there, or could be chance.
        case doesNotHold
        case holds
    }

    private struct Details {
        var finding: LookFinding?
        var answers: [LookFinding?] = []
        var silentDays: Int?
        var parts: [LookTrace.Part] = []
    }

    private indirect enum Kept {
        case details(Details)
    }

    /// The group's place: in the book of a metric, or among the declared groups of a rule about silence.
    package let node: Int
    package internal(set) var verdict: Verdict
    private var kept: Kept?

    init(node: Int, verdict: Verdict) {
        self.node = node
        self.verdict = verdict
    }

    private var details: Details {
        get { if case .details(let details) = kept { details } else { Details() } }
        set { kept = .details(newValue) }
    }

    package internal(set) var finding: LookFinding? {
        get { details.finding }
        set { details.finding = newValue }
    }

    /// What was found of each question of the rule; nil where it does not hold.
    package internal(set) var answers: [LookFinding?] {
        get { details.answers }
        set { details.answers = newValue }
    }

    /// For a rule about silence.
    package internal(set) var silentDays: Int? {
        get { details.silentDays }
        set { details.silentDays = newValue }
    }

    /// What became of each predicate; of a look that is traced.
    package internal(set) var parts: [LookTrace.Part] {
        get { details.parts }
        set { details.parts = newValue }
    }
}
