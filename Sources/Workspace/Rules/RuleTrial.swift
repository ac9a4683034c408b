package import Tuntuma

/// One rule held against single events, as a run over a log would: condition, declared decisions, `run`. For tests of rules
/// and explanations; a run itself works on batches.
package final class RuleTrial {
    /// What the rule did on an event.
    package enum Outcome: Sendable {
        /// Its condition did not let the event pass.
        case unmatched
        case decided([Decision])
        case failed(RuleFailure)
    }

    private let file: String
    private let line: Int
    private let matcher: Matcher
    private let builders: [DecisionBuilder]
    private let evaluator: (any RuleEvaluator)?
    private var scratch: MatchScratch

    /// Compiles the rule's condition and declared decisions and loads its `run`.
    /// - Throws: when a declared decision cannot be made or `run` cannot be loaded.
    package init(_ rule: Rule, symbols: SymbolTable) throws(WorkspaceError) {
        (file, line) = (rule.file, rule.line)
        matcher = Matcher(rule.condition, types: rule.types, symbols: symbols)
        scratch = MatchScratch(symbols: symbols)
        do {
            builders = try rule.decisions.map { try DecisionBuilder($0, symbols: symbols) }
            evaluator = try rule.program?.makeEvaluator()
        } catch let error as DecisionError {
            throw WorkspaceError([Complaint(file: rule.file, line: rule.line, problem: error.problem)])
        } catch let complaint as Complaint {
            throw WorkspaceError([complaint])
        } catch {
            throw WorkspaceError([Complaint(file: rule.file, line: rule.line, problem: "\(error)")])
        }
    }

    /// Runs the rule on the next event. Events must come in the order of the log.
    package func outcome(on event: Event) -> Outcome {
        guard matcher.matches(event, using: &scratch) else { return .unmatched }
        var decisions: [Decision] = []
        do throws(DecisionError) {
            for builder in builders { decisions.append(try builder.decision(for: event)) }
        } catch {
            return .failed(
                RuleFailure(kind: "lookup", file: file, line: line, sourceLine: nil, message: error.problem))
        }
        guard let evaluator else { return .decided(decisions) }
        switch evaluator.evaluate(event) {
        case .decided(let more): return .decided(decisions + more)
        case .failed(let failure): return .failed(failure)
        }
    }
}
