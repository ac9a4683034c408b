import Deciding
package import EventLog
import Tuntuma
import Workspace

/// What leaves a run in the order of the log: decisions, failures, rejected lines. One chunk at a time.
struct OrderedOutput: Sendable {
    /// Everything of one chunk, made ready by its worker before its turn.
    struct Prepared: Sendable {
        var decisionLines: [UInt8] = []
        var shadowLines: [UInt8] = []
        var decisions = DecisionCounts()
        /// What there is to act on.
        var requests: [(action: String, request: ActionRequest)] = []
        var failures: [(rule: Int, report: FailureReport)] = []
        var rejected: [UInt8] = []
        /// What live rules say of alerts, in the order of the log.
        var alerts: [RuleAlert] = []
        /// Of rules about metrics.
        var lookFailures: [(rule: Int, report: FailureReport)] = []
    }

    private let rules: RuleSet
    private let outputs: RunOutputs
    private(set) var decisions = DecisionCounts()
    private var failures: [Int: [FailureReport]] = [:]
    private var lookFailures: [Int: [FailureReport]] = [:]

    init(rules: RuleSet, outputs: RunOutputs, inputs: [LogInput]) {
        self.rules = rules
        self.outputs = outputs
    }

    /// Writes what a chunk has.
    mutating func write(_ prepared: Prepared) throws {
        decisions.act += prepared.decisions.act
        decisions.alert += prepared.decisions.alert
        decisions.route += prepared.decisions.route
        for (rule, report) in prepared.failures { failures[rule, default: []].add(report) }
        for (rule, report) in prepared.lookFailures {
            lookFailures[rule, default: []].add(report)
        }
        if !prepared.decisionLines.isEmpty { try outputs.decisions?(prepared.decisionLines) }
        if !prepared.shadowLines.isEmpty { try outputs.shadowDecisions?(prepared.shadowLines) }
        if !prepared.rejected.isEmpty { try outputs.rejected?(prepared.rejected) }
        if let act = outputs.act { for (action, request) in prepared.requests { act(action, request) } }
        if let take = outputs.alert { prepared.alerts.forEach(take) }
    }

    /// The rows of the report for rules about metrics.
    func metricRows(_ rules: [MetricRule], _ looks: [LookCounts]) -> [MetricRuleRow] {
        zip(rules, looks).enumerated().map { number, pair in
            var row = MetricRuleRow(rule: pair.0.id, version: pair.0.version, doc: pair.0.doc)
            row.mode = pair.0.mode
            row.looks = pair.1
            row.failures = lookFailures[number] ?? []
            return row
        }
    }

    /// The rows of the report.
    func rows(_ counts: [RuleStage.Counts], _ board: RuleBoard) -> [RuleRow] {
        rules.entries.indices.map { number in
            let rule = rules.entries[number].rule
            var row = RuleRow(rule: rule.id, version: rule.version, doc: rule.doc)
            row.mode = rule.mode
            row.matched = counts[number].matched
            row.decided = counts[number].decided
            row.failed = counts[number].failed
            row.passedOver = counts[number].passedOver
            row.heldBack = counts[number].heldBack
            row.breaker = board.records[number].breaker.state
            row.transitions = board.records[number].transitions
            row.memory = board.records[number].memory.map { RuleRow.Memory($0, board.records[number].start) }
            row.seconds = counts[number].seconds
            row.failures = failures[number] ?? []
            return row
        }
    }
}

extension OrderedOutput.Prepared {
    /// Makes the outputs of a chunk ready.
    init(
        _ chunk: DecodedChunk, _ batch: RuleStage.Made, closes: ClosedChunk, _ content: Chunk.Content,
        _ order: LogOrder.Place,
        rules: RuleSet, outputs: RunOutputs, inputs: [LogInput]
    ) {
        decisions = batch.kinds
        var closes = closes
        let input = inputs[content.input]
        func place(_ event: Event) -> EventPlace {
            input.place(
                line: order.firstLine + Int(event.fields.line), byte: content.offset + Int(event.fields.byte))
        }
        let writes = outputs.decisions != nil || outputs.shadowDecisions != nil
        var line = writes && !batch.decisions.isEmpty ? DecisionLine(rules) : nil
        // Only an alert asks for it.
        lazy var times = RunningTimes(chunk.batch, rows: order.rows, from: order.streamTime)
        decisionLines.reserveCapacity(batch.decisions.count * 512)
        for made in batch.decisions {
            closes.write(upTo: made.row, outputs, to: &self)
            let event = chunk.batch[Int(made.row)]
            // Not the rule itself: to copy it for each decision takes longer than to write the decision.
            let isLive = rules.entries[made.rule].rule.mode == .live
            let isTaken =
                switch made.decision.kind {
                case .act: outputs.act != nil && isLive
                case .alert: outputs.alert != nil && isLive
                case .route: false
                }
            let isWritten = isLive ? outputs.decisions != nil : outputs.shadowDecisions != nil
            guard isWritten || isTaken else { continue }
            let key = DecisionKey(
                rule: rules.entries[made.rule].rule.id, on: event, ordinal: made.ordinal, decision: made.decision)
            if isWritten, isLive { line?.append(made, event, key: key, at: place(event), to: &decisionLines) }
            if isWritten, !isLive { line?.append(made, event, key: key, at: place(event), to: &shadowLines) }
            guard isTaken else { continue }
            let request = ActionRequest(made.decision, of: rules.entries[made.rule].rule.id, on: event, key: key)
            guard made.decision.kind == .alert else {
                requests.append((made.decision.target, request))
                continue
            }
            alerts.append(RuleAlert(request, known: times.latest(at: made.row)))
        }
        closes.write(upTo: .max, outputs, to: &self)
        lookFailures = closes.reports
        failures = FailureReport.reports(of: batch.failures, chunk.batch, rules, place: place)
        if outputs.rejected != nil {
            for rejection in chunk.rejections {
                rejected.append(contentsOf: rejection.bytes)
                rejected.append(0x0A)
            }
        }
    }
}

extension LogInput {
    /// Where an event stands, for people.
    /// - Parameters:
    ///   - line: The line of the input, from 0.
    ///   - byte: The byte of the input, from 0.
    package func place(line: Int, byte: Int) -> EventPlace {
        guard let lines else { return EventPlace(file: name, line: line + 1, byte: byte) }
        return EventPlace(file: name, line: line < lines.count ? lines[line] : line + 1, byte: nil)
    }
}
