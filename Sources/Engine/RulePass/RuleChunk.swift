package import EventLog
package import Tuntuma

/// One chunk of a log as a pass of rules sees it.
package struct RuleChunk {
    package let decoded: DecodedChunk
    /// The rows that are new events, ascending; the others repeat an event that came before.
    package let rows: [Int32]
    package let content: Chunk.Content
    /// The line of the input at which the chunk begins, from 0.
    package let firstLine: Int
    package let input: LogInput
    /// Time of the chunk's stream before it, in milliseconds since 1970 UTC; `.min` before the first event.
    package var streamTime = Int64.min
    /// The days that close within the chunk.
    package var closings: [DayClosing] = []

    package var batch: EventBatch { decoded.batch }

    /// Where an event of the chunk stands.
    package func place(of event: Event) -> EventPlace {
        input.place(
            line: firstLine + Int(event.fields.line), byte: content.offset + Int(event.fields.byte))
    }
}

/// What one worker of a pass does with its chunks.
package protocol RuleWorker: SendableMetatype {
    /// What has to be put in the order of the log.
    associatedtype Piece: Sendable
    /// What can be put together in any order.
    associatedtype Share: Sendable

    /// Takes the worker's next chunk. Chunks of one worker come in the order of the log, with gaps.
    mutating func take(_ chunk: RuleChunk) -> Piece
    /// What the worker has when there are no chunks left.
    func finish() -> Share
}
