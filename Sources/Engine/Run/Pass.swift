import Deciding
import Digest
import EventLog
import Synchronization
import Threads
import Tuntuma
import Workspace

/// One pass over the inputs of a run, on all workers.
final class Pass: Sendable {
    /// What a pass found.
    struct Outcome: Sendable {
        var order: LogOrder
        var cells: FoldedCells
        var comments: [ShownComment]
        var rules: [RuleRow]
        var memory: SavedMemory?
        var decisions: DecisionCounts
        var amended: Amended
        var metricRules: [MetricRuleRow]
    }

    /// What amendments did, on the second pass.
    struct Amended: Sendable {
        var withdrawn = 0
        var corrected: Set<Fingerprint> = []
        /// The events that amendments refer to and the log has.
        var found: Set<Fingerprint> = []

        mutating func merge(_ other: Amended) {
            withdrawn += other.withdrawn
            corrected.formUnion(other.corrected)
            found.formUnion(other.found)
        }
    }

    /// What a worker has when it is done.
    private struct Share: Sendable {
        var cells: FoldedCells
        var comments: CommentPicker?
        var rules: [RuleStage.Counts]
        var amended: Amended
    }

    /// The chunk at which the length of the log is estimated.
    private static let estimatedAt = (16 << 20) / Chunk.target

    private let runner: Runner
    private let inputs: [LogInput]
    private let outputs: RunOutputs
    /// What earlier events have become; nil on the first pass, which also runs the rules.
    private let amendments: Amendments?
    private let fingerprinter: Fingerprinter
    private let reader: ChunkReader
    private let order: TurnGate<LogOrder>
    /// Room for the keys to come, until it is made use of.
    private let room = Mutex<KeyTable.Room?>(nil)
    private let rules: OrderedRules
    /// The rules about metrics; nil where there are none, and on the second pass.
    private let closes: TurnGate<CloseStage>?
    private let writer: OrderedSink<OrderedOutput, OrderedOutput.Prepared>
    private let shares = Mutex<[Int: Share]>([:])
    private let failure = Mutex<RunError?>(nil)
    private let isStopped = Atomic(false)
    private let eventsSoFar = Atomic(0)

    /// - Parameters:
    ///   - fingerprinter: The same for both passes: amendments name events by their keys.
    ///   - board: Where an earlier run left the rules; nil: at the beginning of the log.
    ///   - closes: The rules about metrics at the beginning of the log; nil: they are left out.
    ///   - spools: Where inputs that can be read only once are kept, by their place among the inputs.
    init(
        runner: Runner, inputs: [LogInput], outputs: RunOutputs, fingerprinter: Fingerprinter,
        board: RuleBoard? = nil, closes: CloseStage? = nil, amendments: Amendments? = nil, spools: [Int: Spool] = [:]
    ) {
        self.fingerprinter = fingerprinter
        self.runner = runner
        self.inputs = inputs
        self.outputs = outputs
        self.amendments = amendments
        if spools.isEmpty {
            reader = ChunkReader(inputs: inputs)
        } else {
            reader = ChunkReader(inputs: inputs) { (input, bytes) throws(LogInputError) in
                try spools[input]?.write(bytes)
            }
        }
        order = TurnGate(
            LogOrder(
                inputs: inputs, streams: runner.options.streams, symbols: runner.symbols, fingerprinter: fingerprinter,
                lateness: LatenessClock(
                    zone: runner.zone, lateness: runner.workspace.organisation.lateness, from: board?.lastTime)))
        rules = OrderedRules(runner.rules, from: board)
        self.closes = closes.map { TurnGate($0) }
        writer = OrderedSink(OrderedOutput(rules: runner.rules, outputs: outputs, inputs: inputs))
    }

    func run() throws(RunError) -> Outcome {
        WorkerThreads.run(count: max(runner.options.jobs, 1)) { self.work(number: $0) }
        if let error = failure.withLock({ $0 }) { throw error }
        if let error = reader.failure { throw .input(error) }
        let shares = shares.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
        guard var total = shares.first else { throw .outOfMemory }
        for share in shares.dropFirst() {
            total.cells.merge(share.cells)
            if let comments = share.comments { total.comments?.merge(comments) }
            total.amended.merge(share.amended)
            for rule in share.rules.indices { total.rules[rule].add(share.rules[rule]) }
        }
        let board = rules.finish()
        let (rows, decisions) = writer.finish { output in (output.rows(total.rules, board), output.decisions) }
        let looks = closes?.finish { $0.rows } ?? []
        let metricRules = writer.finish { output in output.metricRows(runner.workspace.metricRules, looks) }
        let order = order.finish { $0 }
        var memory: SavedMemory?
        if runner.options.memory != nil {
            memory = SavedMemory(board, of: runner.rules)
            let stage = closes?.finish { $0 }
            do {
                memory?.closes = try stage?.saved(openDay: order.openDay)
            } catch {
                throw .output(error)
            }
        }
        return Outcome(
            order: order, cells: total.cells, comments: total.comments?.chosen ?? [], rules: rows,
            memory: memory, decisions: decisions,
            amended: total.amended, metricRules: metricRules)
    }

