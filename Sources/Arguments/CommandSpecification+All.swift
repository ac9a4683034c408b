extension CommandSpecification {
    /// The subcommands in the order of the overview.
    static let all = [run, importEvents, initialise, check, plugins, rulesTest]

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
                name: "by", value: "KEY,...", help: "one row per group: unit, touchpoint, ... or attributes.NAME",
                isRepeatable: true),
            .init(name: "period", value: "PERIOD", help: "all, day, week, month, quarter or year (all)"),
            .init(name: "format", value: "FORMAT", help: "table, json or csv (table)"),
            .init(name: "decisions", value: "FILE", help: "write what the rules decide, one JSON object a line"),
            .init(name: "rejected", value: "FILE", help: "write the rejected lines, unchanged"),
            .init(name: "jobs", value: "N", help: "workers, 1 to 256 (one per core)"),
            .init(name: "strict", help: "end with code 5 when anything was rejected"),
            .init(name: "no-rules", help: "compute metrics only"),
            .init(name: "lang", value: "LANGUAGE", help: "fi, sv or en (the locale's)"),
        ],
        example: "tuntuma run answers.csv --by touchpoint --period month")

    static let importEvents = CommandSpecification(
        words: ["import"], summary: "turn files of answers into events, as JSON lines", operands: "[FILE...]",
        operandCount: anyNumber,
        notes: ["Without FILE the workspace's channels are read. - is standard input."],
        options: [
            .init(name: "workspace", value: "DIR", help: "the workspace that declares the channels"),
            .init(name: "channel", value: "ID", help: "the channel that says how a record becomes an event"),
            .init(name: "to", value: "FILE", help: "write there (standard output)"),
        ],
        example: "tuntuma import --workspace . --channel sfo-2017 --to log/2017.jsonl")

    static let initialise = CommandSpecification(
        words: ["init"], summary: "make a workspace", operands: "DIR", operandCount: 1...1,
        notes: ["DIR must be new or empty."],
        options: [
            .init(name: "sample", help: "a made-up organisation with synthetic events"),
            .init(name: "events", value: "N", help: "how many events the sample gets, 100 to 100000000 (5000)"),
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
        words: ["plugins"], summary: "list the metrics, channels and actions that are built in", operands: "",
        operandCount: 0...0,
        options: [.init(name: "format", value: "FORMAT", help: "table or json (table)")],
        example: "tuntuma plugins --format json")

    static let rulesTest = CommandSpecification(
        words: ["rules", "test"], summary: "run the tests that stand in rules and metrics", operands: "[PATH...]",
        operandCount: anyNumber,
        notes: ["PATH is a rule file, a folder of them, or a workspace (the current folder)."],
        options: [],
        example: "tuntuma rules test rules/alerting")
}
