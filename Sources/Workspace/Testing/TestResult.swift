package import Tuntuma

/// How one test that stands in a rule or a metric ended.
package struct TestResult: Equatable, Sendable {
    /// Whose test it is: `rule "callback"`.
    package var subject: String
    package var test: String
    package var file: String
    package var line: Int
    /// What was different from what the test expects, in one paragraph for a person; nil when the test passed.
    package var failure: String?
    /// What was expected beside what came, a line each (``DecisionDiff``, ``ExpectedResult``). Empty when the test passed,
    /// and when something else went wrong before there was anything to compare.
    package var differences: [String] = []

    package var passed: Bool { failure == nil }
}

extension Workspace {
    /// Runs all tests that stand in its rules, then those in its metrics.
    /// - Parameter symbols: The table with which the rules and metrics were made.
    package func runTests(symbols: SymbolTable) -> [TestResult] {
        RuleTester(symbols: symbols, workspace: self).runAll()
            + MetricTester(symbols: symbols, workspace: self).runAll()
    }
}
