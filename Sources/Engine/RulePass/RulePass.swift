package import Digest
package import EventLog
import Synchronization
import Threads
package import Tuntuma
import Workspace

/// One pass over logs in which only rules look at events: for replays, statistics and explanations.
///
/// Lines are decoded, duplicates found and rules evaluated as in a run, by the same parts; there are no metrics, and
/// nothing is acted on. Rules see events as they came, so corrections and withdrawals need no second pass.
package final class RulePass<Worker: RuleWorker>: Sendable {
    private let setting: RulePassSetting
    private let makeWorker: @Sendable () -> Worker
    private let write: @Sendable (Worker.Piece) throws -> Void
    private let fingerprinter: Fingerprinter
    private let reader: ChunkReader
    private let order: TurnGate<LogOrder>
    private let writer = OrderedSink<Void, Worker.Piece>(())
    private let shares = Mutex<[Int: Worker.Share]>([:])
    private let failure = Mutex<RunError?>(nil)
    private let isStopped = Atomic(false)
    private let eventsSoFar = Atomic(0)

    /// - Parameters:
    ///   - makeWorker: Makes each worker, on its own thread.
    ///   - write: Takes the pieces in the order of the log, one at a time; when it throws, the pass ends.
    package init(
        _ setting: RulePassSetting, makeWorker: @escaping @Sendable () -> Worker,
        write: @escaping @Sendable (Worker.Piece) throws -> Void
    ) {
        self.setting = setting
        self.makeWorker = makeWorker
        self.write = write
        fingerprinter = setting.fingerprinter
        reader = ChunkReader(inputs: setting.inputs)
        order = TurnGate(
            LogOrder(
                inputs: setting.inputs, streams: setting.streams, symbols: setting.symbols,
                fingerprinter: fingerprinter,
                lateness: LatenessClock(zone: setting.zone, lateness: setting.lateness)))
    }

    /// Reads the inputs.
    /// - Returns: What the order of the log has shown, and what each worker has.
    package func run() throws(RunError) -> (order: LogOrder, shares: [Worker.Share]) {
        WorkerThreads.run(count: max(setting.jobs, 1)) { self.work(number: $0) }
        if let error = failure.withLock({ $0 }) { throw error }
        if let error = reader.failure { throw .input(error) }
        let shares = shares.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
        guard !shares.isEmpty else { throw .outOfMemory }
        return (order.finish { $0 }, shares)
    }

    private func work(number: Int) {
        let fresh: ChunkIntake
        do throws(OutOfMemory) {
            fresh = try ChunkIntake(reader, symbols: setting.symbols, fingerprinter: fingerprinter)
        } catch {
            failure.withLock { $0 = .outOfMemory }
            return
        }
        var intake = fresh
        var worker = makeWorker()
        while let (decoded, content) = intake.next(isStopped: isStopped.load(ordering: .relaxed)) {
            intake.decodeAhead(of: content.number, until: order.isOpen)
            let place = order.inTurn(content.number) { $0.take(decoded, content) }
            let piece = worker.take(
                RuleChunk(
                    decoded: decoded, rows: place.rows, content: content, firstLine: place.firstLine,
                    input: setting.inputs[content.input], streamTime: place.streamTime, closings: place.closings))
            writer.take(piece, number: content.number) { _, piece in
                guard !isStopped.load(ordering: .relaxed) else { return }
                do {
                    try write(piece)
                } catch {
                    failure.withLock { $0 = $0 ?? .output(error) }
                    isStopped.store(true, ordering: .relaxed)
                }
            }
            if let progress = setting.progress {
                progress(reader.bytesTaken, eventsSoFar.add(place.rows.count, ordering: .relaxed).newValue)
            }
        }
        let share = worker.finish()
        shares.withLock { $0[number] = share }
    }
}

/// What a pass of rules reads, and with how many hands.
package struct RulePassSetting: Sendable {
    package var inputs: [LogInput]
    package var streams: InputStreams = []
    package var symbols: SymbolTable
    package var zone: ZoneTable
    /// How long after a day's end late events are waited for, in milliseconds.
    package var lateness: Int64
    /// How many workers; at least 1.
    package var jobs: Int
    /// Makes the keys of events.
    package var fingerprinter = Fingerprinter()
    /// Hears how far the pass has come: bytes of the inputs and events so far.
    package var progress: (@Sendable (_ bytes: Int, _ events: Int) -> Void)?

    package init(
        inputs: [LogInput], symbols: SymbolTable, zone: ZoneTable, lateness: Int64, jobs: Int,
        progress: (@Sendable (_ bytes: Int, _ events: Int) -> Void)? = nil
    ) {
        self.inputs = inputs
        self.symbols = symbols
        self.zone = zone
        self.lateness = lateness
        self.jobs = jobs
        self.progress = progress
    }
}
