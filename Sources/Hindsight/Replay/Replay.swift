package import Engine
package import EventLog
import Synchronization
import Threads
package import Tuntuma
package import Workspace

/// Other rules held against those of a workspace, over a log that was: on the evaluator of a run, in one pass.
///
/// A rule whose file is the same on both sides runs once. What comes before the stretch is run too, so that breakers and what
/// rules remember are at its start what they would be in a run over the whole log.
package struct Replay: Sendable {
    private let workspace: Workspace
    private let sides: ReplaySides
    private let symbols: SymbolTable
    private let zone: ZoneTable
    private let metricRules: ReplayedMetricRules?

    /// What a replay is asked for.
    package struct Options: Sendable {
        package var stretch = Stretch()
        /// Which inputs stand side by side: by input, the number of its stream. Empty: they follow one another.
        package var streams: InputStreams = []
        /// How many workers; at least 1.
        package var jobs = 1
        /// Takes the decisions of the candidate's rules as JSON Lines, as a run would write them.
        package var decisions: (@Sendable ([UInt8]) throws -> Void)?
        /// Takes what the rules of a side say of alerts, in the order of the log; what a rule says that is the same on both
        /// sides comes for each.
        package var alert: (@Sendable (ReplayedAlert.Side, RuleAlert) -> Void)?
        /// Hears how far the replay has come: bytes of the inputs and events so far.
        package var progress: (@Sendable (_ bytes: Int, _ events: Int) -> Void)?

        package init() {}
    }

    /// - Parameters:
    ///   - workspace: The current rules, of which the live ones count, and the queues.
    ///   - candidate: The rules as they would be; shadows among them do not count.
    ///   - metricRules: The rules about metrics of both sides; nil: there are none.
    ///   - zone: The organisation's.
    /// - Throws: ``WorkspaceError`` when a declared decision of a rule cannot be made.
    package init(
        workspace: Workspace, candidate: [Rule], metricRules: ReplayedMetricRules? = nil, zone: ZoneTable,
        symbols: SymbolTable
    ) throws(WorkspaceError) {
        self.workspace = workspace
        self.metricRules = metricRules
        // What cannot be judged is told before a log is read.
        _ = try Self.closes(metricRules, workspace, Stretch(), zone, symbols)
        self.symbols = symbols
        self.zone = zone
        sides = try ReplaySides(
            current: workspace.rules.filter { $0.mode == .live }, candidate: candidate.filter { $0.mode == .live },
            symbols: symbols)
    }

    /// Replays some inputs, in the order given.
    package func run(_ inputs: [LogInput], options: Options) throws(RunError) -> ReplayReport {
        let found = Mutex(Found())
        var setting = RulePassSetting(
            inputs: inputs, symbols: symbols, zone: zone, lateness: workspace.organisation.lateness,
            jobs: options.jobs, progress: options.progress)
        let (sides, zone, symbols) = (sides, zone, symbols)
        let spools = metricRules == nil ? [:] : try inputs.makeSpools()
        defer { withExtendedLifetime(spools) {} }
        let scan = AmendmentScan(symbols: symbols, fingerprinter: setting.fingerprinter, jobs: options.jobs)
        setting.inputs = inputs.reading(spools)
        setting.streams = options.streams
        let closes = try (try? Self.closes(metricRules, workspace, options.stretch, zone, symbols)).map {
            (replay) throws(RunError) in replay.expecting(try scan.run(inputs, spools: spools))
        }
        let gate = closes.map { TurnGate($0) }
        let (current, candidate) = (OrderedRules(sides.current), OrderedRules(sides.candidate))
        let pass = RulePass<ReplayWorker>(
            setting,
            makeWorker: {
                ReplayWorker(
                    sides, current, candidate, stretch: options.stretch, zone: zone, symbols: symbols,
                    looks: gate.flatMap { gate in closes.map { Self.looks($0.makeRunners(), gate) } },
                    writesLines: options.decisions != nil,
                    takesAlerts: options.alert != nil)
            },
            write: { piece in
                found.withLock { $0.take(piece) }
                for alert in piece.alerts { options.alert?(alert.side, alert.alert) }
                if !piece.lines.isEmpty { try options.decisions?(piece.lines) }
            })
        let (order, shares) = try pass.run()
        var report = ReplayAssembly(
            sides, queues: workspace.queues, shares: shares, boards: (current.finish(), candidate.finish()),
            stretch: options.stretch
        ).report()
        report.events = order.counts
        report.end = order.timeSpan.map { span in
            Timestamp(milliseconds: min(span.upperBound.milliseconds, options.stretch.to ?? .max))
        }
        let first = found.withLock { $0 }
        report.examples = first.examples(inOrderOf: report.rules.map(\.rule))
        for rule in report.rules.indices { report.rules[rule].failures = first.failures[rule] ?? [] }
        gate?.finish { $0.add(to: &report) }
        return report
    }

    /// What one worker shows the rules about metrics, with functions of its own.
    private static func looks(
        _ runners: CloseReplay.Runners, _ gate: TurnGate<CloseReplay>
    ) -> ReplayWorker.Looks {
        { chunk, scratch in
            gate.inTurn(chunk.content.number) { $0.take(chunk, using: &scratch, runners) }
        }
    }

    private static func closes(
        _ rules: ReplayedMetricRules?, _ workspace: Workspace, _ stretch: Stretch, _ zone: ZoneTable,
        _ symbols: SymbolTable
    ) throws(WorkspaceError) -> CloseReplay? {
        guard let rules else { return nil }
        return try CloseReplay(rules, workspace: workspace, stretch: stretch, zone: zone, symbols: symbols)
    }

    /// The first of what there is much of, in the order of the log.
    private struct Found: Sendable {
        private var examples: [ReplayExample] = []
        private(set) var failures: [Int: [FailureReport]] = [:]

        mutating func take(_ piece: ReplayWorker.Piece) {
            for example in piece.examples {
                let known = examples.count { $0.rule == example.rule && $0.change == example.change }
                if known < ReplayWorker.mostExamples { examples.append(example) }
            }
            for (pair, report) in piece.failures {
                failures[pair, default: []].add(report)
            }
        }

        /// By rule, then by change, then by the log.
        func examples(inOrderOf rules: [String]) -> [ReplayExample] {
            rules.flatMap { rule in
                ReplayChange.allCases.flatMap { change in
                    examples.filter { $0.rule == rule && $0.change == change }
                }
            }
        }
    }
}
