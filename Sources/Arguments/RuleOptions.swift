/// What the commands share that look at the rules of a workspace over a log.
package struct RuleLogOptions: Equatable, Sendable {
    package var workspace = "."
    /// Files and folders in their order; empty: the workspace's channels and its log.
    package var logs: [String] = []
    /// The ends of a stretch of the log, as they were typed.
    package var from: String?
    package var to: String?
    package var format = DocumentFormatChoice.table
    /// Nil: as many as there are cores.
    package var jobs: Int?
    /// Nil: the locale's.
    package var language: LanguageChoice?
}

/// `tuntuma rules replay`.
package struct RulesReplayOptions: Equatable, Sendable {
    package var log: RuleLogOptions
    /// The edited rules: a workspace, a folder of rules, or a file.
    package var candidate: String
    package var by: [ReplayGroupChoice] = []
    /// The page to write.
    package var page: String?
    /// Where the candidate's decisions go.
    package var decisions: String?
    package var allowsChanges = false
}

/// `tuntuma rules promote`.
package struct RulesPromoteOptions: Equatable, Sendable {
    package var log: RuleLogOptions
    /// The shadow that is to go live.
    package var rule: String
    package var by: [ReplayGroupChoice] = []
    package var page: String?
}

/// `tuntuma rules explain`: an event, with a rule or with all; a close, with a rule; or a decision.
package struct RulesExplainOptions: Equatable, Sendable {
    package var log: RuleLogOptions
    /// Nil: every rule.
    package var rule: String?
    package var event: String?
    /// Nil: whoever sent it.
    package var source: String?
    /// The key of a decision.
    package var decision: String?
    /// A file of decisions that a run wrote; goes with an event or a decision.
    package var recorded: String?
    /// The day that closed, as it was typed.
    package var at: String?
    /// What the group has by key, each key once; "" for none.
    package var group: [NamedValue] = []
}

/// A `NAME=VALUE` of a command line.
package struct NamedValue: Equatable, Sendable {
    package var name: String
    package var value: String
}

/// `tuntuma alerts`.
package struct AlertsOptions: Equatable, Sendable {
    package var log: RuleLogOptions
    /// The moment, as it was typed; nil: the end of the log.
    package var at: String?
}

/// `tuntuma notifications test`.
package struct NotificationsTestOptions: Equatable, Sendable {
    /// Each name once.
    package var labels: [NamedValue] = []
    package var workspace = "."
    /// The moment, as it was typed; nil: now.
    package var at: String?
    package var format = DocumentFormatChoice.table
    /// Nil: the locale's.
    package var language: LanguageChoice?
}

/// `tuntuma rules stats`.
package struct RulesStatsOptions: Equatable, Sendable {
    package var log: RuleLogOptions
    /// The decisions of a rule on a day above which it is warned of; nil: none is.
    package var moreThan: Int?
}
