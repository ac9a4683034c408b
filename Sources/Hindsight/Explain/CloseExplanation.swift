package import Deciding
import Engine
package import Tuntuma
package import Workspace

/// Why a rule about a metric or about silence did or did not decide on groups at the close of a day.
package struct CloseExplanation: Sendable {
    package var rule: MetricRule
    /// The day that closed.
    package var day: CivilDate
    /// In the order in which the rule looks at them; those that were asked for.
    package var groups: [Group]
    /// The decision that was asked for, where one was.
    package var decision: FoundCloseDecision?

    /// One group at the close.
    package struct Group: Sendable {
        /// What the look found, condition by condition.
        package var trace: LookTrace
        /// What the rule decided at this close, with keys. What it decided before and goes on is not decided again.
        package var decisions: [(key: DecisionKey, decision: Decision)] = []
        package var failure: RuleFailure?
    }
}

/// A decision at a close that was found by its key.
package struct FoundCloseDecision: Equatable, Sendable {
    package var key: String
    package var rule: String
    package var day: CivilDate
    /// The group's values by key.
    package var group: [String: String?]
    package var decision: Decision
}

/// Why a close cannot be explained.
package enum CloseExplainError: Error, Equatable, Sendable {
    /// The rule does not look at the close of this day. The nearest one before at which it does.
    case notDue(before: CivilDate?)
    /// The day has not closed in this log: it ends too early. The last day that has.
    case notClosed(last: CivilDate?)
}
