import Suggestions

extension Command {
    /// Understands a command line.
    /// - Parameter arguments: The words after the program's name.
    package init(arguments: [String]) throws(ArgumentError) {
        let overview = "tuntuma --help tells more"
        guard let first = arguments.first else {
            let names = CommandSpecification.all.map(\.name).joined(separator: ", ")
            throw ArgumentError("say what to do: \(names) (\(overview))")
        }
        switch first {
        case "--help", "-h":
            self = .help(HelpText.overview)
            return
        case "--version":
            guard arguments.count == 1 else { throw ArgumentError("--version stands alone (\(overview))") }
            self = .version
            return
        case "help":
            self = .help(try Self.help(for: arguments.dropFirst()))
            return
        default: break
        }
        if arguments.count > 1, ["--help", "-h"].contains(arguments[1]), !Self.family(of: first).isEmpty {
            self = .help(HelpText.text(forFamily: first))
            return
        }
        let specification = try Self.find(arguments)
        let words = try ParsedArguments(arguments.dropFirst(specification.words.count), for: specification)
        guard !words.asksForHelp else {
            self = .help(HelpText.text(for: specification))
            return
        }
        self =
            switch specification.name {
            case "run": .run(try RunOptions(words))
            case "chart": .chart(try ChartOptions(words))
            case "import": .importEvents(try ImportOptions(words))
            case "init": .initialise(try InitialiseOptions(words))
            case "check": .check(CheckOptions(words))
            case "plugins": .plugins(try PluginsOptions(words))
            case "rules replay": .rulesReplay(try RulesReplayOptions(words))
            case "rules explain": .rulesExplain(try RulesExplainOptions(words))
            case "rules stats": .rulesStats(try RulesStatsOptions(words))
            case "alerts": .alerts(try AlertsOptions(words))
            case "notifications test": .notificationsTest(try NotificationsTestOptions(words))
            case "rules promote": .rulesPromote(try RulesPromoteOptions(words))
            default: .rulesTest(try RulesTestOptions(words))
            }
    }

    private static func help(for words: ArraySlice<String>) throws(ArgumentError) -> String {
        guard let first = words.first else { return HelpText.overview }
        if words.count == 1, !family(of: first).isEmpty { return HelpText.text(forFamily: first) }
        return HelpText.text(for: try find(Array(words)))
    }

    /// The commands of two words that begin with this one.
    private static func family(of word: String) -> [CommandSpecification] {
        CommandSpecification.all.filter { $0.words.count > 1 && $0.words.first == word }
    }

    private static func find(_ arguments: [String]) throws(ArgumentError) -> CommandSpecification {
        if let found = CommandSpecification.all.first(where: { arguments.starts(with: $0.words) }) { return found }
        let first = arguments.first ?? ""
        let family = family(of: first)
        if !family.isEmpty {
            guard arguments.count > 1 else {
                throw ArgumentError("say what to do with \(first): \(family.map(\.name).joined(separator: ", "))")
            }
            let meant = Suggestion.nearest(to: arguments[1], among: family.compactMap(\.words.last))
            let hint =
                meant.map { "did you mean \(first) \($0)?" } ?? "expected \(family.map(\.name).joined(separator: ", "))"
            throw ArgumentError("there is no \(quote(first + " " + arguments[1])); \(hint)")
        }
        if first.hasPrefix("-") {
            throw ArgumentError("\(quote(first)): options stand after a command: tuntuma run LOG --by unit")
        }
        let names = CommandSpecification.all.compactMap(\.words.first)
        let suggestion = Suggestion.nearest(to: first, among: names).map { "; did you mean \($0)?" } ?? ""
        throw ArgumentError("there is no command \(quote(first))\(suggestion) (tuntuma --help tells more)")
    }
}

