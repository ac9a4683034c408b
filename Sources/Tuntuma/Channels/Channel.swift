/// A way in: something that brings records (bytes) from outside to the host.
public protocol Channel: Plugin {
    /// Reads from where it left off and hands records to the intake, until it is cancelled or the source has ended.
    ///
    /// The host calls this once at a time for a channel. `accept` returns when the records are safe; a channel must not
    /// drop, acknowledge or advance past a record before that, so that a crash loses nothing.
    /// - Parameters:
    ///   - position: Where the last run had got to (as given with the last accepted ``RecordBatch``), or nil.
    ///   - intake: Where the records go.
    /// - Throws: ``ChannelError`` when the source cannot be read any further.
    func run(from position: Position?, into intake: any Intake) async throws(ChannelError)
}

/// Where a channel has got to in its source, in the channel's own words.
public struct Position: Hashable, Sendable, Codable {
    /// The channel's text, at most 1 KiB.
    public let text: String

    /// Makes a position.
    public init(_ text: String) {
        self.text = text
    }
}

/// A source that cannot be read.
public struct ChannelError: Error, Equatable, Sendable {
    /// What could not be read: a path, an address.
    public let source: String
    /// The line in it where reading ended, from 1, where known.
    public let line: Int?
    /// What is wrong and what to do, for a person.
    public let problem: String

    /// Makes an error.
    public init(source: String, line: Int? = nil, problem: String) {
        self.source = source
        self.line = line
        self.problem = problem
    }
}
