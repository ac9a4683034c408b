/// What the command line can ask for by name. The command turns these into the values of the other targets, by their raw
/// values; this target imports none of them.

/// `--format`: how a report is written.
package enum FormatChoice: String, Sendable, CaseIterable {
    case table, json, csv
}

/// `--format` of tests: how their results are written.
package enum TestFormatChoice: String, Sendable, CaseIterable {
    case table, junit
}

/// `--format` of what is for people and programs, but no spreadsheet.
package enum DocumentFormatChoice: String, Sendable, CaseIterable {
    case table, json
}

/// `--by` of a replay: what decisions are shown by beside their rules.
package enum ReplayGroupChoice: String, Sendable, CaseIterable {
    case unit, queue, day
}

/// `--period`: the spans of time that a report is cut into.
package enum PeriodChoice: String, Sendable, CaseIterable {
    case all, day, week, month, quarter, year
}

/// `--lang`: the language of texts for people.
package enum LanguageChoice: String, Sendable, CaseIterable {
    case finnish = "fi"
    case swedish = "sv"
    case english = "en"
}
