package import Deciding
import Digest
package import EventLog
import Synchronization
import Threads
package import Tuntuma
package import Workspace

/// Runs metrics and rules over logs: reads, decodes, finds duplicates, folds, decides, and reports.
package struct Runner: Sendable {
    let workspace: Workspace
    let metrics: [any RunningMetric]
    let rules: RuleSet
    let symbols: SymbolTable
    let options: RunOptions
    let zone: ZoneTable
    /// The rules about metrics at the beginning of a log; nil where there are none.
    let closes: CloseStage?

    /// - Parameter judge: Judges the workspace's rules about metrics; nil: they are left out.
    /// - Throws: ``WorkspaceError`` when a declared decision of a rule cannot be made, or the zone is unknown.
    package init(
        workspace: Workspace, metrics: [any RunningMetric], symbols: SymbolTable, options: RunOptions,
        judge: (any CloseJudge)? = nil
    ) throws(WorkspaceError) {
        guard let zone = ZoneTable(name: workspace.organisation.timeZone) else {
            throw WorkspaceError([
                Complaint(
                    file: "tuntuma.lua", line: nil,
                    problem: "time_zone: there is no zone \"\(workspace.organisation.timeZone)\"")
            ])
        }
        var workspace = workspace
        try workspace.joinRules(with: metrics, symbols: symbols)
        self.workspace = workspace
        self.metrics = metrics
        self.symbols = symbols
        self.options = options
        self.zone = zone
        rules = try RuleSet(workspace.rules, symbols: symbols)
        closes = try judge.map { (judge) throws(WorkspaceError) in
            try CloseStage(judge, workspace: workspace, metrics: metrics, zone: zone, symbols: symbols)
        }
    }

    /// Runs over some inputs, in the order given.
    /// - Throws: ``RunError``. What was written until then stands; nothing is reported.
    package func run(_ inputs: [LogInput], outputs: RunOutputs) throws(RunError) -> RunReport {
        let clock = ContinuousClock()
        let began = clock.now
        let (outcome, amended) = try fold(inputs, outputs: outputs)
        var report = RunReport()
        let circles = outcome.order.amendments.circles
        report.danglingReferences = circles.count
        if let amended {
            report.corrected = amended.corrected.subtracting(circles).count
            report.withdrawn = amended.withdrawn
            report.danglingReferences += outcome.order.amendments.references.subtracting(amended.found).count
        }
        report.take(outcome.order)
        report.daySpan = report.timeSpan.map { span in
            (zone.date(of: span.lowerBound).text, zone.date(of: span.upperBound).text)
        }
        report.groupKeys = options.groupKeys.map(\.text)
        report.period = options.period
        let assembly = ReportAssembly(runner: self, cells: outcome.cells)
        report.absentKeys = assembly.absentKeys()
        if let window = options.window {
            report.window = window
            (report.metrics, report.totals) = assembly.windows(of: window)
        } else {
            report.metrics = assembly.rows()
            report.totals = assembly.totals()
        }
        report.comments = outcome.comments
        report.rules = outcome.rules
        report.metricRules = outcome.metricRules
        report.memory = outcome.memory
        report.forgottenRules = options.memory?.forgotten(by: rules, workspace.metricRules) ?? []
        report.decisions = outcome.decisions
        report.seconds = (clock.now - began) / .seconds(1)
        return report
    }

    /// Folds the current set of some inputs: in one pass, or in two where the log has corrections and withdrawals. Then it
    /// is told what those did.
    func fold(
        _ inputs: [LogInput], outputs: RunOutputs
    ) throws(RunError) -> (outcome: Pass.Outcome, amended: Pass.Amended?) {
        // A pipe is kept as it goes by: whether it has to be read again is known only at its end.
        let spools = try inputs.makeSpools()
        defer { withExtendedLifetime(spools) {} }
        let fingerprinter = Fingerprinter()
        let board = try options.memory.map { (saved) throws(RunError) in try saved.board(for: rules) }
        var closes = closes
        var starts: [LookStart] = []
        if let memory = options.memory, let stage = closes { (closes, starts) = stage.resuming(memory.closes) }
        var sources = inputs
        if let stage = closes {
            // A close sees what was amended until then: which events these are is found out beforehand.
            let scan = AmendmentScan(symbols: symbols, fingerprinter: fingerprinter, jobs: options.jobs)
            closes = stage.expecting(try scan.run(inputs, spools: spools))
            sources = inputs.reading(spools)
        }
        let first = Pass(
            runner: self, inputs: sources, outputs: outputs, fingerprinter: fingerprinter, board: board,
            closes: closes, spools: closes == nil ? spools : [:])
        var outcome = try first.run()
        for (rule, start) in starts.enumerated() { outcome.metricRules[rule].start = start }
        guard !outcome.order.amendments.isEmpty else { return (outcome, nil) }
        // States know no subtraction: with what was withdrawn and corrected in hand, the log is folded anew.
        let second = Pass(
            runner: self, inputs: inputs.reading(spools), outputs: RunOutputs(),
            fingerprinter: fingerprinter, amendments: outcome.order.amendments)
        let again = try second.run()
        outcome.cells = again.cells
        outcome.comments = again.comments
        return (outcome, again.amended)
    }
}

extension Runner {
    /// The same metrics over one segment, without rules and periods.
    func grouped(by segment: GroupKey) -> Runner {
        Runner(self, segment: segment)
    }

    private init(_ other: Runner, segment: GroupKey) {
        workspace = other.workspace
        metrics = other.metrics
        symbols = other.symbols
        zone = other.zone
        rules = RuleSet()
        closes = nil
        var options = RunOptions()
        options.groupKeys = [segment]
        options.jobs = other.options.jobs
        self.options = options
    }
}

extension RunReport {
    fileprivate mutating func take(_ order: LogOrder) {
        events = order.counts
        rejections = order.rejections
        conflicts = order.conflicts
        timeSpan = order.timeSpan
        logTime = order.logTime
        standstill = order.standstill
        rejectionReasons =
            order.rejectionReasons.map { (reason: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
