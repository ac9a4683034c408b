/// What the user asked for.
package enum Command: Equatable, Sendable {
    case run(RunOptions)
    case chart(ChartOptions)
    case importEvents(ImportOptions)
    case initialise(InitialiseOptions)
    case check(CheckOptions)
    case plugins(PluginsOptions)
    case rulesTest(RulesTestOptions)
    case rulesReplay(RulesReplayOptions)
    case rulesExplain(RulesExplainOptions)
    case rulesStats(RulesStatsOptions)
    case rulesPromote(RulesPromoteOptions)
    case alerts(AlertsOptions)
    case notificationsTest(NotificationsTestOptions)
    /// This text is to be printed.
    case help(String)
    case version
}

/// `tuntuma run`.
package struct RunOptions: Equatable, Sendable {
    /// Files and folders in their order; `-` is standard input. Empty only with a workspace, whose channels and log are
    /// read then.
    package var logs: [String] = []
    package var workspace: String?
    /// The keys of all `--by`, in their order, each once.
    package var by: [String] = []
    package var period = PeriodChoice.all
    package var format = FormatChoice.table
    package var decisions: String?
    /// Where what shadow rules decide goes.
    package var shadow: String?
    package var rejected: String?
    /// Where goes who was told of alerts, and who was not and why.
    package var notifications: String?
    /// Where what rules remember is read from and written to.
    package var memory: String?
    /// Nil: as many as there are cores.
    package var jobs: Int?
    package var isStrict = false
    package var runsRules = true
    /// Nil: the locale's.
    package var language: LanguageChoice?
}

/// `tuntuma chart`.
package struct ChartOptions: Equatable, Sendable {
    /// The metric's id.
    package var metric: String
    /// As of a run, without standard input.
    package var logs: [String] = []
    package var workspace: String?
    /// The keys of all `--by`, in their order, each once.
    package var by: [String] = []
    /// Never all.
    package var period = PeriodChoice.month
    /// The days of a moving window, instead of periods.
    package var window: Int?
    /// The file to write, and what it is.
    package var out: String
    package var kind: ChartKind
    /// Nil: as many as there are cores.
    package var jobs: Int?
    /// Nil: the locale's.
    package var language: LanguageChoice?
}

/// What a chart is written as, by the end of its file's name.
package enum ChartKind: String, Sendable, CaseIterable {
    case html, svg
}

/// `tuntuma import`.
package struct ImportOptions: Equatable, Sendable {
    /// Empty only with a workspace, whose channels are read then.
    package var files: [String] = []
    package var workspace: String?
    package var channel: String?
    /// Nil: standard output.
    package var to: String?
    /// Where the records go that are no events.
    package var rejected: String?
}

/// `tuntuma init`.
package struct InitialiseOptions: Equatable, Sendable {
    package var folder: String
    package var isSample = false
    /// How many events the sample gets.
    package var events = 5_000
    package var seed: UInt64 = 7
}

/// `tuntuma check`.
package struct CheckOptions: Equatable, Sendable {
    /// At least one.
    package var paths = ["."]
}

/// `tuntuma plugins`.
package struct PluginsOptions: Equatable, Sendable {
    /// `table` or `json`.
    package var format = FormatChoice.table
}

/// `tuntuma rules test`.
package struct RulesTestOptions: Equatable, Sendable {
    /// At least one.
    package var paths = ["."]
    package var format = TestFormatChoice.table
    /// Whether the tests are run again whenever a file is saved.
    package var watches = false
}