extension RunOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        logs = words.operands
        workspace = words.value("workspace")
        by = try words.keys()
        period = try words.choice("period", of: PeriodChoice.allCases) ?? .all
        format = try words.choice("format", of: FormatChoice.allCases) ?? .table
        decisions = words.value("decisions")
        shadow = words.value("shadow")
        rejected = words.value("rejected")
        notifications = words.value("notifications")
        memory = words.value("memory")
        jobs = try words.number("jobs", in: 1...256)
        isStrict = words.has("strict")
        runsRules = !words.has("no-rules")
        language = try words.choice("lang", of: LanguageChoice.allCases)
        guard !logs.isEmpty || workspace != nil else {
            throw words.error("name a LOG, or a workspace with --workspace DIR")
        }
        guard logs.count(where: { $0 == "-" }) < 2 else { throw words.error("standard input (-) can be read once") }
        let outputs = [decisions, shadow, rejected, notifications, memory].compactMap { $0 }.filter {
            $0 != "/dev/null"
        }
        guard Set(outputs).count == outputs.count else {
            throw words.error(
                "two of --decisions, --shadow, --rejected, --notifications and --memory name the same file")
        }
        guard memory == nil || workspace != nil && runsRules else {
            throw words.error("--memory keeps what the rules of a workspace remember; it needs --workspace and rules")
        }
        guard notifications == nil || workspace != nil && runsRules else {
            throw words.error(
                "--notifications writes who is told of what the rules of a workspace alert of; it needs --workspace and rules"
            )
        }
        guard runsRules || decisions == nil && shadow == nil else {
            throw words.error(
                "--\(decisions == nil ? "shadow" : "decisions") writes what the rules decide, and --no-rules runs none")
        }
    }

}

extension ChartOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        metric = words.operands.first ?? ""
        logs = Array(words.operands.dropFirst())
        workspace = words.value("workspace")
        by = try words.keys()
        period = try words.choice("period", of: PeriodChoice.allCases.filter { $0 != .all }) ?? .month
        window = try words.days("window")
        guard window == nil || !words.has("period") else {
            throw words.error("--window moves day by day and --period does not; name one of them")
        }
        guard let out = words.value("out") else { throw words.error("name the file to write: --out FILE.html") }
        let lowered = out.lowercased()
        guard let kind = ChartKind.allCases.first(where: { lowered.hasSuffix(".\($0.rawValue)") }) else {
            throw words.error("--out: \(quote(out)) ends neither in .html nor in .svg")
        }
        (self.out, self.kind) = (out, kind)
        jobs = try words.number("jobs", in: 1...256)
        language = try words.choice("lang", of: LanguageChoice.allCases)
        guard !logs.isEmpty || workspace != nil else {
            throw words.error("name a LOG, or a workspace with --workspace DIR")
        }
        guard !logs.contains("-") else {
            throw words.error("a chart reads its log twice, which standard input (-) cannot be; name a file")
        }
    }
}

extension ParsedArguments {
    /// The days of `30d`.
    fileprivate func days(_ name: String) throws(ArgumentError) -> Int? {
        guard let text = value(name) else { return nil }
        let digits = text.dropLast()
        guard text.hasSuffix("d"), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let days = Int(digits),
            (1...3650).contains(days)
        else { throw error("--\(name): \(quote(text)) is no number of days; expected 1d to 3650d, such as 30d") }
        return days
    }

    /// The keys of all `--by`, each once.
    fileprivate func keys() throws(ArgumentError) -> [String] {
        var keys: [String] = []
        for list in values("by") {
            for key in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
                guard !key.isEmpty, key != "attributes." else {
                    throw error("--by: \(quote(list)) has a key without a name")
                }
                guard !keys.contains(key) else { throw error("--by: \(quote(key)) is given twice") }
                keys.append(key)
            }
        }
        return keys
    }
}

extension ImportOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        files = words.operands
        workspace = words.value("workspace")
        channel = words.value("channel")
        to = words.value("to")
        rejected = words.value("rejected")
        guard !files.isEmpty || workspace != nil else {
            throw words.error("name a FILE, or a workspace with --workspace DIR")
        }
        guard channel == nil || workspace != nil else {
            throw words.error("--channel names a channel of a workspace: --workspace DIR")
        }
        guard files.count(where: { $0 == "-" }) < 2 else { throw words.error("standard input (-) can be read once") }
    }
}

extension InitialiseOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        folder = words.operands.first ?? "."
        isSample = words.has("sample")
        events = try words.number("events", in: 100...10_000_000) ?? 5_000
        seed = try words.number("seed", in: 0...UInt64.max) ?? 7
        guard isSample || !(words.has("events") || words.has("seed")) else {
            throw words.error("--events and --seed belong to --sample")
        }
    }
}

extension CheckOptions {
    init(_ words: ParsedArguments) {
        if !words.operands.isEmpty { paths = words.operands }
    }
}

extension PluginsOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        format = try words.choice("format", of: [FormatChoice.table, .json]) ?? .table
    }
}

extension RulesTestOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        if !words.operands.isEmpty { paths = words.operands }
        format = try words.choice("format", of: TestFormatChoice.allCases) ?? .table
        watches = words.has("watch")
        guard !watches || format == .table else { throw words.error("--watch is for people; it writes no JUnit") }
    }
}
