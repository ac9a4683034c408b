package import Deciding
import EventLog
package import Tuntuma
import Workspace

/// One worker of a replay: runs both sets of rules on its chunks and compares what they decide.
package struct ReplayWorker: RuleWorker {
    /// What has to be put in the order of the log.
    package struct Piece: Sendable {
        package var examples: [ReplayExample] = []
        package var failures: [(pair: Int, report: FailureReport)] = []
        /// The candidate's decisions as lines, where somebody takes them.
        package var lines: [UInt8] = []
        /// What the rules of each side say of alerts, where somebody takes it.
        package var alerts: [ReplayedAlert] = []
    }

    package struct Share: Sendable {
        package var tally: ReplayTally
        package var history: HistoryCheck
        package var current: [RuleStage.Counts]
        package var candidate: [RuleStage.Counts]
        package var currentCosts: [RuleCost]
        package var candidateCosts: [RuleCost]
    }

    /// What rules about metrics make of the worker's next chunk, called once for each: the candidate's decisions as lines, and what
    /// both sides say of alerts, each with the event before which it stands.
    package typealias Looks = (RuleChunk, inout MatchScratch) -> (
        lines: [(row: Int32, line: [UInt8])], alerts: [ReplayedAlert]
    )

    /// The most examples of each change of a rule.
    package static let mostExamples = 3

    private let sides: ReplaySides
    private let stretch: Stretch
    private let symbols: SymbolTable
    private var line: DecisionLine?
    private let takesAlerts: Bool
    private let currentRules: OrderedRules
    private let candidateRules: OrderedRules
    private let current: RuleStage
    private let candidate: RuleStage
    private var tally = ReplayTally()
    private var history: HistoryCheck
    private var scratch: MatchScratch
    private var clock: PeriodClock
    private var units: [UInt32: String] = [:]
    private let looks: Looks?

    /// - Parameter looks: Nil: there are no rules about metrics.
    package init(
        _ sides: ReplaySides, _ currentRules: OrderedRules, _ candidateRules: OrderedRules, stretch: Stretch,
        zone: ZoneTable, symbols: SymbolTable, looks: Looks?, writesLines: Bool, takesAlerts: Bool
    ) {
        self.sides = sides
        self.looks = looks
        self.currentRules = currentRules
        self.candidateRules = candidateRules
        self.stretch = stretch
        self.symbols = symbols
        self.takesAlerts = takesAlerts
        line = writesLines ? DecisionLine(sides.candidate) : nil
        let sample = CostSample(every: 16)
        current = RuleStage(sides.current, symbols: symbols, keepsDecisions: true, sample: sample)
        candidate = RuleStage(
            sides.candidate, symbols: symbols, keepsDecisions: true, only: sides.changed, sample: sample)
        history = HistoryCheck(sides.candidate.entries.map(\.rule), symbols: symbols)
        scratch = MatchScratch(symbols: symbols)
        clock = PeriodClock(period: .day, zone: zone)
    }

    package mutating func take(_ chunk: RuleChunk) -> Piece {
        let batch = chunk.batch
        let rows = stretch.isWhole ? chunk.rows : chunk.rows.filter { stretch.holds(batch[Int($0)].time) }
        tally.events += rows.count
        for row in rows { tally.note(day: clock.number(of: batch.rows[Int(row)].time)) }
        history.look(batch, rows: rows, using: &scratch)
        // What came before the stretch is run too: a rule's breaker and its memory at the beginning depend on it.
        if !stretch.isWhole {
            let stretch = stretch
            current.counted = { stretch.holds(batch[Int($0)].time) }
            candidate.counted = current.counted
        }
        let number = chunk.content.number
        let before = currentRules.decide(batch, rows: chunk.rows, chunk: number, with: current, place: chunk.place)
        let after = candidateRules.decide(batch, rows: chunk.rows, chunk: number, with: candidate, place: chunk.place)
        var piece = Piece()
        let (closed, ofLooks) = looks?(chunk, &scratch) ?? ([], [])
        compare(before.decisions, after.decisions, chunk, &piece)
        let ofCandidate = FailureReport.reports(of: after.failures, batch, sides.candidate, place: chunk.place)
        let ofCurrent = FailureReport.reports(of: before.failures, batch, sides.current, place: chunk.place)
        piece.failures = ofCandidate.map { (sides.pairOfCandidate[$0.rule], $0.report) }
        for (rule, report) in ofCurrent where sides.pairs[sides.pairOfCurrent[rule]].isSame {
            piece.failures.append((sides.pairOfCurrent[rule], report))
        }
        if takesAlerts {
            // What stands before an event comes before what is said of it.
            piece.alerts = (ofLooks + alerts(before.decisions, after.decisions, chunk)).sorted { $0.row < $1.row }
        }
        if line != nil { piece.lines = lines(before.decisions, after.decisions, closed, chunk) }
        return piece
    }

    package func finish() -> Share {
        Share(
            tally: tally, history: history, current: current.counts, candidate: candidate.counts,
            currentCosts: current.costs, candidateCosts: candidate.costs)
    }

    /// Compares the decisions of a chunk: both lists are in the order of the log, then of the rules.
    private mutating func compare(
        _ before: [MadeDecision], _ after: [MadeDecision], _ chunk: RuleChunk, _ piece: inout Piece
    ) {
        var rest = after[...]
        var index = before.startIndex
        while index < before.endIndex || !rest.isEmpty {
            let row = min(index < before.endIndex ? before[index].row : .max, rest.first?.row ?? .max)
            let event = chunk.batch[Int(row)]
            var changed: [(pair: Int, decision: Decision)] = []
            while index < before.endIndex, before[index].row == row {
                let pair = sides.pairOfCurrent[before[index].rule]
                let decision = before[index].decision
                if sides.pairs[pair].isSame {
                    tally.change(place(of: decision, pair, event)) {
                        $0.current += 1
                        $0.candidate += 1
                    }
                } else {
                    changed.append((pair, decision))
                }
                index += 1
            }
            let new = rest.prefix { $0.row == row }
            rest = rest[new.endIndex...]
            guard !changed.isEmpty || !new.isEmpty else { continue }
            let pairs = Set(changed.map(\.pair) + new.map { sides.pairOfCandidate[$0.rule] })
            for pair in pairs.sorted() {
                let changes = ReplayChange.changes(
                    from: changed.filter { $0.pair == pair }.map(\.decision),
                    to: new.filter { sides.pairOfCandidate[$0.rule] == pair }.map(\.decision))
                for (change, before, after) in changes { note(change, before, after, pair, event, chunk, &piece) }
            }
        }
    }

    private mutating func note(
        _ change: ReplayChange?, _ before: Decision?, _ after: Decision?, _ pair: Int, _ event: Event,
        _ chunk: RuleChunk, _ piece: inout Piece
    ) {
        if let before { tally.change(place(of: before, pair, event)) { $0.current += 1 } }
        if let after { tally.change(place(of: after, pair, event)) { $0.candidate += 1 } }
        guard let change, let decision = after ?? before else { return }
        // What is rerouted is counted where it goes to.
        tally.change(place(of: decision, pair, event)) { $0[change] += 1 }
        let rule = sides.pairs[pair].id
        guard piece.examples.count(where: { $0.rule == rule && $0.change == change }) < Self.mostExamples else {
            return
        }
        let place = chunk.place(of: event)
        piece.examples.append(
            ReplayExample(
                rule: rule, change: change, event: event.id, source: symbols.text(of: event.source), time: event.time,
                place: "\(place.file):\(place.line)", before: before, after: after))
    }

    private mutating func place(of decision: Decision, _ pair: Int, _ event: Event) -> ReplayTally.Place {
        ReplayTally.Place(
            pair: pair, day: clock.number(of: event.time.milliseconds), kind: decision.kind,
            target: decision.kind == .alert ? "" : decision.target, unit: decision.text("unit") ?? unit(of: event))
    }

    private mutating func unit(of event: Event) -> String {
        if let known = units[event.unit.index] { return known }
        let text = event.unit.isPresent ? symbols.text(of: event.unit) : ""
        units[event.unit.index] = text
        return text
    }

    /// What both sides alert of: what rules that are the same on both have said counts for each.
    private func alerts(
        _ before: [MadeDecision], _ after: [MadeDecision], _ chunk: RuleChunk
    ) -> [ReplayedAlert] {
        // Only an alert asks for it.
        lazy var times = RunningTimes(chunk.batch, rows: chunk.rows, from: chunk.streamTime)
        func alert(_ made: MadeDecision, _ rules: RuleSet) -> RuleAlert {
            let event = chunk.batch[Int(made.row)]
            let rule = rules.entries[made.rule].rule.id
            let key = DecisionKey(rule: rule, on: event, ordinal: made.ordinal, decision: made.decision)
            return RuleAlert(
                ActionRequest(made.decision, of: rule, on: event, key: key), known: times.latest(at: made.row))
        }
        var alerts: [ReplayedAlert] = []
        for made in before where made.decision.kind == .alert {
            let alert = alert(made, sides.current)
            alerts.append(ReplayedAlert(.current, made.row, alert))
            if sides.pairs[sides.pairOfCurrent[made.rule]].isSame {
                alerts.append(ReplayedAlert(.candidate, made.row, alert))
            }
        }
        for made in after where made.decision.kind == .alert {
            alerts.append(ReplayedAlert(.candidate, made.row, alert(made, sides.candidate)))
        }
        return alerts
    }

    /// The candidate's decisions as a run would write them: those of unchanged rules were made by the current ones.
    private mutating func lines(
        _ before: [MadeDecision], _ after: [MadeDecision], _ closed: [(row: Int32, line: [UInt8])],
        _ chunk: RuleChunk
    ) -> [UInt8] {
        var decisions = after
        for var made in before {
            let pair = sides.pairs[sides.pairOfCurrent[made.rule]]
            guard pair.isSame, let place = pair.candidate else { continue }
            made.rule = place
            decisions.append(made)
        }
        decisions.sort { ($0.row, $0.rule, $0.ordinal) < ($1.row, $1.rule, $1.ordinal) }
        var output: [UInt8] = []
        var closed = closed[...]
        for made in decisions {
            while let next = closed.first, next.row <= made.row {
                output += next.line
                closed.removeFirst()
            }
            let event = chunk.batch[Int(made.row)]
            let key = DecisionKey(
                rule: sides.candidate.entries[made.rule].rule.id, on: event, ordinal: made.ordinal,
                decision: made.decision)
            line?.append(made, event, key: key, at: chunk.place(of: event), to: &output)
        }
        for (_, line) in closed { output += line }
        return output
    }
}
