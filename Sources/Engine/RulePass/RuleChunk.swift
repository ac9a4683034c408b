import EventLog
import Tuntuma

/// One chunk of a log as a pass of rules sees it.
struct RuleChunk {
    let decoded: DecodedChunk
    /// The rows that are new events, ascending; the others repeat an event that came before.
    let rows: [Int32]
    let content: Chunk.Content
    /// The line of the input at which the chunk begins, from 0.
    let firstLine: Int
    let input: LogInput
    /// Time of the chunk's stream before it, in milliseconds since 1970 UTC; `.min` before the first event.
    var streamTime = Int64.min
    /// The days that close within the chunk.
    var closings: [DayClosing] = []

    var batch: EventBatch { decoded.batch }

    /// Where an event of the chunk stands.
    func place(of event: Event) -> EventPlace {
        input.place(
            line: firstLine + Int(event.fields.line), byte: content.offset + Int(event.fields.byte))
    }
}

/// What one worker of a pass does with its chunks.
protocol RuleWorker: SendableMetatype {
    /// What has to be put in the order of the log.
    associatedtype Piece: Sendable
    /// What can be put together in any order.
    associatedtype Share: Sendable

    /// Takes the worker's next chunk. Chunks of one worker come in the order of the log, with gaps.
    mutating func take(_ chunk: RuleChunk) -> Piece
    /// What the worker has when there are no chunks left.
    func finish() -> Share
}
