/// Where channels hand their records to the host.
public protocol Intake: Sendable {
    /// Takes records in. Returns when every one of them is safe or refused: acknowledgement and backpressure in one.
    ///
    /// May be called from several channels at once; one channel awaits each call before the next.
    func accept(_ records: RecordBatch) async -> Acknowledgement
}

/// Some records of one source: each a JSON object as bytes.
public struct RecordBatch: Sendable {
    /// One record.
    public struct Record: Sendable, Equatable {
        /// Where its JSON object lies in `bytes`.
        public var range: Range<Int>
        /// The line of the source at which it begins, from 1.
        public var line: Int
        /// Why the channel could not make a record of what stands there, for a person; nil for a good record. The host
        /// does not look at the bytes of such a record (there may be none) and answers
        /// ``Acknowledgement/Outcome/rejected(reason:)`` with this reason, so that it is counted like any other.
        public var flaw: String?

        /// Makes a record.
        public init(range: Range<Int>, line: Int, flaw: String? = nil) {
            self.range = range
            self.line = line
            self.flaw = flaw
        }
    }

    /// The path or address the records came from, for messages.
    public var source: String
    /// The JSON objects, one after the other.
    public var bytes: [UInt8]
    /// The records, in the order of the source.
    public var records: [Record]
    /// Where the channel will have got to when these records are safe.
    public var position: Position

    /// Makes a batch.
    public init(source: String, bytes: [UInt8], records: [Record], position: Position) {
        self.source = source
        self.bytes = bytes
        self.records = records
        self.position = position
    }
}

/// What the host did with each record of a batch.
public struct Acknowledgement: Sendable, Equatable {
    /// What became of one record.
    public enum Outcome: Sendable, Equatable {
        /// It is a new event.
        case accepted
        /// The channel's `event` function chose to leave it out.
        case skipped
        /// The event was there already.
        case duplicate
        /// An event with the same key and other content was there already; that one stands.
        case conflict
        /// It is no event, for this reason.
        case rejected(reason: String)
    }

    /// One outcome for each record, in the batch's order.
    public var outcomes: [Outcome]

    /// Makes an acknowledgement.
    public init(outcomes: [Outcome]) {
        self.outcomes = outcomes
    }
}
