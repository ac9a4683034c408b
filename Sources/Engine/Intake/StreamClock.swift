import Tuntuma

/// Which inputs follow one another, and which stand side by side: by input, the number of its stream. Empty: all are one log.
package typealias InputStreams = [Int]

/// Log time of each stream of inputs: the maximum of the event times so far.
///
/// Channels are read one after the other, though each has all times. What is known when in one of them does not depend on how far
/// another one goes.
struct StreamClock: Sendable {
    private let streams: InputStreams
    private let start: Int64
    private var current: Int?
    private var time: Int64

    /// - Parameter start: Log time at which an earlier run ended, in milliseconds since 1970 UTC; `.min` at the beginning of a log.
    init(_ streams: InputStreams, from start: Int64) {
        self.streams = streams
        self.start = start
        time = start
    }

    /// The time of an input's stream before its next chunk.
    mutating func time(before input: Int) -> Int64 {
        let stream = streams.indices.contains(input) ? streams[input] : 0
        if current != stream { (current, time) = (stream, start) }
        return time
    }

    /// Takes the events of that chunk.
    mutating func note(_ batch: EventBatch, rows: [Int32]) {
        batch.rows.withUnsafeBufferPointer { events in
            for row in rows { time = max(time, events[Int(row)].time) }
        }
    }
}
