package import Deciding
package import Engine
package import EventLog
import Synchronization
import Threads
package import Tuntuma
package import Workspace

/// Looks at what the rules of a workspace do over a log: how often, how long, how much, and what is odd.
package struct RuleSurvey: Sendable {
    private let rules: RuleSet
    private let setting: RulePassSetting
    private let stretch: Stretch
    /// Decisions of a rule on a day above which it is warned of; nil: none is.
    private let limit: Int?
    /// The rules about metrics at the beginning of a log; nil where there are none.
    private let closes: CloseSurvey?
    private let metricRules: [MetricRule]

    /// - Parameter judge: Judges the workspace's rules about metrics, and the metrics they are about; nil: there are none.
    /// - Throws: ``WorkspaceError`` when a declared decision of a rule cannot be made.
    package init(
        workspace: Workspace, judge: (rules: any CloseJudge, metrics: [any RunningMetric])?, inputs: [LogInput],
        stretch: Stretch, zone: ZoneTable, symbols: SymbolTable, jobs: Int, limit: Int?,
        progress: @escaping @Sendable (_ bytes: Int, _ events: Int) -> Void
    ) throws(WorkspaceError) {
        rules = try RuleSet(workspace.rules, symbols: symbols)
        metricRules = workspace.metricRules
        closes = try judge.map { (judge) throws(WorkspaceError) in
            CloseSurvey(
                try CloseStage(
                    judge.rules, workspace: workspace, metrics: judge.metrics, zone: zone, symbols: symbols),
                rules: workspace.metricRules, stretch: stretch, zone: zone)
        }
        self.stretch = stretch
        self.limit = limit
        setting = RulePassSetting(
            inputs: inputs, symbols: symbols, zone: zone, lateness: workspace.organisation.lateness, jobs: jobs,
            progress: progress)
    }

    package func run() throws(RunError) -> RuleStatistics {
        let failures = Mutex<[Int: [FailureReport]]>([:])
        let (stretch, zone, symbols) = (stretch, setting.zone, setting.symbols)
        let ordered = OrderedRules(rules)
        var setting = setting
        let inputs = setting.inputs
        let spools = closes == nil ? [:] : try inputs.makeSpools()
        defer { withExtendedLifetime(spools) {} }
        let scan = AmendmentScan(symbols: symbols, fingerprinter: setting.fingerprinter, jobs: setting.jobs)
        setting.inputs = inputs.reading(spools)
        let gate = try closes.map { (survey) throws(RunError) in
            TurnGate(survey.expecting(try scan.run(inputs, spools: spools)))
        }
        let metricRules = metricRules
        let pass = RulePass<StatisticsWorker>(
            setting,
            makeWorker: {
                StatisticsWorker(
                    ordered, stretch: stretch, zone: zone, symbols: symbols,
                    look: gate.map { gate in
                        let runner = LookRunner(metricRules)
                        return { chunk, scratch in
                            gate.inTurn(chunk.content.number) { $0.take(chunk, using: &scratch, runner) }
                        }
                    })
            },
            write: { piece in
                failures.withLock { failures in
                    for (rule, report) in piece {
                        failures[rule, default: []].add(report)
                    }
                }
            })
        var shares = try pass.run().shares[...]
        guard var share = shares.popFirst() else { return RuleStatistics() }
        for other in shares { share.add(other) }
        var statistics = RuleStatistics()
        statistics.events = share.events
        if let days = share.days {
            statistics.daySpan = (Self.text(days.lowerBound), Self.text(days.upperBound))
            statistics.dayCount = Int(days.upperBound - days.lowerBound) + 1
        }
        let first = failures.withLock { $0 }
        let board = ordered.finish()
        statistics.rows = rules.entries.indices.map { row($0, share, board.records[$0], first[$0] ?? []) }
        statistics.warnings = warnings(share)
        if let closes = gate?.finish({ $0 }) {
            statistics.lookRows = closes.rows
            if share.events > 0 { statistics.warnings += closes.warnings(limit: limit) }
        }
        return statistics
    }

    private static func text(_ day: Int32) -> String { CivilDate(dayNumber: Int(day)).text }

    private func row(
        _ rule: Int, _ share: StatisticsWorker.Share, _ record: RuleBoard.Record, _ failures: [FailureReport]
    ) -> RuleStatistics.Row {
        let (entry, counts, cost) = (rules.entries[rule], share.counts[rule], share.costs[rule])
        var row = RuleStatistics.Row(rule: entry.rule.id, mode: entry.rule.mode)
        row.events = share.eventsOfTypes[rule]
        row.matched = counts.matched
        row.decided = counts.decided
        row.failed = counts.failed
        row.heldBack = counts.heldBack
        row.decisions = share.decisions[rule].values.reduce(0, +)
        if let median = cost.steps(atShare: 0.5), let p99 = cost.steps(atShare: 0.99), let most = cost.steps(atShare: 1)
        {
            row.steps = (median, p99, most)
        }
        if share.events > 0 {
            // Calls that were timed stand for all; a rule without `run` spends the rest of its time on its decisions.
            let seconds =
                entry.rule.program == nil
                ? counts.seconds
                : cost.matchSeconds
                    + (cost.plainCalls > 0
                        ? cost.plainSeconds / Double(cost.plainCalls) * Double(counts.matched - counts.heldBack) : 0)
            row.nanosecondsPerEvent = seconds * 1e9 / Double(share.events)
        }
        row.busiestDay = share.decisions[rule].max { ($0.value, $1.key) < ($1.value, $0.key) }
            .map { (Self.text($0.key), $0.value) }
        row.outage = RuleOutage(record, passedOver: counts.passedOver, in: stretch)
        row.failures = failures
        return row
    }

    private func warnings(_ share: StatisticsWorker.Share) -> [RuleStatistics.Warning] {
        var warnings: [RuleStatistics.Warning] = []
        let gaps = share.history.gaps
        for (place, entry) in rules.entries.enumerated() {
            let id = entry.rule.id
            if entry.rule.condition == nil { warnings.append(.noMatch(rule: id)) }
            if share.counts[place].matched == 0, share.events > 0 {
                let missing = gaps.filter { $0.rule == id }.flatMap { gap -> [String] in
                    switch gap.missing {
                    case .field(let field): [field]
                    case .types(let types): types.map { "type \($0)" }
                    }
                }
                warnings.append(.neverMatched(rule: id, asksFor: missing))
            }
            if share.counts[place].failed > 0 {
                warnings.append(.failed(rule: id, events: share.counts[place].failed))
            }
            if let limit {
                let over = share.decisions[place].filter { $0.value > limit }
                if let most = over.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
                    warnings.append(
                        .tooOften(
                            rule: id, most: most.value, on: Self.text(most.key), days: over.count, limit: limit))
                }
            }
        }
        return warnings + together(share).map { .alwaysTogether(rules: $0) }
    }

    /// The groups of rules that decided on the very same events, each rule in one group.
    private func together(_ share: StatisticsWorker.Share) -> [[String]] {
        var groups: [[String]] = []
        var grouped: Set<Int> = []
        let count = rules.entries.count
        for left in 0..<count where share.counts[left].decided > 0 && !grouped.contains(left) {
            let decided = share.counts[left].decided
            let others = ((left + 1)..<count).filter { right in
                share.counts[right].decided == decided && share.together[left * count + right] == decided
            }
            guard !others.isEmpty else { continue }
            grouped.formUnion(others)
            groups.append(([left] + others).map { rules.entries[$0].rule.id })
        }
        return groups
    }
}
