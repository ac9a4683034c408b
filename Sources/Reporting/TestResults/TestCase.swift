/// One test of a rule or a metric, ready to be shown.
package struct TestCase: Equatable, Sendable {
    /// How a test ended.
    package enum Outcome: Equatable, Sendable {
        case passed
        /// What was different from what was expected: a line for a person, and the lines that show it.
        case failed(String, details: [String])
        /// What was to be tested could not be loaded at all.
        case broken(String)
    }

    /// What is tested: a rule's or a metric's id.
    package var subject: String
    package var name: String
    package var file: String
    /// From 1; nil where there is none.
    package var line: Int?
    package var outcome: Outcome

    package init(subject: String, name: String, file: String, line: Int?, outcome: Outcome) {
        self.subject = subject
        self.name = name
        self.file = file
        self.line = line
        self.outcome = outcome
    }
}
