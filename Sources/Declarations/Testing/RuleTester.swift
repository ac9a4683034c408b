import Memory
import Trials
package import Tuntuma
package import Workspace

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

    package init(rule: String, test: String, file: String, line: Int) {
        self.rule = rule
        self.test = test
        self.file = file
        self.line = line
    }
}

/// Runs the tests that stand in rules: condition, declared decisions, `run` and what it remembers, as a run over a log
/// would.
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

    /// Runs the tests of a rule. A test holds when the rule decides on each event what is expected there, in that order
    /// and nothing else. All events of a test go through one evaluator, in their order, as those of a log do.
    package func run(_ rule: Rule) -> [RuleTestResult] {
        rule.tests.map { test in
            var result = RuleTestResult(rule: rule.id, test: test.name, file: rule.file, line: test.line)
            judge(test, rule, &result)
            return result
        }
    }

    private func judge(_ test: RuleTest, _ rule: Rule, _ result: inout RuleTestResult) {
        let drafts: [EventDraft]
        do throws(EventSettingError) {
            drafts = try self.drafts(test, type: rule.types.first ?? "response")
        } catch {
            result.failure = "given: \(error)"
            return
        }
        guard !drafts.isEmpty else {
            result.failure = "given: there is no event"
            return
        }
        let trial: RuleTrial
        do throws(WorkspaceError) {
            trial = try RuleTrial(rule, symbols: symbols)
        } catch {
            result.failure = "the rule cannot be loaded: \(error.complaints.first.map(\.description) ?? "")"
            return
        }
        let batch = EventBatch(drafts, symbols: symbols)
        for (index, step) in test.steps.enumerated() {
            let outcome = trial.outcome(on: batch[index])
            let event = test.steps.count > 1 ? "event \(index + 1): " : ""
            if case .failed(let failure) = outcome {
                let place = failure.line.map { "\(failure.file):\($0): " } ?? ""
                result.failure = "\(event)the rule failed: \(place)\(failure.message)"
            } else if let expected = step.expected {
                // A test of `given` and `expect` speaks of one event only: it need not say which.
                let isOnly = test.steps.count { $0.expected != nil } == 1 && index == test.steps.count - 1
                compare(expected, outcome, on: isOnly ? "" : event, &result)
            }
            if result.failure == nil, let wanted = step.state {
                let found = trial.state ?? .empty
                result.differences = StateDiff.lines(wanted, found)
                if !result.differences.isEmpty {
                    result.failure = "\(event)the state is not what was expected; it is \(found)"
                }
            }
            if result.failure != nil {
                if step.line != test.line { result.line = step.line }
                return
            }
        }
    }

    /// The events of a test, each with its time.
    private func drafts(_ test: RuleTest, type: String) throws(EventSettingError) -> [EventDraft] {
        var drafts: [EventDraft] = []
        for (index, step) in test.steps.enumerated() {
            var draft = try EventSetting.draft(step.given, ordinal: index + 1, type: type)
            if let last = drafts.last, step.given.asTable?["time"] == nil {
                let (time, overflow) = last.time.milliseconds.addingReportingOverflow(step.after ?? 0)
                if overflow { throw EventSettingError(field: "after", problem: "lies too far in the future") }
                draft.time = Timestamp(milliseconds: time)
            }
            drafts.append(draft)
        }
        return drafts
    }

    private func compare(
        _ expected: [Setting], _ outcome: RuleTrial.Outcome, on event: String, _ result: inout RuleTestResult
    ) {
        var because = ""
        var actual: [Decision] = []
        switch outcome {
        case .unmatched: because = " (its \"match\" does not let the event pass)"
        case .heldBack: because = " (its \"once\" holds the event back)"
        case .passedOver: because = " (it is out of use)"
        case .decided(let decisions): actual = decisions
        case .failed: return
        }
        Self.compare(expected, actual, because: because, &result)
        result.failure = result.failure.map { event + $0 }
    }

    /// Holds what a rule decided against what a test expects.
    /// - Parameter because: Why it decided nothing, where that is known, in brackets.
    package static func compare(
        _ expected: [Setting], _ actual: [Decision], because: String, _ result: inout RuleTestResult
    ) {
        result.failure = difference(expected, actual, because: because)
        let wanted = expected.compactMap(ExpectedDecision.init)
        if result.failure != nil, wanted.count == expected.count {
            result.differences = DecisionDiff.lines(wanted, actual)
        }
    }

    private static func difference(_ expected: [Setting], _ actual: [Decision], because: String) -> String? {
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
