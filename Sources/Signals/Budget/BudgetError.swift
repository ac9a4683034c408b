/// A budget of false alarms that cannot be understood.
package struct BudgetError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What stands in the rule.
    package var text: String

    /// What is wrong, and what was expected.
    package var description: String {
        "false_alarms = \"\(text)\" is no budget; say how many in what time, as \"1/year\", \"2/month\" or \"1/90d\", "
            + "or the chance of one, as \"5%/90d\""
    }
}
