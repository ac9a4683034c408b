package import Tuntuma

/// How one test of a rule ended.
package struct RuleTestResult: Equatable, Sendable {
    package var rule: String
    package var test: String
    package var file: String
    package var line: Int
    /// What was different from what the test expects, in one paragraph for a person; nil when the test passed.
    package var failure: String?
    /// What was expected beside what was decided, a line each (``DecisionDiff``). Empty when the test passed, and when the
    /// rule decided nothing because something else went wrong.
    package var differences: [String] = []

    package var passed: Bool { failure == nil }
}

/// Runs the tests that stand in rules: condition, declared decisions and `run`, as a run over a log would.
package struct RuleTester {
    private let symbols: SymbolTable
    private let workspace: Workspace

    /// - Parameters:
    ///   - symbols: The table with which the rules' programs were made.
    ///   - workspace: Where the rules stand.
    package init(symbols: SymbolTable, workspace: Workspace) {
        self.symbols = symbols
        self.workspace = workspace
    }

    /// Runs all tests of the workspace, in the order of the rules.
    package func runAll() -> [RuleTestResult] {
        workspace.rules.flatMap { run($0) }
    }

    /// Runs the tests of a rule. A test holds when the rule decides on the last of its events what is expected, in that
    /// order and nothing else.
    package func run(_ rule: Rule) -> [RuleTestResult] {
        rule.tests.map { test in
            var result = RuleTestResult(rule: rule.id, test: test.name, file: rule.file, line: test.line)
            judge(test, rule, &result)
            return result
        }
    }

    private func judge(_ test: RuleTest, _ rule: Rule, _ result: inout RuleTestResult) {
        var drafts: [EventDraft] = []
        for (index, setting) in test.given.enumerated() {
            do throws(EventSettingError) {
                drafts.append(
                    try EventSetting.draft(setting, ordinal: index + 1, type: rule.types.first ?? "response"))
            } catch {
                result.failure = "given: \(error)"
                return
            }
        }
        guard !drafts.isEmpty else {
            result.failure = "given: there is no event"
            return
        }
        let batch = EventBatch(drafts, symbols: symbols)
        switch decisions(of: rule, on: batch[batch.count - 1]) {
        case .failed(let problem): result.failure = problem
        case .unmatched: compare(test.expected, [], because: " (its \"match\" does not let the event pass)", &result)
        case .decided(let decisions): compare(test.expected, decisions, because: "", &result)
        }
    }

    private enum Outcome {
        case unmatched
        case decided([Decision])
        case failed(String)
    }

    private func decisions(of rule: Rule, on event: Event) -> Outcome {
        var scratch = MatchScratch(symbols: symbols)
        guard Matcher(rule.condition, types: rule.types, symbols: symbols).matches(event, using: &scratch) else {
            return .unmatched
        }
        var decisions: [Decision] = []
        do throws(DecisionError) {
            for template in rule.decisions {
                decisions.append(try DecisionBuilder(template, symbols: symbols).decision(for: event))
            }
        } catch {
            return .failed(error.problem)
        }
        guard let program = rule.program else { return .decided(decisions) }
        do throws(Complaint) {
            switch try program.makeEvaluator().evaluate(event) {
            case .decided(let more): return .decided(decisions + more)
            case .failed(let failure):
                let place = failure.line.map { "\(failure.file):\($0): " } ?? ""
                return .failed("the rule failed: \(place)\(failure.message)")
            }
        } catch {
            return .failed("the rule cannot be loaded: \(error)")
        }
    }

    private func compare(
        _ expected: [Setting], _ actual: [Decision], because: String, _ result: inout RuleTestResult
    ) {
        result.failure = difference(expected, actual, because: because)
        let wanted = expected.compactMap(ExpectedDecision.init)
        if result.failure != nil, wanted.count == expected.count {
            result.differences = DecisionDiff.lines(wanted, actual)
        }
    }

    private func difference(_ expected: [Setting], _ actual: [Decision], because: String) -> String? {
        let list =
            actual.isEmpty ? "nothing\(because)" : actual.map { ExpectedDecision.show($0) }.joined(separator: ", ")
        guard expected.count == actual.count else {
            let count = expected.count == 1 ? "1 decision" : "\(expected.count) decisions"
            return "expected \(expected.isEmpty ? "nothing" : count), but the rule decided \(list)"
        }
        for (index, pair) in zip(expected, actual).enumerated() {
            guard let wanted = ExpectedDecision(pair.0) else {
                return "expect: \(ExpectedDecision.problem(with: pair.0) ?? "is no decision")"
            }
            if let difference = wanted.difference(from: pair.1) {
                let which = expected.count > 1 ? "decision \(index + 1): " : ""
                return which + difference
            }
        }
        return nil
    }
}
