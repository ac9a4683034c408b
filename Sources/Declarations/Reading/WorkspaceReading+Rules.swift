import Deciding
import Memory
import Suggestions
import Tuntuma
import Workspace

extension WorkspaceReading {
    /// The rule whose place a shadow is to take.
    func replaces(_ table: TableReader, mode: RuleMode) -> String? {
        let replaced = table.text("replaces")
        if replaced != nil, mode != .shadow {
            table.complain("replaces", "is for a rule with mode = \"shadow\"; this one is live")
        }
        return replaced
    }

    func readRule(_ block: Block) {
        let table = TableReader(block, book)
        let types = table.texts("on") ?? ["response"]
        if let subject = types.first(where: Self.subjects.contains) {
            if types.count == 1 { return readMetricRule(block, on: subject) }
            table.complain("on", "\"\(subject)\" is no type of event; expected it alone, or types of events")
        }
        let id = id(of: table, "rule")
        var rule = Rule(
            id: id ?? "", doc: table.text("doc") ?? "", types: types, file: block.file,
            line: block.line, version: block.settings["$version"]?.asText ?? "")
        if let setting = table.setting("match") {
            rule.condition = ConditionReader(block, book).condition(setting, at: "match")
        }
        if let mode = table.word("mode", among: RuleMode.allCases.map(\.rawValue)).flatMap(RuleMode.init(rawValue:)) {
            rule.mode = mode
        }
        rule.replaces = replaces(table, mode: rule.mode)
        for kind in Decision.Kind.allCases { rule.decisions += decisions(kind, table) }
        if let run = table.setting("run") {
            if case .function = run {
            } else {
                table.complain("run", "expected function(event) ... end, but this is \(run.kind)")
            }
        }
        let limits = table.reader("limits").map { self.limits(in: $0, beside: workspace.limits) } ?? workspace.limits
        rule.memory = memoryPlan(table, limits: limits)
        do {
            rule.program = try parts.program(block, limits)
        } catch {
            book.add(error)
        }
        if let program = rule.program {
            checkNames(program, rule.memory, block)
            rule.memory = plan(rule.memory, with: program, limits: limits, block)
        }
        rule.tests = tests(table, type: rule.types.first ?? "response")
        if rule.memory?.state == nil { checkStates(rule.tests, block) }
        table.finish()
        let decidesNothing = Decision.Kind.allCases.allSatisfy { table.table[$0.rawValue] == nil }
        if decidesNothing, table.table["run"] == nil {
            book.add(block.complaint(nil, "decides nothing; expected alert, route, act or run"))
        }
        if let id, declare("rule", id, block) { workspace.rules.append(rule) }
    }

    /// The declared decisions of one kind: a table of fields, or a list of such tables.
    private func decisions(_ kind: Decision.Kind, _ table: TableReader) -> [DecisionTemplate] {
        guard let setting = table.setting(kind.rawValue) else { return [] }
        let items: [(setting: Setting, key: String)]
        if case .list(let list) = setting {
            items = list.enumerated().map { ($0.element, "\(kind.rawValue).\($0.offset + 1)") }
        } else {
            items = [(setting, kind.rawValue)]
        }
        return items.compactMap { item -> DecisionTemplate? in
            guard case .table(let fields) = item.setting, item.setting.asCall == nil else {
                table.complain(item.key, "expected a table of fields, but this is \(item.setting.kind)")
                return nil
            }
            do throws(DecisionError) {
                let template = try self.template(kind, fields)
                _ = try DecisionBuilder(template, symbols: symbols)
                checkQueues(template, item.key, table)
                return template
            } catch {
                complain(error.problem, below: item.key, table)
                return nil
            }
        }
    }

    /// Separates the fields that tables say from the others.
    private func template(
        _ kind: Decision.Kind, _ fields: [String: Setting]
    ) throws(DecisionError) -> DecisionTemplate {
        var template = DecisionTemplate(kind: kind, fields: fields)
        for (name, setting) in fields.sorted(by: { $0.key < $1.key }) {
            guard let call = setting.asCall, call.name == "lookup" else { continue }
            let texts = call.arguments.compactMap(\.asText)
            guard texts.count == call.arguments.count, 2...3 ~= texts.count else {
                throw DecisionError(
                    "\(name): expected lookup(\"queues.csv\", \"segment\"): a file of the workspace, and a field of the event"
                )
            }
            do {
                template.lookups[name] = try Lookup(
                    try files.table(texts[0]), key: texts[1], column: texts.count == 3 ? texts[2] : name)
            } catch {
                throw DecisionError("\(name): \(error.problem)")
            }
            template.fields[name] = nil
        }
        return template
    }

    /// Complains of each queue that a table says and the workspace does not declare, where it declares queues at all.
    private func checkQueues(_ template: DecisionTemplate, _ key: String, _ table: TableReader) {
        guard template.kind == .route, !workspace.queues.isEmpty, let lookup = template.lookups["queue"] else { return }
        var unknown: Set<String> = []
        for (line, queue) in lookup.outcomes where workspace.queues[queue] == nil {
            guard unknown.insert(queue).inserted else { continue }
            let hint = Suggestion.hint(for: queue, among: workspace.queues.keys.sorted())
            table.complain("\(key).queue", "\(lookup.file):\(line): there is no queue \"\(queue)\"\(hint)")
        }
    }