    /// What one worker does: chunk after chunk, until there are none left.
    private func work(number: Int) {
        let fresh: ChunkIntake
        do throws(OutOfMemory) {
            fresh = try ChunkIntake(reader, symbols: runner.symbols, fingerprinter: fingerprinter)
        } catch {
            failure.withLock { $0 = .outOfMemory }
            return
        }
        var intake = fresh
        let index = CellIndex(
            keys: runner.options.groupKeys, period: runner.options.period, zone: runner.zone, symbols: runner.symbols)
        let fold = MetricFold(metrics: runner.metrics, index: index, symbols: runner.symbols)
        let stage = RuleStage(
            runner.rules, symbols: runner.symbols,
            keepsDecisions: outputs.decisions != nil || outputs.shadowDecisions != nil || outputs.act != nil
                || outputs.alert != nil)
        var comments = runner.options.comments.map(CommentPicker.init)
        var amended = Amended()
        let looks = LookRunner(runner.workspace.metricRules)
        var scratch = MatchScratch(symbols: runner.symbols)
        while let (decoded, content) = intake.next(isStopped: isStopped.load(ordering: .relaxed)) {
            intake.decodeAhead(of: content.number, until: order.isOpen)
            let place = order.inTurn(content.number) { order in
                if let room = room.withLock({ $0.take() }) { order.move(into: room) }
                let place = order.take(decoded, content)
                // Early, when little has to be moved, and late enough that the share means something.
                if content.number == Self.estimatedAt, let share = reader.share {
                    makeRoom(for: order.expectedEvents(share: share))
                }
                return place
            }
            if let amendments {
                let (batch, rows) = amendments.apply(to: decoded, rows: place.rows, counting: &amended)
                fold.fold(batch, rows: rows)
                comments?.add(batch, rows: rows)
                continue
            }
            fold.fold(decoded.batch, rows: place.rows)
            comments?.add(decoded.batch, rows: place.rows)
            let input = inputs[content.input]
            let made = rules.decide(
                decoded.batch, rows: place.rows, chunk: content.number, with: stage,
                beforeTurn: { intake.decodeAhead(of: content.number, until: rules.isOpen) },
                place: { event in
                    input.place(
                        line: place.firstLine + Int(event.fields.line),
                        byte: content.offset + Int(event.fields.byte))
                })
            if let closes { intake.decodeAhead(of: content.number, until: closes.isOpen) }
            let closed = closes?.inTurn(content.number) { stage in
                stage.take(
                    decoded, rows: place.rows, closings: place.closings, using: &scratch, call: looks.call)
            }
            write(decoded, made, closed ?? CloseStage.Made(), content, place)
        }
        let share = Share(cells: fold.finish(), comments: comments, rules: stage.counts, amended: amended)
        shares.withLock { $0[number] = share }
    }

    /// Has room made for the keys of so many events, while the workers go on.
    private func makeRoom(for events: Int) {
        Background.run {
            // Made before the lock is taken, which the workers take in their turn.
            let made = KeyTable.Room(for: events)
            self.room.withLock { $0 = made }
        }
    }

    private func write(
        _ decoded: DecodedChunk, _ made: RuleStage.Made, _ closed: CloseStage.Made,
        _ content: Chunk.Content, _ place: LogOrder.Place
    ) {
        let line = CloseLine(rules: runner.workspace.metricRules, zone: runner.zone)
        let prepared = OrderedOutput.Prepared(
            decoded, made, closes: ClosedChunk(closed, line), content, place, rules: runner.rules, outputs: outputs,
            inputs: inputs)
        writer.take(prepared, number: content.number) { output, prepared in
            guard !isStopped.load(ordering: .relaxed) else { return }
            do {
                try output.write(prepared)
            } catch {
                failure.withLock { $0 = $0 ?? .output(error) }
                isStopped.store(true, ordering: .relaxed)
            }
        }
        if let progress = outputs.progress {
            let events = eventsSoFar.add(place.rows.count, ordering: .relaxed).newValue
            progress(reader.bytesTaken, events)
        }
    }
}

extension RuleStage.Counts {
    package mutating func add(_ other: RuleStage.Counts) {
        matched += other.matched
        decided += other.decided
        failed += other.failed
        passedOver += other.passedOver
        heldBack += other.heldBack
        seconds += other.seconds
    }
}

extension Amendments {
    /// The current set of a chunk: the rows that still count, with the answers that count.
    fileprivate func apply(
        to chunk: DecodedChunk, rows: [Int32], counting amended: inout Pass.Amended
    ) -> (EventBatch, [Int32]) {
        var kept: [Int32] = []
        kept.reserveCapacity(rows.count)
        var replacements: [Int: [(question: Symbol, value: Value)]] = [:]
        for row in rows {
            let key = chunk.keys[Int(row)]
            if removes(key) {
                amended.withdrawn += 1
                amended.found.insert(key)
                continue
            }
            kept.append(row)
            guard isNamedByCorrection(key) else { continue }
            amended.found.insert(key)
            if let answers = answers(for: key) {
                replacements[Int(row)] = answers
                amended.corrected.insert(key)
            }
        }
        return (chunk.batch.replacingAnswers(replacements), kept)
    }
}
