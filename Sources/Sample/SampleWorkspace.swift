/// The sample workspace: a made-up Finnish firm that leads projects for others, with eighteen months of events.
///
/// Everything in it is synthetic, and every file says so. The same number of events and the same seed give the same
/// files, byte for byte.
package struct SampleWorkspace: Sendable {
    /// The files by their paths below the workspace's folder, in a fixed order.
    package var files: [(path: String, contents: String)]

    /// Makes the sample.
    /// - Parameters:
    ///   - events: How many lines the log has; fewer than 100 are made 100.
    ///   - seed: Another seed gives other people and other answers.
    package init(events: Int = 5000, seed: UInt64 = 7) {
        files = [
            ("README.md", SampleText.readme),
            ("tuntuma.lua", SampleText.workspace),
            ("rules/10-callback.lua", SampleRules.callback),
            ("rules/20-projects.lua", SampleRules.projects),
            ("rules/30-comments.lua", SampleRules.comments),
            ("rules/40-changes.lua", SampleRules.changes),
            ("metrics/promise-kept.lua", SampleMetrics.promiseKept),
            ("metrics/solved-at-first-contact.lua", SampleMetrics.solvedAtFirstContact),
        ]
        files += SampleLog(events: events, seed: seed).linesByYear().map { ("log/\($0.year).jsonl", $0.lines) }
    }
}
