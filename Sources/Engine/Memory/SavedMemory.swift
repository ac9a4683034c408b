import Digest
import Foundation
import Memory
import Workspace

/// What the rules of a workspace keep, and the place in the log to which it belongs: what `run --memory` reads and writes.
///
/// A file of two lines: what it is, with the hash of the rest, and JSON.
package struct SavedMemory: Sendable {
    /// What one rule keeps.
    struct Entry: Codable, Sendable {
        var rule: String
        var version: String
        /// Nil for a rule that keeps nothing but its breaker.
        var shape: MemoryShape?
        var memory: RuleMemory.Saved?
        var breaker: CircuitBreaker
    }

    private struct Content: Codable {
        var events: Int
        /// Nil before the first event.
        var logTime: Int64?
        var rules: [Entry]
        /// Nil where no alerts are kept.
        var alerts: String?
        /// Nil where there are no rules about metrics.
        var closes: SavedCloses?
    }

    private static let title = "tuntuma memory 2 sha256:"
    /// What any of its versions begins with.
    private static let name = "tuntuma memory "

    /// How many events there had been.
    package private(set) var events = 0
    /// The largest event time until then, in milliseconds since 1970.
    private(set) var logTime = Int64.min
    private(set) var entries: [Entry] = []
    /// The alerts of that moment, as whoever keeps them has written them down; nil: nobody does.
    package var alerts: String?
    /// What rules about metrics keep; nil: there are none.
    var closes: SavedCloses?

    /// Before the first event.
    package init() {}

    init(events: Int, logTime: Int64, entries: [Entry]) {
        (self.events, self.logTime, self.entries) = (events, logTime, entries)
    }

    /// Reads a file.
    /// - Throws: ``SavedMemoryError`` for one that is something else, or that is not as it was written.
    package init(_ bytes: [UInt8]) throws(SavedMemoryError) {
        guard let end = bytes.firstIndex(of: 0x0A) else { throw .otherKind }
        let (head, body) = (String(decoding: bytes[..<end], as: UTF8.self), bytes[(end + 1)...])
        guard head.hasPrefix(Self.name) else { throw .otherKind }
        guard head.hasPrefix(Self.title) else { throw .otherVersion }
        guard head == Self.title + SHA256.hex(body),
            let content = try? JSONDecoder().decode(Content.self, from: Data(body))
        else { throw .damaged }
        events = content.events
        logTime = content.logTime ?? .min
        entries = content.rules
        alerts = content.alerts
        closes = content.closes
        let isSound =
            events >= 0 && events <= 1 << 60 && (logTime == .min || (-(1 << 60)...(1 << 60)).contains(logTime))
            && entries.allSatisfy { $0.breaker.isSound(at: logTime) && $0.memory?.isSound(at: logTime) ?? true }
        guard isSound else { throw .damaged }
    }

    /// The file.
    package func document() throws -> [UInt8] {
        let body =
            Array(
                try JSONEncoder.sortingKeys.encode(
                    Content(
                        events: events, logTime: logTime == .min ? nil : logTime, rules: entries, alerts: alerts,
                        closes: closes)))
            + [0x0A]
        return Array("\(Self.title)\(SHA256.hex(body))\n".utf8) + body
    }
}

/// Why a file cannot be read as a memory.
package enum SavedMemoryError: Error, Equatable, Sendable {
    case otherKind, otherVersion, damaged

    /// What is wrong, and what to do.
    package var problem: String {
        switch self {
        case .otherKind: "is not a memory of rules; name a file that --memory wrote, or one that is not there yet"
        case .otherVersion: "is a memory of rules of another version of tuntuma; use that one"
        case .damaged:
            "is damaged; put back a copy of it, or move it away, and the rules begin with nothing remembered"
        }
    }
}
