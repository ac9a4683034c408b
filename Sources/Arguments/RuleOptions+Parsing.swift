extension RuleLogOptions {
    /// - Parameter operands: Those that name logs.
    init(_ words: ParsedArguments, operands: some Collection<String>) throws(ArgumentError) {
        workspace = words.value("workspace") ?? "."
        logs = Array(operands)
        from = words.value("from")
        to = words.value("to")
        format = try words.choice("format", of: DocumentFormatChoice.allCases) ?? .table
        jobs = try words.number("jobs", in: 1...256)
        language = try words.choice("lang", of: LanguageChoice.allCases)
        guard logs.count(where: { $0 == "-" }) < 2 else { throw words.error("standard input (-) can be read once") }
    }
}

extension RulesReplayOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        guard let candidate = words.value("candidate") else {
            throw words.error("name the edited rules: --candidate PATH")
        }
        self.candidate = candidate
        log = try RuleLogOptions(words, operands: words.operands)
        by = try words.groups()
        page = words.value("html")
        decisions = words.value("decisions")
        allowsChanges = words.has("allow-changes")
        guard page == nil || page != decisions else { throw words.error("--html and --decisions name the same file") }
    }
}

extension RulesPromoteOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        guard let rule = words.operands.first else { throw words.error("name a RULE") }
        self.rule = rule
        log = try RuleLogOptions(words, operands: words.operands.dropFirst())
        by = try words.groups()
        page = words.value("html")
    }
}

extension RulesExplainOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        log = try RuleLogOptions(words, operands: words.operands)
        rule = words.value("rule")
        event = words.value("event")
        source = words.value("source")
        decision = words.value("decision")
        recorded = words.value("recorded")
        at = words.value("at")
        group = try words.named(words.values("group"), "--group: ", such: "value of a group", as: "unit=turku")
        guard [event, decision, at].count(where: { $0 != nil }) == 1 else {
            throw words.error(
                "name an event with --event ID, or a close with --at DAY, or a decision with --decision KEY")
        }
        guard decision == nil || rule == nil && source == nil else {
            throw words.error("--decision says which event and rule; --rule and --source go with --event")
        }
        guard at == nil || rule != nil && source == nil else {
            throw words.error("--at goes with --rule RULE, a rule about a metric or about silence")
        }
        guard group.isEmpty || at != nil else { throw words.error("--group goes with --at DAY") }
        guard recorded == nil || at == nil else {
            throw words.error("--recorded goes with --event ID or --decision KEY")
        }
        guard let decision else { return }
        guard decision.utf8.count == 32, decision.utf8.allSatisfy({ Self.isHexadecimal($0) }) else {
            throw words.error(
                "--decision: \(quote(decision)) is no key; expected the 32 digits of a decision's \"key\"")
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}

extension RulesStatsOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        log = try RuleLogOptions(words, operands: words.operands)
        moreThan = try words.number("more-than", in: 0...1_000_000_000)
    }
}

extension AlertsOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        log = try RuleLogOptions(words, operands: words.operands)
        at = words.value("at")
    }
}

extension NotificationsTestOptions {
    init(_ words: ParsedArguments) throws(ArgumentError) {
        workspace = words.value("workspace") ?? "."
        at = words.value("at")
        format = try words.choice("format", of: DocumentFormatChoice.allCases) ?? .table
        language = try words.choice("lang", of: LanguageChoice.allCases)
        labels = try words.named(words.operands, such: "label", as: "unit=turku")
    }
}

extension ParsedArguments {
    /// Words such as `unit=turku`, each name once.
    /// - Parameters:
    ///   - place: Where they stand, for complaints.
    ///   - kind: What each is.
    fileprivate func named(
        _ words: [String], _ place: String = "", such kind: String, as example: String
    ) throws(ArgumentError) -> [NamedValue] {
        var values: [NamedValue] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw error("\(place)\(quote(word)) is no \(kind); expected one such as \(example)")
            }
            guard !values.contains(where: { $0.name == parts[0] }) else {
                throw error("\(place)\(quote(parts[0])) is given twice")
            }
            values.append(NamedValue(name: parts[0], value: parts[1]))
        }
        return values
    }

    /// The keys of all `--by`, each once.
    fileprivate func groups() throws(ArgumentError) -> [ReplayGroupChoice] {
        var groups: [ReplayGroupChoice] = []
        for list in values("by") {
            for word in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
                guard let group = ReplayGroupChoice(rawValue: word) else {
                    throw error("--by: \(quote(word)) is not one of unit, queue, day")
                }
                if !groups.contains(group) { groups.append(group) }
            }
        }
        return groups
    }
}
