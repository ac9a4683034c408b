import Deciding
import Suggestions
import Tuntuma
import Workspace

extension WorkspaceReading {
    /// The values of `on` that are no types of events.
    static let subjects = ["metric", "silence"]

    func readMetricRule(_ block: Block, on subject: String) {
        let table = TableReader(block, book)
        _ = table.setting("on")
        let id = id(of: table, "rule")
        var rule = MetricRule(
            id: id ?? "", doc: table.text("doc") ?? "", subject: .metric(""),
            version: "", block: block)
        rule.keys = keys(table)
        if subject == "silence" {
            readSilence(table, &rule)
        } else {
            readChange(table, &rule)
        }
        if let mode = table.word("mode", among: RuleMode.allCases.map(\.rawValue)).flatMap(RuleMode.init(rawValue:)) {
            rule.mode = mode
        }
        rule.replaces = replaces(table, mode: rule.mode)
        for kind in Decision.Kind.allCases { rule.decisions += lookDecisions(kind, table) }
        if let run = table.setting("run") {
            if case .function = run {
            } else {
                table.complain("run", "expected function(m) ... end, but this is \(run.kind)")
            }
        }
        let limits = table.reader("limits").map { self.limits(in: $0, beside: workspace.limits) } ?? workspace.limits
        do {
            rule.program = try parts.lookProgram(block, limits)
        } catch {
            book.add(error)
        }
        rule.holdFor = days(table, "hold_for") ?? 0
        if rule.holdFor > 0, table.table["alert"] == nil, table.table["run"] == nil {
            table.complain("hold_for", "is for alerts, and the rule makes none")
        }
        rule.tests = tests(table, rule)
        table.finish()
        if Decision.Kind.allCases.allSatisfy({ table.table[$0.rawValue] == nil }), table.table["run"] == nil {
            book.add(block.complaint(nil, "decides nothing; expected alert, route, act or run"))
        }
        if let id, declare("rule", id, block) { workspace.metricRules.append(rule) }
    }

    private func keys(_ table: TableReader) -> [String] {
        let keys = table.texts("by") ?? []
        for key in keys { check(key, isKeyAt: "by", table) }
        for (place, key) in keys.enumerated() where keys[..<place].contains(key) {
            table.complain("by", "\"\(key)\" stands there twice")
        }
        return keys
    }

    private func check(_ key: String, isKeyAt place: String, _ table: TableReader) {
        do {
            _ = try GroupKey(key, workspace: workspace, symbols: symbols)
        } catch {
            table.complain(place, error.description)
        }
    }

    // MARK: Changes

    private func readChange(_ table: TableReader, _ rule: inout MetricRule) {
        if let metric = table.text("metric") {
            rule.subject = .metric(metric)
        } else if table.table["metric"] == nil {
            table.complain("metric", "is missing; expected the id of a metric, such as \"nps\"")
        }
        if let since = table.text("since") {
            rule.since = CivilDate(text: since)
            if rule.since == nil {
                table.complain("since", "\"\(since)\" is no day; expected one such as \"2026-01-01\"")
            }
            if table.table["window"] != nil {
                table.complain(
                    "window", "stands beside since: all days since then are the window; expected one of the two")
            }
        }
        rule.window = window(table)
        rule.every = every(table, rule.window)
        rule.predicates = predicates(table, rule)
        rule.questions = questions(table, rule)
        if table.word("correction", among: ["none"]) != nil {
            rule.falseAlarms = nil
            if table.setting("false_alarms") != nil {
                table.complain("false_alarms", "stands beside correction = \"none\"; expected one of the two")
            }
            if rule.since != nil {
                table.complain(
                    "correction", "stands beside since, whose interval holds at all looks; expected one of the two")
            }
        } else {
            let usual = rule.since == nil ? LookPredicate.usualFalseAlarms : LookPredicate.usualFalseAlarmsSince
            rule.falseAlarms = table.text("false_alarms") ?? usual
        }
        if let cluster = table.text("cluster") {
            if cluster != "subject" { check(cluster, isKeyAt: "cluster", table) }
            if rule.keys.contains(cluster) {
                table.complain(
                    "cluster", "\"\(cluster)\" makes the groups already; expected what answers within them share")
            }
            if rule.since != nil {
                table.complain("cluster", "cannot be used with since; expected one of the two")
            }
            let isFixed = (rule.predicates + rule.questions).contains { predicate in
                switch predicate.against {
                case .target, .value: true
                case .days, .previous, .lastYear, .group: false
                }
            }
            if isFixed {
                table.complain("cluster", "a test against a fixed number knows no clusters; expected one of the two")
            }
            rule.cluster = cluster
        }
        if table.table["match"] == nil, table.table["run"] == nil {
            table.complain("match", "is missing; expected such as { dropped = { against = \"180d\", at_least = 5 } }")
        }
    }

