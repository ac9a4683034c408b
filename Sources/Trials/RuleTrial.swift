import Deciding
package import Memory
package import Tuntuma
package import Workspace

/// One rule held against single events, as a run over a log would: condition, declared decisions, `run`, and what it
/// remembers from one event to the next. For tests of rules and explanations; a run itself works on batches.
package final class RuleTrial {
    /// What the rule did on an event.
    package enum Outcome: Sendable {
        /// Its condition did not let the event pass.
        case unmatched
        /// Its `once` held the event back: it decided on the same thing at this log time, in milliseconds since 1970.
        case heldBack(since: Int64)
        /// Its breaker was open.
        case passedOver
        case decided([Decision])
        case failed(RuleFailure)
    }

    private let rule: Rule
    private let matcher: Matcher
    private let builders: [DecisionBuilder]
    private let evaluator: (any RuleEvaluator)?
    private let once: OnceKey?
    private var scratch: MatchScratch
    private var memory: RuleMemory?
    private var logTime = Int64.min
    /// Look at events for the metrics that the rule asks.
    private let observers: [any MetricObserver]

    /// Compiles the rule's condition and declared decisions and loads its `run`.
    /// - Throws: when a declared decision cannot be made or `run` cannot be loaded.
    package init(_ rule: Rule, symbols: SymbolTable) throws(WorkspaceError) {
        self.rule = rule
        matcher = Matcher(rule.condition, types: rule.types, symbols: symbols)
        scratch = MatchScratch(symbols: symbols)
        memory = rule.memory.map { RuleMemory($0) }
        once = OnceKey(rule.memory?.once, symbols: symbols)
        observers = rule.memory?.metrics.compactMap { $0.source?.makeObserver() } ?? []
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

    /// What the rule's state is now; nil without one.
    package var state: PlainData? { memory?.state }

    /// Runs the rule on the next event. Events must come in the order of the log.
    package func outcome(on event: Event) -> Outcome {
        logTime = max(logTime, event.time.milliseconds)
        observe(event)
        guard matcher.matches(event, using: &scratch) else { return .unmatched }
        if memory != nil { return remembering(event) }
        var decisions: [Decision] = []
        do throws(DecisionError) {
            for builder in builders { decisions.append(try builder.decision(for: event)) }
        } catch {
            return .failed(
                RuleFailure(kind: "lookup", file: rule.file, line: rule.line, sourceLine: nil, message: error.problem))
        }
        guard let evaluator else { return .decided(decisions) }
        switch evaluator.evaluate(event) {
        case .decided(let more): return .decided(decisions + more)
        case .failed(let failure): return .failed(failure)
        }
    }

    /// Metrics see every event, whatever the rule's condition.
    private func observe(_ event: Event) {
        guard !observers.isEmpty, var memory = memory.take() else { return }
        let row = Int32(truncatingIfNeeded: event.row)
        var intake = MetricIntake(observers.map { $0.observe(event.batch, rows: [row]) })
        intake.give(upTo: row, to: &memory)
        self.memory = memory
    }

    private func remembering(_ event: Event) -> Outcome {
        guard var memory = memory.take() else { return .unmatched }
        defer { self.memory = memory }
        let key = once?.key(of: event)
        if let key, let since = memory.heldSince(key, at: logTime) { return .heldBack(since: since) }
        let made = memory.decide(
            on: event, rule, builders, once: key, at: logTime,
            call: evaluator.map { evaluator in { evaluator.evaluate(event, remembering: &$0) } })
        switch made.outcome {
        case .decided(let decisions): return .decided(decisions)
        case .failed(let failure): return .failed(failure)
        }
    }
}
