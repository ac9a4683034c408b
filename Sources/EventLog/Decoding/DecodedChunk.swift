package import Digest
package import Tuntuma

/// What one chunk of a log holds: its events, and the lines that are none.
package struct DecodedChunk: Sendable {
    /// The events, in the order of their lines.
    package var batch: EventBatch
    /// The key (source and id) of each event of the batch.
    package var keys: [Fingerprint]
    /// A hash of each event's content, the same for any order of keys and any way to write a number.
    package var contents: [UInt64]
    package var rejections: [RejectedLine]
    /// Lines of the chunk, empty ones included.
    package var lines: Int
    /// Lines that are not empty: events and rejections.
    package var records: Int
}

/// A line that is no event.
package struct RejectedLine: Equatable, Sendable {
    /// The line within the chunk, from 0.
    package var line: Int
    /// The byte within the chunk at which it begins, from 0.
    package var byte: Int
    package var reason: String
    /// The line itself, or the first 1 MiB of one that is too long.
    package var bytes: [UInt8]

    package init(line: Int, byte: Int, reason: String, bytes: [UInt8]) {
        self.line = line
        self.byte = byte
        self.reason = reason
        self.bytes = bytes
    }
}

/// Why a line is no event.
struct LineError: Error {
    var reason: String
}
