package import Workspace

/// A decision of a rule on a group at a close.
package struct CloseDecision: Sendable {
    /// The rule's place among the workspace's rules about metrics.
    package var rule: Int
    /// The day that closed.
    package var day: Int
    package var group: [(key: String, value: String?)]
    /// The decision's place among those of the rule on the group at this close, from 0.
    package var ordinal: Int
    package var decision: Decision
    package var finding: LookFinding?

    package init(
        rule: Int, day: Int, group: [(key: String, value: String?)], ordinal: Int, decision: Decision,
        finding: LookFinding?
    ) {
        self.rule = rule
        self.day = day
        self.group = group
        self.ordinal = ordinal
        self.decision = decision
        self.finding = finding
    }
}

/// What a look says of an alert: it holds of a group at a close, or it has ended.
package struct CloseAlert: Sendable {
    /// The decision that it is of: that of this close, or the last one that was made.
    package var made: CloseDecision
    package var holds: Bool
    /// "42 -> 22, n 79 against 106, p = 0.0002, since about 12 October"; "" for one that has ended.
    package var summary: String
    /// What the summary says, in figures; nil for one that has ended, and where something is no number.
    package var figures: LookFigures?

    package init(_ made: CloseDecision, holds: Bool, summary: String = "", figures: LookFigures? = nil) {
        self.made = made
        self.holds = holds
        self.summary = summary
        self.figures = figures
    }
}

/// A failure of a rule on a group at a close.
package struct CloseFailure: Sendable {
    /// The rule's place among the workspace's rules about metrics.
    package var rule: Int
    /// The day that closed.
    package var day: Int
    package var group: [(key: String, value: String?)]
    package var failure: RuleFailure

    package init(rule: Int, day: Int, group: [(key: String, value: String?)], failure: RuleFailure) {
        self.rule = rule
        self.day = day
        self.group = group
        self.failure = failure
    }
}

/// What came of some closes.
package struct CloseOutcome: Sendable {
    package var decisions: [CloseDecision] = []
    package var failures: [CloseFailure] = []
    /// Every alert that holds, at every look, and those that have ended.
    package var alerts: [CloseAlert] = []
    /// Of ``CloseJudge/traced``, group by group.
    package var traces: [LookTrace] = []

    package init() {}
}
