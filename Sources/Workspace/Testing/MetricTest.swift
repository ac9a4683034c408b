/// A test that stands in a metric: some events, and what the metric must say of them.
package struct MetricTest: Sendable {
    package var name: String
    /// Events as written (`given`), completed as those of a ``RuleTest`` are.
    package var given: [Setting]
    /// The result that must come; only what is named is compared.
    package var expected: ExpectedResult
    package var line: Int
}
