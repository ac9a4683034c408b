/// A decision that is not what it should be.
package struct DecisionError: Error, Equatable, Sendable {
    /// What is wrong and what was expected, beginning with the field: `severity: "hot" is ...`.
    package var problem: String

    package init(_ problem: String) {
        self.problem = problem
    }
}
