import Deciding
import Memory
package import Tuntuma
package import Workspace

/// A decision of a rule on an event of a batch.
package struct MadeDecision: Sendable {
    package var row: Int32
    /// The rule's place in the ``RuleSet``.
    package var rule: Int
    /// The decision's place among those of the rule on the event, from 0.
    package var ordinal: Int
    package var decision: Decision
}

/// A failure of a rule on an event of a batch.
struct MadeFailure: Sendable {
    var row: Int32
    var rule: Int
    var failure: RuleFailure
}

/// One worker's rules: looks at batches and decides. Nothing here outlives a batch but counts: what rules remember is on the
/// ``RuleBoard``.
///
/// A batch is run in three steps: ``run(_:rows:ahead:)`` at any time, ``settle(_:_:on:)`` in the turn of its chunk, where the
/// breakers say which calls count and rules with a memory decide, and ``finish(_:_:)`` at any time after that.
package final class RuleStage {
    /// What a rule did on this worker.
    package struct Counts: Sendable {
        package var matched = 0
        package var decided = 0
        package var failed = 0
        /// Events that matched and that the rule's breaker did not let through.
        package var passedOver = 0
        /// Events that matched and that the rule's `once` held back.
        package var heldBack = 0
        package var seconds = 0.0
    }

    /// What the rules made of a batch.
    package struct Made: Sendable {
        /// In the order of the log; for one event in the order of the rules. Empty when nobody takes decisions.
        package var decisions: [MadeDecision] = []
        /// How many there are of each kind, without those of shadows.
        var kinds = DecisionCounts()
        /// In the order of the log.
        var failures: [MadeFailure] = []
        /// Calls of `run` that have not been finished yet.
        fileprivate(set) var calls: [RuleCalls] = []
    }

    private let rules: RuleSet
    private let keepsDecisions: Bool
    /// The places of the rules that run here, ascending.
    private let running: [Int]
    private let sample: CostSample?
    private var evaluators: [(any RuleEvaluator)?]
    /// The one that was made last: what is made next may share its machine.
    private var latestEvaluator: (any RuleEvaluator)?
    private var scratch: MatchScratch
    /// Look at events for the metrics that rules ask.
    private let observers: RuleObservers
    /// The conditions of the rules that run here.
    private let matchers: MatcherSet
    /// For each rule that runs here, the rows of the batch at hand that fulfil its condition.
    private var selections: [[Int32]]
    private let clock = ContinuousClock()
    /// Which rows of the next batch count. The others are run for what a rule has become when those come.
    package var counted: (Int32) -> Bool = { _ in true }
    /// Sees what rules with a memory make of the next batch, where somebody asks.
    package var witness: RuleWitness?
    package private(set) var counts: [Counts]
    /// What each rule cost, where it is asked for.
    package private(set) var costs: [RuleCost]

    /// - Parameters:
    ///   - keepsDecisions: Whether anybody takes the decisions. If not, declared ones are only counted.
    ///   - only: The places of the rules to run, ascending; nil: all.
    ///   - sample: Of which calls the steps are counted; nil: nobody asks for the cost.
    package init(
        _ rules: RuleSet, symbols: SymbolTable, keepsDecisions: Bool, only: [Int]? = nil, sample: CostSample? = nil
    ) {
        self.rules = rules
        self.keepsDecisions = keepsDecisions
        self.sample = sample
        running = only ?? Array(rules.entries.indices)
        matchers = MatcherSet(running.map { rules.entries[$0].matcher })
        selections = running.map { _ in [] }
        costs = rules.entries.map { _ in RuleCost() }
        evaluators = rules.entries.map { _ in nil }
        counts = rules.entries.map { _ in Counts() }
        scratch = MatchScratch(symbols: symbols)
        observers = RuleObservers(rules, running: running)
    }

    /// Holds all rules against some rows of a batch.
    /// - Parameter ahead: Which rules are called at once; of the others the calls are made in ``settle(_:_:on:)``.
    func run(_ batch: EventBatch, rows: [Int32], ahead: [Bool]) -> Made {
        var made = Made()
        observers.forget()
        select(batch, among: rows)
        for (place, number) in running.enumerated() {
            let began = clock.now
            let entry = rules.entries[number]
            let selected = selections[place]
            counts[number].matched += selected.count(where: counted)
            if entry.remembers {
                let intake = observers.intake(number, batch, rows: rows)
                if !selected.isEmpty || intake != nil {
                    made.calls.append(RuleCalls(rule: number, rows: selected, intake: intake))
                }
            } else if entry.rule.program != nil {
                var calls = RuleCalls(rule: number, rows: selected)
                if ahead[number] { calls.callAhead { self.evaluate(number, batch, rows: $0, from: &$1) } }
                if !selected.isEmpty { made.calls.append(calls) }
            } else if keepsDecisions || entry.builders.contains(where: \.canFail) {
                for row in selected { decide(entry, number, row, batch, [], &made) }
            } else {
                let decided = selected.count(where: counted)
                if entry.rule.mode == .live {
                    for builder in entry.builders { made.kinds.count(builder.kind, decided) }
                }
                if !entry.builders.isEmpty { counts[number].decided += decided }
            }
            counts[number].seconds += (clock.now - began) / .seconds(1)
        }
        return made
    }

    /// Holds the conditions against some rows of a batch. What rules share is everybody's in equal parts, unless what each costs is
    /// asked for.
    private func select(_ batch: EventBatch, among rows: [Int32]) {
        for place in selections.indices { selections[place].removeAll(keepingCapacity: true) }
        if sample?.timesOthers == true {
            for (place, number) in running.enumerated() {
                let seconds = timed {
                    rules.entries[number].matcher.select(batch, among: rows, into: &selections[place], using: &scratch)
                }
                costs[number].matchSeconds += seconds
                counts[number].seconds += seconds
            }
        } else {
            let seconds = timed { matchers.select(batch, among: rows, into: &selections, using: &scratch) }
            for number in running { counts[number].seconds += seconds / Double(running.count) }
        }
    }

    private func timed(_ work: () -> Void) -> Double {
        let began = clock.now
        work()
        return (clock.now - began) / .seconds(1)
    }

    /// Holds the calls of `run` against the breakers. In the turn of the chunk.
    /// - Parameter place: Where the event of a row stands, and its id.
    func settle(
        _ made: inout Made, _ batch: EventBatch, times: RunningTimes, on board: inout RuleBoard,
        place: (Int32) -> (event: String, place: String)
    ) {
        board.settle(
            &made.calls, times: times,
            call: { number, row in
                let began = clock.now
                defer { counts[number].seconds += (clock.now - began) / .seconds(1) }
                return evaluate(number, batch[Int(row)])
            },
            recall: { number, recall, memory in
                let began = clock.now
                defer { counts[number].seconds += (clock.now - began) / .seconds(1) }
                return self.recall(number, recall, batch[Int(recall.row)], &memory)
            }, witness: witness, key: { number, row in rules.entries[number].once?.key(of: batch[Int(row)]) },
            place: place)
    }

    /// Lets a rule with a memory decide on an event.
    private func recall(
        _ number: Int, _ recall: RuleCalls.Recall, _ event: Event, _ memory: inout RuleMemory
    ) -> RememberingOutcome {
        let entry = rules.entries[number]
        let program = entry.rule.program
        return memory.decide(
            on: event, entry.rule, entry.builders, once: recall.key, at: recall.now, notesPlaces: recall.isWatched,
            call: program.map { program in
                { call in
                    self.withEvaluator(number, program) { self.evaluate($0, number, event, remembering: &call) }
                }
            })
    }

    /// Makes decisions and failures of the calls that counted.
    func finish(_ made: inout Made, _ batch: EventBatch) {
        let calls = made.calls
        made.calls = []
        for calls in calls { finish(calls, batch, &made) }
        made.decisions.sort { ($0.row, $0.rule, $0.ordinal) < ($1.row, $1.rule, $1.ordinal) }
        made.failures.sort { ($0.row, $0.rule) < ($1.row, $1.rule) }
    }

    private func finish(_ calls: RuleCalls, _ batch: EventBatch, _ made: inout Made) {
        let entry = rules.entries[calls.rule]
        counts[calls.rule].passedOver += calls.passedOver.count { counted(calls.rows[$0]) }
        if entry.remembers {
            counts[calls.rule].heldBack += calls.heldBack.count { counted(calls.rows[$0]) }
            for result in calls.results {
                let row = calls.rows[result.call]
                switch result.outcome {
                case .decided(let decisions): take(decisions, entry, calls.rule, row, &made)
                case .failed(let failure): fail(failure, calls.rule, row, &made)
                }
            }
            return
        }
        if entry.builders.isEmpty {
            for result in calls.results {
                finish(result.outcome, entry, calls.rule, calls.rows[result.call], batch, &made)
            }
            return
        }
        var results = calls.results.makeIterator()
        var passedOver = calls.passedOver.makeIterator()
        var (result, passed) = (results.next(), passedOver.next())
        for (place, row) in calls.rows.enumerated() {
            if passed == place {
                passed = passedOver.next()
            } else if let known = result, known.call == place {
                finish(known.outcome, entry, calls.rule, row, batch, &made)
                result = results.next()
            } else {
                finish(.decided([]), entry, calls.rule, row, batch, &made)
            }
        }
    }

    private func finish(
        _ outcome: RuleOutcome, _ entry: RuleSet.Entry, _ number: Int, _ row: Int32, _ batch: EventBatch,
        _ made: inout Made
    ) {
        switch outcome {
        case .decided(let decisions): decide(entry, number, row, batch, decisions, &made)
        case .failed(let failure): fail(failure, number, row, &made)
        }
    }

    private func fail(_ failure: RuleFailure, _ number: Int, _ row: Int32, _ made: inout Made) {
        guard counted(row) else { return }
        counts[number].failed += 1
        made.failures.append(MadeFailure(row: row, rule: number, failure: failure))
    }

    /// Takes what a rule decides on an event: what it declares, then what its `run` has decided.
    private func decide(
        _ entry: RuleSet.Entry, _ number: Int, _ row: Int32, _ batch: EventBatch, _ more: [Decision],
        _ made: inout Made
    ) {
        guard counted(row), !entry.builders.isEmpty || !more.isEmpty else { return }
        // Most rules declare all or nothing of what they decide: then there is no list to be made of both.
        var decisions = more
        do throws(DecisionError) {
            if !entry.builders.isEmpty {
                var declared: [Decision] = []
                for builder in entry.builders where keepsDecisions || builder.canFail {
                    declared.append(try builder.decision(for: batch[Int(row)]))
                }
                decisions = declared + more
            }
        } catch {
            let failure = RuleFailure(
                kind: "lookup", file: entry.rule.file, line: entry.rule.line, sourceLine: nil, message: error.problem)
            return fail(failure, number, row, &made)
        }
        counts[number].decided += 1
        if entry.rule.mode == .live {
            for builder in entry.builders { made.kinds.count(builder.kind) }
            for decision in more { made.kinds.count(decision.kind) }
        }
        guard keepsDecisions else { return }
        for (ordinal, decision) in decisions.enumerated() {
            made.decisions.append(MadeDecision(row: row, rule: number, ordinal: ordinal, decision: decision))
        }
    }

    /// Takes what a rule with a memory decided on an event, its declared decisions among it.
    private func take(
        _ decisions: [Decision], _ entry: RuleSet.Entry, _ number: Int, _ row: Int32, _ made: inout Made
    ) {
        guard counted(row) else { return }
        counts[number].decided += 1
        if entry.rule.mode == .live {
            for decision in decisions { made.kinds.count(decision.kind) }
        }
        guard keepsDecisions else { return }
        for (ordinal, decision) in decisions.enumerated() {
            made.decisions.append(MadeDecision(row: row, rule: number, ordinal: ordinal, decision: decision))
        }
    }

    private func evaluate(_ number: Int, _ event: Event) -> RuleOutcome {
        if let evaluator = evaluators[number] { return evaluate(evaluator, number, event) }
        guard let program = rules.entries[number].rule.program else { return .decided([]) }
        return withEvaluator(number, program) { evaluate($0, number, event) }
    }

    /// Calls a rule for events from a place on, until a call decides or fails.
    private func evaluate(
        _ number: Int, _ batch: EventBatch, rows: [Int32], from place: inout Int
    ) -> RuleOutcome? {
        if sample == nil, let evaluator = evaluators[number] {
            return evaluator.evaluate(batch, rows: rows, from: &place)
        }
        // Calls that are looked at one by one, and the first one, which makes the evaluator.
        while place < rows.count {
            let outcome = evaluate(number, batch[Int(rows[place])])
            guard case .decided(let decisions) = outcome, decisions.isEmpty else { return outcome }
            place += 1
            if sample == nil { return evaluate(number, batch, rows: rows, from: &place) }
        }
        return nil
    }

    private func withEvaluator(
        _ number: Int, _ program: any RuleProgram, _ body: (any RuleEvaluator) -> RuleOutcome
    ) -> RuleOutcome {
        if let evaluator = evaluators[number] { return body(evaluator) }
        do throws(Complaint) {
            let evaluator = try program.makeEvaluator(beside: latestEvaluator)
            evaluators[number] = evaluator
            latestEvaluator = evaluator
            return body(evaluator)
        } catch {
            return .failed(
                RuleFailure(
                    kind: "load", file: error.file, line: error.line, sourceLine: nil, message: error.problem))
        }
    }

    private func evaluate(_ evaluator: any RuleEvaluator, _ number: Int, _ event: Event) -> RuleOutcome {
        guard let sample else { return evaluator.evaluate(event) }
        return sampled(sample, number, event, count: { evaluator.evaluateCountingSteps(event) }) {
            evaluator.evaluate(event)
        }
    }

    private func evaluate(
        _ evaluator: any RuleEvaluator, _ number: Int, _ event: Event, remembering call: inout MemoryCall
    ) -> RuleOutcome {
        guard let sample else { return evaluator.evaluate(event, remembering: &call) }
        // One of the two is called; both may change the call.
        var pending = call
        defer { call = pending }
        return sampled(
            sample, number, event, count: { evaluator.evaluateCountingSteps(event, remembering: &pending) }
        ) { evaluator.evaluate(event, remembering: &pending) }
    }

    private func sampled(
        _ sample: CostSample, _ number: Int, _ event: Event, count: () -> (outcome: RuleOutcome, steps: Int),
        evaluate: () -> RuleOutcome
    ) -> RuleOutcome {
        if event.batch.withBytes(of: event.fields.id, sample.takes) {
            let (outcome, steps) = count()
            costs[number].note(steps: steps)
            return outcome
        }
        guard sample.timesOthers else { return evaluate() }
        let began = clock.now
        let outcome = evaluate()
        costs[number].note(seconds: (clock.now - began) / .seconds(1))
        return outcome
    }
}
