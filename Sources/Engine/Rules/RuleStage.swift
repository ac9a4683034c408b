import Tuntuma
import Workspace

/// The rules of a run, compiled once and shared by all workers.
struct RuleSet: Sendable {
    struct Entry: Sendable {
        let rule: Rule
        let matcher: Matcher
        let builders: [DecisionBuilder]
    }

    let entries: [Entry]

    /// No rules.
    init() {
        entries = []
    }

    /// - Throws: A complaint for each declared decision that cannot be made.
    init(_ rules: [Rule], symbols: SymbolTable) throws(WorkspaceError) {
        var entries: [Entry] = []
        var complaints: [Complaint] = []
        for rule in rules {
            var builders: [DecisionBuilder] = []
            for template in rule.decisions {
                do throws(DecisionError) {
                    builders.append(try DecisionBuilder(template, symbols: symbols))
                } catch {
                    complaints.append(
                        Complaint(
                            file: rule.file, line: rule.line,
                            problem: "rule \"\(rule.id)\": \(template.kind.rawValue): \(error.problem)"))
                }
            }
            let matcher = Matcher(rule.condition, types: rule.types, symbols: symbols)
            entries.append(Entry(rule: rule, matcher: matcher, builders: builders))
        }
        guard complaints.isEmpty else { throw WorkspaceError(complaints) }
        self.entries = entries
    }
}

/// A decision of a rule on an event of a batch.
struct MadeDecision: Sendable {
    var row: Int32
    /// The rule's place in the ``RuleSet``.
    var rule: Int
    /// The decision's place among those of the rule on the event, from 0.
    var ordinal: Int
    var decision: Decision
}

/// A failure of a rule on an event of a batch.
struct MadeFailure: Sendable {
    var row: Int32
    var rule: Int
    var failure: RuleFailure
}

/// One worker's rules: looks at batches and decides. Rules are pure, so nothing here outlives a batch but counts.
final class RuleStage {
    /// What a rule did on this worker.
    struct Counts: Sendable {
        var matched = 0
        var decided = 0
        var failed = 0
        var seconds = 0.0
    }

    /// What the rules made of a batch.
    struct Made: Sendable {
        /// In the order of the log; for one event in the order of the rules. Empty when nobody takes decisions.
        var decisions: [MadeDecision] = []
        /// How many there are of each kind, without those of shadows.
        var kinds = DecisionCounts()
        /// The first failures of each rule, in the order of the log.
        var failures: [MadeFailure] = []
    }

    private let rules: RuleSet
    private let keepsDecisions: Bool
    /// The places of the rules that run here, ascending.
    private let running: [Int]
    private let sample: CostSample?
    private var evaluators: [(any RuleEvaluator)?]
    private var scratch: MatchScratch
    private var selected: [Int32] = []
    private let clock = ContinuousClock()
    private(set) var counts: [Counts]
    /// What each rule cost, where it is asked for.
    private(set) var costs: [RuleCost]

    /// - Parameters:
    ///   - keepsDecisions: Whether anybody takes the decisions. If not, declared ones are only counted.
    ///   - only: The places of the rules to run, ascending; nil: all.
    ///   - sample: Of which calls the steps are counted; nil: nobody asks for the cost.
    init(
        _ rules: RuleSet, symbols: SymbolTable, keepsDecisions: Bool, only: [Int]? = nil, sample: CostSample? = nil
    ) {
        self.rules = rules
        self.keepsDecisions = keepsDecisions
        self.sample = sample
        running = only ?? Array(rules.entries.indices)
        costs = rules.entries.map { _ in RuleCost() }
        evaluators = rules.entries.map { _ in nil }
        counts = rules.entries.map { _ in Counts() }
        scratch = MatchScratch(symbols: symbols)
    }

    /// Runs all rules on some rows of a batch.
    func run(_ batch: EventBatch, rows: [Int32]) -> Made {
        var made = Made()
        for number in running {
            let began = clock.now
            selected.removeAll(keepingCapacity: true)
            let entry = rules.entries[number]
            entry.matcher.select(batch, among: rows, into: &selected, using: &scratch)
            counts[number].matched += selected.count
            if sample?.timesOthers == true { costs[number].matchSeconds += (clock.now - began) / .seconds(1) }
            if entry.rule.program == nil, !keepsDecisions {
                if entry.rule.mode == .live {
                    for builder in entry.builders { made.kinds.count(builder.kind, selected.count) }
                }
                if !entry.builders.isEmpty { counts[number].decided += selected.count }
            } else {
                decide(entry, number, batch, &made)
            }
            counts[number].seconds += (clock.now - began) / .seconds(1)
        }
        made.decisions.sort { ($0.row, $0.rule, $0.ordinal) < ($1.row, $1.rule, $1.ordinal) }
        made.failures.sort { ($0.row, $0.rule) < ($1.row, $1.rule) }
        return made
    }

    /// Lets one rule decide on the events that were selected.
    private func decide(_ entry: RuleSet.Entry, _ number: Int, _ batch: EventBatch, _ made: inout Made) {
        var failures = 0
        for row in selected {
            let event = batch[Int(row)]
            var decisions = entry.builders.map { $0.decision(for: event) }
            if let program = entry.rule.program {
                switch evaluate(program, number, event) {
                case .decided(let more): decisions += more
                case .failed(let failure):
                    failures += 1
                    if failures <= OrderedOutput.mostFailures {
                        made.failures.append(MadeFailure(row: row, rule: number, failure: failure))
                    }
                    continue
                }
            }
            if !decisions.isEmpty { counts[number].decided += 1 }
            for (ordinal, decision) in decisions.enumerated() {
                if entry.rule.mode == .live { made.kinds.count(decision.kind) }
                guard keepsDecisions else { continue }
                made.decisions.append(MadeDecision(row: row, rule: number, ordinal: ordinal, decision: decision))
            }
        }
        counts[number].failed += failures
    }

    private func evaluate(_ program: any RuleProgram, _ number: Int, _ event: Event) -> RuleOutcome {
        if let evaluator = evaluators[number] { return evaluate(evaluator, number, event) }
        do throws(Complaint) {
            let evaluator = try program.makeEvaluator()
            evaluators[number] = evaluator
            return evaluate(evaluator, number, event)
        } catch {
            return .failed(
                RuleFailure(
                    kind: "load", file: error.file, line: error.line, sourceLine: nil, message: error.problem))
        }
    }

    private func evaluate(_ evaluator: any RuleEvaluator, _ number: Int, _ event: Event) -> RuleOutcome {
        guard let sample else { return evaluator.evaluate(event) }
        if event.batch.withBytes(of: event.fields.id, sample.takes) {
            let (outcome, steps) = evaluator.evaluateCountingSteps(event)
            costs[number].note(steps: steps)
            return outcome
        }
        guard sample.timesOthers else { return evaluator.evaluate(event) }
        let began = clock.now
        let outcome = evaluator.evaluate(event)
        costs[number].note(seconds: (clock.now - began) / .seconds(1))
        return outcome
    }
}
