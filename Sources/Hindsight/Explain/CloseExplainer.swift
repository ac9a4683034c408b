package import Deciding
package import Engine
package import EventLog
import Synchronization
import Threads
package import Tuntuma
package import Workspace

/// Says of a close why a rule about a metric or about silence did or did not decide, and leads from a decision back to its close.
/// All closes of the log up to it are judged, by the judge of a run.
package struct CloseExplainer: Sendable {
    private let rules: [MetricRule]
    private let stage: CloseStage
    private let setting: RulePassSetting

    /// - Parameters:
    ///   - judge: Judges the workspace's rules about metrics, and the metrics they are about.
    ///   - inputs: Can be read more than once.
    /// - Throws: ``WorkspaceError`` when a rule cannot look.
    package init(
        workspace: Workspace, judge: (rules: any CloseJudge, metrics: [any RunningMetric]), inputs: [LogInput],
        zone: ZoneTable, symbols: SymbolTable, jobs: Int
    ) throws(WorkspaceError) {
        rules = workspace.metricRules
        stage = try CloseStage(
            judge.rules, workspace: workspace, metrics: judge.metrics, zone: zone, symbols: symbols)
        setting = RulePassSetting(
            inputs: inputs, symbols: symbols, zone: zone, lateness: workspace.organisation.lateness, jobs: jobs)
    }

    /// What was judged at some closes, in their order.
    private struct Found: Sendable {
        var decisions: [CloseDecision] = []
        var failures: [CloseFailure] = []
        var traces: [LookTrace] = []
        var lastDay: Int?
    }

    /// Explains what a rule made of groups at the close of a day.
    /// - Parameter group: The values that a group must have, by key; empty: every group.
    package func explain(
        _ rule: MetricRule, atCloseOf day: CivilDate, group: [String: String?]
    ) throws -> CloseExplanation {
        guard let place = rules.firstIndex(where: { $0.id == rule.id }) else {
            throw CloseExplainError.notDue(before: nil)
        }
        let number = day.dayNumber
        guard stage.isDue(place, atCloseOf: number) else {
            let before = (1...31).lazy.map { number - $0 }.first { stage.isDue(place, atCloseOf: $0) }
            throw CloseExplainError.notDue(before: before.map { CivilDate(dayNumber: $0) })
        }
        let found = try judge(tracing: TracedLook(rule: place, day: number)) { found, made in
            found.decisions += made.decisions.map(\.decision).filter { $0.rule == place && $0.day == number }
            found.failures += made.failures.filter { $0.rule == place && $0.day == number }
            found.traces += made.traces
        }
        guard let last = found.lastDay, last >= number else {
            throw CloseExplainError.notClosed(last: found.lastDay.map { CivilDate(dayNumber: $0) })
        }
        let line = CloseLine(rules: rules, zone: setting.zone)
        let groups = found.traces.filter { trace in
            group.allSatisfy { key, value in trace.group.contains { $0.key == key && $0.value == value } }
        }.map { trace in
            let name = CloseLine.text(of: trace.group)
            var group = CloseExplanation.Group(trace: trace)
            group.decisions = found.decisions.filter { CloseLine.text(of: $0.group) == name }
                .map { (line.key(of: $0), $0.decision) }
            group.failure = found.failures.first { CloseLine.text(of: $0.group) == name }?.failure
            return group
        }
        return CloseExplanation(rule: rule, day: day, groups: groups)
    }

    /// Explains the close of a decision that is known.
    package func explain(_ decision: FoundCloseDecision, of rule: MetricRule) throws -> CloseExplanation {
        var explanation = try explain(rule, atCloseOf: decision.day, group: decision.group)
        explanation.decision = decision
        return explanation
    }

    /// Finds the decision with a key among those that the rules make at closes.
    /// - Returns: Nil when the rules as they are make no such decision on this log.
    package func decision(withKey key: String) throws(RunError) -> FoundCloseDecision? {
        let line = CloseLine(rules: rules, zone: setting.zone)
        let found = try judge(tracing: nil) { found, made in
            found.decisions += made.decisions.map(\.decision).filter { line.key(of: $0).text == key }
        }
        return found.decisions.first.map { made in
            FoundCloseDecision(
                key: key, rule: rules[made.rule].id, day: CivilDate(dayNumber: made.day),
                group: Dictionary(made.group.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }),
                decision: made.decision)
        }
    }

    /// Judges all closes of the log.
    private func judge(
        tracing traced: TracedLook?, _ keep: @escaping @Sendable (inout Found, CloseStage.Made) -> Void
    ) throws(RunError) -> Found {
        let scan = AmendmentScan(symbols: setting.symbols, fingerprinter: setting.fingerprinter, jobs: setting.jobs)
        var stage = stage.expecting(try scan.run(setting.inputs, spools: [:]))
        stage.traced = traced
        let gate = TurnGate(stage)
        let found = Mutex(Found())
        let (rules, symbols) = (rules, setting.symbols)
        let pass = RulePass<CloseWorker>(
            setting,
            makeWorker: { CloseWorker(gate, runner: LookRunner(rules), symbols: symbols) },
            write: { piece in
                found.withLock { found in
                    keep(&found, piece.made)
                    found.lastDay = piece.lastDay ?? found.lastDay
                }
            })
        _ = try pass.run()
        return found.withLock { $0 }
    }
}

/// One worker of a pass in which only closes matter.
private struct CloseWorker: RuleWorker {
    struct Piece: Sendable {
        var made: CloseStage.Made
        /// The last day that closed in the chunk.
        var lastDay: Int?
    }

    private let gate: TurnGate<CloseStage>
    private let runner: LookRunner
    private var scratch: MatchScratch

    init(_ gate: TurnGate<CloseStage>, runner: LookRunner, symbols: SymbolTable) {
        self.gate = gate
        self.runner = runner
        scratch = MatchScratch(symbols: symbols)
    }

    mutating func take(_ chunk: RuleChunk) -> Piece {
        let made = gate.inTurn(chunk.content.number) { stage in
            stage.take(chunk.decoded, rows: chunk.rows, closings: chunk.closings, using: &scratch, call: runner.call)
        }
        return Piece(made: made, lastDay: chunk.closings.last.map { $0.days.upperBound - 1 })
    }

    func finish() {}
}
