package import Tuntuma

/// One group of a segment against everybody else, by one metric.
package struct Contrast: Sendable {
    /// The metric's id.
    package var metric: String
    /// The metric's name in a language, where the workspace gives one.
    package var titles: [String: String]
    /// The segment, as a key of `--by`.
    package var key: String
    /// The group's value of the key.
    package var group: String
    /// What the metric says of the group.
    package var result: MetricResult
    /// What it says of all other answers, those without a value of the key among them: an exact merge of their states.
    package var rest: MetricResult
    /// What it says of all answers.
    package var whole: MetricResult

    package init(
        metric: String, titles: [String: String] = [:], key: String, group: String, result: MetricResult,
        rest: MetricResult, whole: MetricResult
    ) {
        self.metric = metric
        self.titles = titles
        self.key = key
        self.group = group
        self.result = result
        self.rest = rest
        self.whole = whole
    }

    /// How likely a difference at least this large is when there is none; nil when nothing can be said.
    ///
    /// The larger p of two z tests. The one with each side's own standard error takes a small group in which all answers
    /// are alike for certain; the one with the spread of all answers is too sure of rare answers. Each is careful where the
    /// other is not.
    package var p: Double? {
        guard let value = result.value, let other = rest.value, let error = whole.standardError, error > 0,
            result.n > 0, rest.n > 0
        else { return nil }
        let spread = error * Double(whole.n).squareRoot()
        let pooled = DifferenceTest(
            (value, spread / Double(result.n).squareRoot()), (other, spread / Double(rest.n).squareRoot()))
        guard let own = DifferenceTest(result, rest), let pooled else { return nil }
        return max(own.p, pooled.p)
    }
}
