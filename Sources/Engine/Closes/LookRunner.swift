package import Workspace

/// The `run` functions of rules about metrics in the hands of one worker.
package final class LookRunner {
    private let rules: [MetricRule]
    private var evaluators: [(any LookEvaluator)?]

    package init(_ rules: [MetricRule]) {
        self.rules = rules
        evaluators = rules.map { _ in nil }
    }

    /// Runs a rule on a group at a close.
    package func call(_ rule: Int, _ measure: Measure) -> RuleOutcome {
        if let evaluator = evaluators[rule] { return evaluator.evaluate(measure) }
        guard let program = rules[rule].program else { return .decided([]) }
        do throws(Complaint) {
            let evaluator = try program.makeEvaluator()
            evaluators[rule] = evaluator
            return evaluator.evaluate(measure)
        } catch {
            return .failed(
                RuleFailure(
                    kind: "load", file: error.file, line: error.line, sourceLine: nil, message: error.problem))
        }
    }
}
