import Tuntuma

extension WorkspaceReading {
    func readRule(_ block: Block) {
        let table = TableReader(block, book)
        let id = id(of: table, "rule")
        var rule = Rule(
            id: id ?? "", doc: table.text("doc") ?? "", types: table.texts("on") ?? ["response"], file: block.file,
            line: block.line, version: block.settings["$version"]?.asText ?? "")
        if let setting = table.setting("match") {
            rule.condition = ConditionReader(block, book).condition(setting, at: "match")
        }
        for kind in Decision.Kind.allCases { rule.decisions += decisions(kind, table) }
        if let run = table.setting("run") {
            if case .function = run {
            } else {
                table.complain("run", "expected function(event) ... end, but this is \(run.kind)")
            }
        }
        let limits = table.reader("limits").map { self.limits(in: $0, beside: workspace.limits) } ?? workspace.limits
        do {
            rule.program = try parts.program(block, limits)
        } catch {
            book.add(error)
        }
        rule.tests = tests(table, type: rule.types.first ?? "response")
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
            let template = DecisionTemplate(kind: kind, fields: fields)
            do throws(DecisionError) {
                _ = try DecisionBuilder(template, symbols: symbols)
            } catch {
                complain(error.problem, below: item.key, table)
                return nil
            }
            return template
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
            let given = given(test, type: type)
            let expected = test.setting("expect").flatMap { $0.asList ?? [$0] } ?? []
            if test.table["expect"] == nil {
                test.complain("expect", "is missing; expected a list of decisions, {} for none")
            }
            for (place, decision) in expected.enumerated() {
                if let problem = ExpectedDecision.problem(with: decision) {
                    complain(problem, below: "expect.\(place + 1)", test)
                }
            }
            test.finish()
            tests.append(
                RuleTest(name: name, given: given, expected: expected, line: table.block.lineOf(path)))
        }
        return tests
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
