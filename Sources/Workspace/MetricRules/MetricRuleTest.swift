package import Tuntuma

/// A test that stands in a rule about a metric: one look at one group.
package struct MetricRuleTest: Sendable {
    /// What the rule is shown.
    package struct Given: Sendable {
        package var group: [(key: String, value: String?)] = []
        /// The metric in the window.
        package var now: MetricResult
        /// The metric in what the window is compared with.
        package var before: MetricResult?
        package var target: Double?
        /// For a rule about silence: days since the last response; nil: there never was one.
        package var silentDays: Int?

        package init(now: MetricResult) {
            self.now = now
        }
    }

    package var name: String
    package var given: Given
    /// The decisions that must come, each with the fields that must match.
    package var expected: [Setting]
    package var line: Int

    package init(name: String, given: Given, expected: [Setting], line: Int) {
        self.name = name
        self.given = given
        self.expected = expected
        self.line = line
    }
}
