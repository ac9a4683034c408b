/// What the looks of one rule came to.
package struct LookCounts: Equatable, Sendable {
    /// Groups looked at, over all closes.
    package var looks = 0
    /// Of these, those of which nothing could be said, by reason.
    package var notEvaluated: [NotEvaluated: Int] = [:]
    /// Those of which it held what the rule looks for.
    package var held = 0
    /// Times in which something was decided of a group, each from its beginning to its end: what goes on is one.
    package var episodes = 0
    /// Decisions made.
    package var decided = 0
    package var failed = 0

    package init() {}

    /// Looks of which something could be said.
    package var evaluated: Int { looks - notEvaluated.values.reduce(0, +) }

    /// Why nothing could be said of a group at a close.
    package enum NotEvaluated: String, Sendable, CaseIterable {
        /// No answers in the window.
        case noAnswers = "no answers"
        /// Fewer answers in the window or the base than `min_n`.
        case tooFew = "too few answers"
        /// Answers of which the metric says nothing: a `none(reason)` of a metric in Lua.
        case noValue = "no value"
        /// No goal for the group.
        case noTarget = "no target"
        /// Nothing to compare: the base has no answers, or all answers are alike.
        case nothingToCompare = "nothing to compare"
        /// The group above did not change.
        case wholeDidNotChange = "the group above did not change"
        /// The rule has a `cluster`, and the metric a weight, or it is no mean of whole numbers.
        case noClusters = "the metric cannot be tested by clusters"
    }
}
