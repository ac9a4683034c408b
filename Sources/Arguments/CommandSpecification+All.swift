extension CommandSpecification {
    /// The subcommands in the order of the overview.
    static let all = [
        run, chart, importEvents, initialise, check, plugins, rulesTest, rulesReplay, rulesExplain, rulesStats,
        rulesPromote, alerts, notificationsTest,
    ]

    private static let anyNumber = 0...Int.max

    static let run = CommandSpecification(
        words: ["run"], summary: "compute metrics over event logs and run the rules", operands: "[LOG...]",
        operandCount: anyNumber,
        notes: [
            "LOG is a file (.jsonl, .csv, also .gz and .zst), a folder of .jsonl, or - for",
            "standard input. Without LOG the workspace's channels and its log/ are read.",
        ],
        options: [
            .init(name: "workspace", value: "DIR", help: "use what is declared there; else the built-in metrics"),
            .init(
                name: "by", value: "KEY,...", help: "a row a group: unit, touchpoint, ... or attributes.NAME",
                isRepeatable: true),
            .init(name: "period", value: "PERIOD", help: "all, day, week, month, quarter or year (all)"),
            .init(name: "format", value: "FORMAT", help: "table, json or csv (table)"),
            .init(name: "decisions", value: "FILE", help: "write what the rules decide, one JSON object a line"),
            .init(name: "shadow", value: "FILE", help: "write what shadow rules would decide, in the same way"),
            .init(name: "rejected", value: "FILE", help: "write the rejected lines, unchanged"),
            .init(name: "notifications", value: "FILE", help: "write who is told of alerts, who is not, and why"),
            .init(name: "memory", value: "FILE", help: "go on with what rules remember there, and save it"),
            .init(name: "jobs", value: "N", help: "workers, 1 to 256 (one per core)"),
            .init(name: "strict", help: "end with code 5 when anything was rejected"),
            .init(name: "no-rules", help: "compute metrics only"),
            .init(name: "lang", value: "LANGUAGE", help: "fi, sv or en (the locale's)"),
        ],
        example: "tuntuma run answers.csv --by touchpoint --period month")

    static let chart = CommandSpecification(
        words: ["chart"], summary: "draw a metric over time", operands: "METRIC [LOG...]", operandCount: 1...Int.max,
        notes: [
            "METRIC is the id of a metric, LOG as in run. Writes a page or a picture with",
            "charts of everybody and of each group: intervals, goals, changes and since when,",
            "and when the workspace's rules about the metric alerted.",
        ],
        options: [
            .init(name: "out", value: "FILE", help: "the page or picture to write: FILE.html or FILE.svg"),
            .init(name: "workspace", value: "DIR", help: "use what is declared there; else the built-in metrics"),
            .init(
                name: "by", value: "KEY,...", help: "a chart for each group: unit, touchpoint, ...", isRepeatable: true),
            .init(name: "period", value: "PERIOD", help: "day, week, month, quarter or year (month)"),
            .init(name: "window", value: "DAYS", help: "a point a day instead, of so many days up to it: 30d"),
            jobs, language,
        ],
        example: "tuntuma chart nps answers.csv --by unit --out nps.html")

    static let importEvents = CommandSpecification(
        words: ["import"], summary: "turn files of answers into events, as JSON lines", operands: "[FILE...]",
        operandCount: anyNumber,
        notes: ["Without FILE the workspace's channels are read. - is standard input."],
        options: [
            .init(name: "workspace", value: "DIR", help: "the workspace that declares the channels"),
            .init(name: "channel", value: "ID", help: "the channel that says how a record becomes an event"),
            .init(name: "to", value: "FILE", help: "write there (standard output)"),
            .init(name: "rejected", value: "FILE", help: "write the records that are no events, as JSON lines"),
        ],
        example: "tuntuma import --workspace . --channel sfo-2017 --to log/2017.jsonl")

    static let initialise = CommandSpecification(
        words: ["init"], summary: "make a workspace", operands: "DIR", operandCount: 1...1,
        notes: ["DIR must be new or empty."],
        options: [
            .init(name: "sample", help: "a made-up organisation with synthetic events"),
            .init(name: "events", value: "N", help: "how many events the sample gets, 100 to 10000000 (5000)"),
            .init(name: "seed", value: "N", help: "the same seed makes the same sample (7)"),
        ],
        example: "tuntuma init my-organisation --sample")

    static let check = CommandSpecification(
        words: ["check"], summary: "find mistakes in a workspace, rules and metrics", operands: "[DIR|PATH...]",
        operandCount: anyNumber,
        notes: [
            "Checks workspaces, folders of rules and single files (the current folder), and",
            "runs the tests that stand in rules and metrics.",
        ],
        options: [],
        example: "tuntuma check my-organisation")

    static let plugins = CommandSpecification(
        words: ["plugins"], summary: "list the built-in metrics, channels and actions", operands: "",
        operandCount: 0...0,
        options: [.init(name: "format", value: "FORMAT", help: "table or json (table)")],
        example: "tuntuma plugins --format json")

    static let rulesTest = CommandSpecification(
        words: ["rules", "test"], summary: "run the tests that stand in rules and metrics", operands: "[PATH...]",
        operandCount: anyNumber,
        notes: [
            "PATH is a rule file, a folder of them, or a workspace (the current folder).",
            "Where a test fails, what it expects (-) stands beside what was decided (+).",
        ],
        options: [
            .init(name: "format", value: "FORMAT", help: "table, or junit for a build server (table)"),
            .init(name: "watch", help: "run them again whenever a file is saved; Ctrl-C ends"),
        ],
        example: "tuntuma rules test rules/alerting --watch")

    private static let workspace = Option(name: "workspace", value: "DIR", help: "the workspace (the current folder)")
    private static let from = Option(name: "from", value: "DAY", help: "the first day, or a time (all)")
    private static let to = Option(
        name: "to", value: "DAY", help: "the last day, or the time before which it ends (all)")
    private static let jobs = Option(name: "jobs", value: "N", help: "workers, 1 to 256 (one a core)")
    private static let language = Option(name: "lang", value: "LANGUAGE", help: "fi, sv or en (the locale's)")
    private static let format = Option(name: "format", value: "FORMAT", help: "table or json (table)")
    private static let by = Option(
        name: "by", value: "KEY,...", help: "show decisions by unit, queue or day too", isRepeatable: true)
    private static let page = Option(name: "html", value: "FILE", help: "write a page with charts")

    static let rulesReplay = CommandSpecification(
        words: ["rules", "replay"], summary: "what edited rules would have done over a log", operands: "[LOG...]",
        operandCount: anyNumber,
        notes: [
            "PATH is a workspace, a folder of rules, or a file that takes the place of the",
            "one of its name. Ends with code 1 when a decision is different.",
        ],
        options: [
            .init(name: "candidate", value: "PATH", help: "the edited rules"), workspace, from, to, by, format, page,
            .init(name: "decisions", value: "FILE", help: "write what the edited rules decide, as run does"),
            .init(name: "allow-changes", help: "end with code 0 all the same"), jobs, language,
        ],
        example: "tuntuma rules replay --candidate edited.lua --from 2026-01-01")

    static let rulesExplain = CommandSpecification(
        words: ["rules", "explain"], summary: "why a rule did or did not act", operands: "[LOG...]",
        operandCount: anyNumber,
        notes: [
            "Names an event, and shows each condition of the rule (or of every rule) with the",
            "event's value; for a rule about a metric, the close of a day, and shows what was",
            "held against what; or names a decision, and goes back to where it was made.",
        ],
        options: [
            .init(name: "event", value: "ID", help: "the event"),
            .init(name: "source", value: "NAME", help: "who sent it, where several use the same ids"),
            .init(name: "rule", value: "RULE", help: "the rule (all)"),
            .init(name: "at", value: "DAY", help: "the day that closed, for a rule about a metric or silence"),
            .init(
                name: "group", value: "KEY=VALUE", help: "only the group with this; KEY= for none (all)",
                isRepeatable: true),
            .init(name: "decision", value: "KEY", help: "the key of a decision, instead of an event"),
            .init(name: "recorded", value: "FILE", help: "what a run wrote with --decisions: has the rule changed?"),
            workspace, format, jobs, language,
        ],
        example: "tuntuma rules explain --rule detractor-callback --event r-0004711")

    static let rulesStats = CommandSpecification(
        words: ["rules", "stats"], summary: "how often rules match, what they cost, oddities", operands: "[LOG...]",
        operandCount: anyNumber,
        notes: ["Warns of rules that match everything, or nothing, or always together."],
        options: [
            workspace, from, to,
            .init(name: "more-than", value: "N", help: "warn of rules that decide more than N times on a day"), format,
            jobs, language,
        ],
        example: "tuntuma rules stats --more-than 20")

    static let rulesPromote = CommandSpecification(
        words: ["rules", "promote"], summary: "what would change if a shadow went live", operands: "RULE [LOG...]",
        operandCount: 1...Int.max,
        notes: [
            "RULE is a rule with mode = \"shadow\". No file is changed: what to edit is said at",
            "the end.",
        ],
        options: [workspace, from, to, by, format, page, jobs, language],
        example: "tuntuma rules promote callback-2 --by unit")

    static let alerts = CommandSpecification(
        words: ["alerts"], summary: "what fires: since when, why, and who was told", operands: "[LOG...]",
        operandCount: anyNumber,
        notes: ["Without LOG the workspace's channels and its log/ are read."],
        options: [
            workspace, .init(name: "at", value: "TIME", help: "a day or a time (the end of the log)"), format, jobs,
            language,
        ],
        example: "tuntuma alerts --workspace my-organisation --at 2026-03-02")

    static let notificationsTest = CommandSpecification(
        words: ["notifications", "test"], summary: "the way of an alert through notifications",
        operands: "[LABEL=VALUE...]",
        operandCount: anyNumber,
        notes: [
            "Shows which routes match and why others do not, receivers, groups, silences,",
            "inhibitions and the time intervals in force.",
        ],
        options: [
            workspace, .init(name: "at", value: "TIME", help: "such as 2026-03-02T18:00:00+02:00 (now)"), format,
            language,
        ],
        example: "tuntuma notifications test severity=critical unit=turku")
}