    /// Complains of something whose message begins with the field it is about, at that field's line.
    private func complain(_ problem: String, below key: String, _ table: TableReader) {
        guard let colon = problem.firstIndex(of: ":"), !problem[..<colon].contains(" ") else {
            return table.complain(key, problem)
        }
        table.complain("\(key).\(problem[..<colon])", String(problem[colon...].dropFirst(2)))
    }

    private func tests(_ table: TableReader, type: String) -> [RuleTest] {
        guard let settings = table.list("tests") else { return [] }
        var tests: [RuleTest] = []
        for (index, setting) in settings.enumerated() {
            let path = "tests.\(index + 1)"
            guard let test = TableReader(setting, of: table.block, at: path, book) else { continue }
            let name = test.text("name") ?? "test \(index + 1)"
            let steps = test.table["sequence"] == nil ? steps(test, type: type) : sequence(test, type: type)
            test.finish()
            tests.append(RuleTest(name: name, steps: steps, line: table.block.lineOf(path)))
        }
        return tests
    }

    /// A test of `given` and `expect`: what is expected is expected of the last event.
    private func steps(_ test: TableReader, type: String) -> [RuleTest.Step] {
        let given = given(test, type: type)
        let line = test.block.lineOf(test.path)
        var steps = given.map { RuleTest.Step(given: $0, expected: nil, line: line) }
        let expected = expected(test)
        let state = state(test)
        if expected == nil { test.complain("expect", "is missing; expected a list of decisions, {} for none") }
        if !steps.isEmpty {
            steps[steps.count - 1].expected = expected ?? []
            steps[steps.count - 1].state = state
        }
        return steps
    }

    /// A test of a `sequence`: each step has an event and may have its time and what is expected of it.
    private func sequence(_ test: TableReader, type: String) -> [RuleTest.Step] {
        guard let settings = test.list("sequence") else { return [] }
        for key in ["given", "expect", "state"] where test.table[key] != nil {
            _ = test.setting(key)
            test.complain(key, "stands in the steps of the sequence, not beside it")
        }
        var steps: [RuleTest.Step] = []
        for (index, setting) in settings.enumerated() {
            let path = "\(test.path("sequence")).\(index + 1)"
            guard let step = TableReader(setting, of: test.block, at: path, book) else { continue }
            let events = given(step, type: type)
            if events.count > 1 { step.complain("given", "is a list; expected one event, and a step for each other") }
            let after = step.text("after")
            let span = after.flatMap(SpanText.milliseconds)
            if let after, span == nil {
                step.complain(
                    "after", "\"\(after)\" is no span of time; expected one such as \"30m\", \"24h\" or \"6d\"")
            }
            if after != nil, events.first?.asTable?["time"] != nil {
                step.complain("after", "the event has a time of its own; expected one of the two")
            }
            let (expected, state) = (expected(step), state(step))
            step.finish()
            guard let event = events.first else { continue }
            steps.append(
                RuleTest.Step(
                    given: event, after: span, expected: expected, state: state, line: test.block.lineOf(path)))
        }
        if settings.isEmpty {
            test.complain("sequence", "is empty; expected steps such as { given = {}, expect = {} }")
        }
        if !steps.isEmpty, steps.allSatisfy({ $0.expected == nil && $0.state == nil }) {
            test.complain("sequence", "expects nothing anywhere; give a step its expect, {} for no decision")
        }
        return steps
    }

    /// What a test or a step expects of the rule's state; nil when it does not say.
    private func state(_ table: TableReader) -> PlainData? {
        guard let setting = table.setting("state") else { return nil }
        if let state = PlainData(setting), case .table = state { return state }
        table.complain("state", "expected a table of plain data, such as { seen = 2 }, but this is \(setting.kind)")
        return nil
    }

    private func checkStates(_ tests: [RuleTest], _ block: Block) {
        guard let step = tests.flatMap(\.steps).first(where: { $0.state != nil }) else { return }
        var complaint = block.complaint("tests", "state: the rule has no state = { ... } that could be expected")
        complaint.line = step.line
        book.add(complaint)
    }

    /// The decisions that a test or a step expects; nil when it does not say.
    private func expected(_ table: TableReader) -> [Setting]? {
        guard let setting = table.setting("expect") else { return nil }
        let expected = setting.asList ?? [setting]
        for (place, decision) in expected.enumerated() {
            if let problem = ExpectedDecision.problem(with: decision) {
                complain(problem, below: "expect.\(place + 1)", table)
            }
        }
        return expected
    }

    /// The events of a test: one table, or a list of tables.
    private func given(_ test: TableReader, type: String) -> [Setting] {
        guard let setting = test.setting("given") else {
            test.complain("given", "is missing; expected an event, such as { survey = \"nps\", answers = { nps = 3 } }")
            return []
        }
        let events: [Setting]
        if case .list(let items) = setting { events = items } else { events = [setting] }
        for (index, event) in events.enumerated() {
            do throws(EventSettingError) {
                _ = try EventSetting.draft(event, ordinal: index + 1, type: type)
            } catch {
                let place = events.count > 1 ? "given.\(index + 1)" : "given"
                test.complain(error.field.map { "\(place).\($0)" } ?? place, error.problem)
            }
        }
        return events
    }
}