    private func window(_ table: TableReader) -> LookWindow {
        if table.table["window"]?.asText == "month" {
            _ = table.setting("window")
            return .month
        }
        return days(table, "window", or: " or \"month\"").map { .days($0) } ?? .days(30)
    }

    /// A number of days; complains of anything else.
    func days(_ table: TableReader, _ key: String, or others: String = "") -> Int? {
        guard let text = table.text(key) else { return nil }
        if let days = LookWindow.days(in: text) { return days }
        table.complain(key, "\"\(text)\" is no number of days; expected such as \"30d\"\(others)")
        return nil
    }

    private func every(_ table: TableReader, _ window: LookWindow) -> LookStep {
        let every = table.word("every", among: LookStep.allCases.map(\.rawValue)).flatMap(LookStep.init(rawValue:))
        guard window == .month else { return every ?? .day }
        if let every, every != .month {
            table.complain("every", "\"\(every.rawValue)\" does not go with window = \"month\"; expected \"month\"")
        }
        return .month
    }

    private func predicates(_ table: TableReader, _ rule: MetricRule) -> [LookPredicate] {
        guard let match = table.reader("match") else { return [] }
        var predicates: [LookPredicate] = []
        for kind in LookPredicate.Kind.allCases {
            guard let reader = match.reader(kind.rawValue) else { continue }
            if let predicate = predicate(kind, reader, rule) { predicates.append(predicate) }
            reader.finish()
        }
        if match.table.isEmpty {
            let kinds = LookPredicate.Kind.allCases.map(\.rawValue)
            table.complain("match", "is empty; expected \(Suggestion.oneOf(kinds)) with its table")
        }
        match.finish()
        return predicates
    }

    /// What `run` asks, each question once. It is read like what stands in `match`.
    private func questions(_ table: TableReader, _ rule: MetricRule) -> [LookPredicate] {
        var predicates: [LookPredicate] = []
        do {
            for (place, question) in try parts.lookQuestions(table.block).enumerated() {
                var block = table.block
                let path = "run.\(place + 1).\(question.kind.rawValue)"
                block.lines[path] = question.line
                guard let reader = TableReader(.table(question.fields), of: block, at: path, book) else { continue }
                if let predicate = predicate(question.kind, reader, rule), !predicates.contains(predicate) {
                    predicates.append(predicate)
                }
                reader.finish()
            }
        } catch {
            book.add(error)
        }
        return predicates
    }

    private func predicate(
        _ kind: LookPredicate.Kind, _ reader: TableReader, _ rule: MetricRule
    ) -> LookPredicate? {
        let base: LookBase?
        switch kind {
        case .below, .above:
            let value = reader.number("value")
            if reader.table["value"] == nil { reader.complain("value", "is missing; expected a number") }
            base = value.map { .value($0) }
        case .dropped, .rose, .changed:
            base = self.base(reader, rule)
        }
        guard let base else { return nil }
        var predicate = LookPredicate(kind, against: base)
        if let least = reader.number("at_least") {
            if least < 0 || !least.isFinite { reader.complain("at_least", "is below 0; expected the metric's points") }
            predicate.atLeast = max(0, least)
        }
        if let least = reader.whole("min_n", atLeast: 2) { predicate.leastAnswers = least }
        return predicate
    }

    private func base(_ reader: TableReader, _ rule: MetricRule) -> LookBase? {
        let forms = "\"180d\", \"previous\", \"last-year\", \"target\" or a group such as { touchpoint = \"order\" }"
        guard let setting = reader.setting("against") else {
            reader.complain("against", "is missing; expected \(forms)")
            return nil
        }
        if let text = setting.asText {
            guard let base = LookBase(text) else {
                let words = ["previous", "last-year", "target"]
                let hint = Suggestion.nearest(to: text, among: words).map { "did you mean \"\($0)\"?" }
                reader.complain("against", "\"\(text)\" is nothing to compare with; \(hint ?? "expected \(forms)")")
                return nil
            }
            if rule.since != nil, base == .previous || base == .lastYear {
                reader.complain("against", "\"\(text)\" does not go with since; expected days before it or \"target\"")
            }
            return base
        }
        guard let group = setting.asTable, !group.isEmpty, setting.asList == nil else {
            reader.complain("against", "expected \(forms), but this is \(setting.kind)")
            return nil
        }
        if rule.since != nil { reader.complain("against", "a group does not go with since; expected days before it") }
        var values: [String: String] = [:]
        for key in group.keys.sorted() {
            guard rule.keys.contains(key) else {
                reader.complain("against.\(key)", "is not among the keys of by, so no group has it")
                continue
            }
            values[key] = group[key]?.asText
            if values[key] == nil {
                reader.complain("against.\(key)", "expected a text, but this is \(group[key]?.kind ?? "nothing")")
            }
        }
        return .group(values)
    }

