/// What is said of one group at one look.
package enum Verdict: Equatable, Sendable {
    /// Nothing, for this reason; it is recorded.
    case notEvaluated(Reason)
    /// More than chance: p is at most the level, and the difference is as large as asked for.
    case changed(Evidence, level: Double)
    /// It could be chance.
    case couldBeChance(Evidence, level: Double)

    /// Why a group was not evaluated.
    package enum Reason: Equatable, Sendable {
        /// No answers, no target, or answers that are all alike: a standard error of 0 is never evidence.
        case nothingToCompare
        /// Fewer answers on one side than the rule asks for.
        case tooFew(n: Int, base: Int?, least: Int)
        /// The group that this one is part of did not change.
        case wholeDidNotChange
    }

    /// Whether it changed.
    package var isChange: Bool {
        if case .changed = self { true } else { false }
    }
}
