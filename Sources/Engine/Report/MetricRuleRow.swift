package import Workspace

/// What one rule about a metric did in a run.
package struct MetricRuleRow: Equatable, Sendable {
    package var rule: String
    package var version: String
    package var doc: String
    /// Whether what it decides is acted on.
    package var mode = RuleMode.live
    /// What its looks came to.
    package var looks = LookCounts()
    /// How it began; nil where no run goes on from another.
    package var start: LookStart?
    /// Its first failures.
    package var failures: [FailureReport] = []

    package init(rule: String, version: String, doc: String) {
        self.rule = rule
        self.version = version
        self.doc = doc
    }
}