    // MARK: Decisions and tests

    private func lookDecisions(_ kind: Decision.Kind, _ table: TableReader) -> [DecisionTemplate] {
        guard let setting = table.setting(kind.rawValue) else { return [] }
        var items = [(setting, kind.rawValue)]
        if case .list(let list) = setting {
            items = list.enumerated().map { ($0.element, "\(kind.rawValue).\($0.offset + 1)") }
        }
        return items.compactMap { setting, key in
            guard case .table(let fields) = setting, setting.asCall == nil else {
                table.complain(key, "expected a table of fields, but this is \(setting.kind)")
                return nil
            }
            do throws(DecisionError) {
                _ = try DecisionShape.decision(kind: kind, fields: fields)
            } catch {
                table.complain(key, error.problem)
                return nil
            }
            return DecisionTemplate(kind: kind, fields: fields)
        }
    }

    private func tests(_ table: TableReader, _ rule: MetricRule) -> [MetricRuleTest] {
        guard let settings = table.list("tests") else { return [] }
        var tests: [MetricRuleTest] = []
        for (index, setting) in settings.enumerated() {
            let path = "tests.\(index + 1)"
            guard let test = TableReader(setting, of: table.block, at: path, book) else { continue }
            let name = test.text("name") ?? "test \(index + 1)"
            let given = given(test, rule)
            let expected = test.setting("expect").map { $0.asList ?? [$0] }
            if expected == nil { test.complain("expect", "is missing; expected a list of decisions, {} for none") }
            for (place, decision) in (expected ?? []).enumerated() {
                if let problem = ExpectedDecision.problem(with: decision) {
                    test.complain("expect.\(place + 1)", problem)
                }
            }
            test.finish()
            guard let given, let expected else { continue }
            tests.append(
                MetricRuleTest(name: name, given: given, expected: expected, line: table.block.lineOf(path)))
        }
        return tests
    }

    private func given(_ test: TableReader, _ rule: MetricRule) -> MetricRuleTest.Given? {
        guard let reader = test.reader("given") else {
            test.complain("given", "is missing; expected such as { now = net(20, 40, 79), before = net(60, 18, 106) }")
            return nil
        }
        var given = MetricRuleTest.Given(now: MetricResult(none: MetricResult.noAnswers))
        if let group = reader.reader("group") {
            for key in rule.keys { given.group.append((key, group.text(key))) }
            group.finish()
        } else {
            given.group = rule.keys.map { ($0, nil) }
        }
        if case .silence = rule.subject {
            given.silentDays = reader.whole("days", atLeast: 0)
        } else {
            if let now = result(reader, "now") { given.now = now }
            if reader.table["now"] == nil { reader.complain("now", "is missing; expected such as net(20, 40, 79)") }
            given.before = result(reader, "before")
            given.target = reader.number("target")
        }
        reader.finish()
        return given
    }

    /// What a metric says in a test: `net(promoters, detractors, n)`, `share(k, n)`, `mean { [1] = 3, [5] = 10 }`.
    private func result(_ reader: TableReader, _ key: String) -> MetricResult? {
        guard let setting = reader.setting(key) else { return nil }
        if let call = setting.asCall, let result = MetricResult(call.name, call.arguments) { return result }
        reader.complain(key, "expected net(promoters, detractors, n), share(k, n) or mean({ [1] = 3, [5] = 10 })")
        return nil
    }
}

extension MetricResult {
    /// What a test of a rule says that a metric is; nil for what no metric can be.
    fileprivate init?(_ call: String, _ arguments: [Setting]) {
        let numbers = arguments.compactMap { $0.asInteger.flatMap { Int(exactly: $0) } }
        switch call {
        case "net" where numbers.count == 3 && arguments.count == 3:
            self = .net(promoters: numbers[0], detractors: numbers[1], of: numbers[2])
        case "share" where numbers.count == 2 && arguments.count == 2:
            self = .share(numbers[0], of: numbers[1])
        case "mean":
            // A list from 1 on stands for the counts of its places.
            let table: [String: Setting]
            if arguments.count == 1, let only = arguments[0].asTable {
                table = only
            } else {
                table = Dictionary(
                    uniqueKeysWithValues: arguments.enumerated().map { ("\($0.offset + 1)", $0.element) })
            }
            let scores = table.keys.compactMap { Int($0) }
            guard scores.count == table.count, let low = scores.min(), let high = scores.max(),
                let scale = Scale(low, max(high, low + 1))
            else { return nil }
            var histogram = Histogram(scale)
            for score in scores {
                guard let count = table["\(score)"]?.asInteger, count >= 0 else { return nil }
                histogram.add(score, times: Int(count))
            }
            self = .mean(of: histogram)
        default: return nil
        }
        if value == nil { return nil }
    }
}
