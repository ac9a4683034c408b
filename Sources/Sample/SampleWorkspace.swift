/// The sample workspace: a made-up Finnish firm that leads projects for others, with eighteen months of events.
///
/// Everything in it is synthetic, and every file says so. The same number of events and the same seed give the same
/// files, byte for byte.
package struct SampleWorkspace: Sendable {
    /// Its files but the log's, by their paths below the workspace's folder, in a fixed order.
    package let files: [(path: String, contents: String)]
    /// The paths of the log's files, which come after those.
    package let logPaths = SampleLog.years.map { "log/\($0).jsonl" }
    /// How many lines the log has.
    package let lines: Int

    private let log: SampleLog

    /// Makes the sample. The log takes about 0.4 KB of memory a line until it is written.
    /// - Parameters:
    ///   - events: How many lines the log has; fewer than 100 are made 100.
    ///   - seed: Another seed gives other people and other answers.
    ///   - progress: Hears now and then how many events have been made.
    package init(events: Int = 5000, seed: UInt64 = 7, progress: (_ made: Int) -> Void = { _ in }) {
        lines = max(100, events)
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
        log = SampleLog(events: lines, seed: seed, progress: progress)
    }

    /// Hands over a file of the log, about 1 MiB at a time.
    /// - Parameters:
    ///   - path: One of ``logPaths``.
    ///   - sink: Takes whole lines, and how many of them.
    package func writeLog(_ path: String, to sink: (_ lines: [UInt8], _ count: Int) throws -> Void) rethrows {
        for (year, known) in zip(SampleLog.years, logPaths) where known == path {
            try log.writeLines(of: year, to: sink)
        }
    }
}
