package import Engine

/// What became of the rule that comes with the program, in a run without a workspace.
package enum ShippedRuleOutcome: Sendable {
    /// It ran; the first of what it decided.
    case ran(examples: [DecisionExample])
    /// The user wanted no rules.
    case unwanted
    /// The shipped rules are not where they are looked for.
    case notFound
    /// It cannot be loaded; why.
    case broken(String)
}
