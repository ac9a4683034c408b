public import Tuntuma

/// An intake for tests: keeps what a channel hands over, and answers as it is told to.
///
/// It takes its time: before it answers it lets other tasks run, so that a channel that does not wait is caught.
public actor RecordingIntake: Intake {
    /// How the intake answers.
    public enum Manner: Sendable {
        /// Every record is accepted.
        case accepting
        /// Every record is refused, for this reason.
        case refusing(reason: String)
        /// Every record is accepted, and the channel is cancelled while the batch with this number (from 0) waits.
        case cancelling(batch: Int)
        /// Every record is accepted, and the answer to the batch with this number (from 0) is a long time coming.
        case slow(batch: Int, Duration)
    }

    /// The batches, in the order in which they came.
    public private(set) var batches: [RecordBatch] = []
    /// The most calls that were under way at one time; a channel awaits each before the next.
    public private(set) var mostAtOnce = 0
    /// The calls that are under way.
    public private(set) var underWay = 0
    /// The batches that were handed over after the channel had been cancelled.
    public private(set) var afterCancellation = 0

    private let manner: Manner
    private var isCancelled = false

    /// Makes an intake.
    public init(_ manner: Manner = .accepting) {
        self.manner = manner
    }

    /// Keeps a batch and answers.
    public func accept(_ records: RecordBatch) async -> Acknowledgement {
        underWay += 1
        mostAtOnce = max(mostAtOnce, underWay)
        if isCancelled { afterCancellation += 1 }
        let number = batches.count
        batches.append(records)
        for _ in 0..<16 { await Task.yield() }
        if case .cancelling(number) = manner {
            isCancelled = true
            withUnsafeCurrentTask { $0?.cancel() }
        }
        if case .slow(number, let duration) = manner { try? await Task.sleep(for: duration) }
        underWay -= 1
        let outcome: Acknowledgement.Outcome =
            if case .refusing(let reason) = manner { .rejected(reason: reason) } else { .accepted }
        return Acknowledgement(outcomes: Array(repeating: outcome, count: records.records.count))
    }

    /// All records so far, as texts.
    public var records: [String] { batches.flatMap(\.texts) }
}

extension RecordBatch {
    /// The records of the batch as texts; one whose range lies outside the bytes is empty.
    public var texts: [String] {
        records.map { record in
            guard record.range.lowerBound >= 0, record.range.upperBound <= bytes.count else { return "" }
            return String(decoding: bytes[record.range], as: UTF8.self)
        }
    }
}
