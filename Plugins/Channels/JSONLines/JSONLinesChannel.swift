import Compression
public import Tuntuma

/// Brings the lines of a JSON Lines file in: each line that is not empty is one record.
///
/// The channel does not look into the lines; whether they are JSON, and events, is for the host to say. A line longer
/// than 1 MiB is a record with a flaw, so the host counts it as rejected.
public struct JSONLinesChannel: Channel {
    /// What a workspace may set.
    public struct Configuration: Codable, Sendable {
        /// The file, or its archive (`.gz`, `.zst`); `-` is standard input.
        public var path: String

        /// Makes a configuration.
        public init(path: String) {
            self.path = path
        }
    }

    /// Who the plugin is.
    public static let manifest = PluginManifest(
        id: "json-lines", kind: .channel, summary: "Lines of a file, each of them one JSON object",
        sample: """
            channel { id = "events", plugin = "json-lines", path = "events.jsonl.gz" }
            """)

    private static let linesInBatch = 1024
    private static let bytesInBatch = 1 << 18

    private let path: String

    /// Makes the channel; opens nothing.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        guard !configuration.path.isEmpty else {
            throw ConfigurationError(key: "path", problem: "is empty", expected: "the path of a JSON Lines file")
        }
        path = configuration.path
    }

    /// Hands the file's lines on, from behind those that are safe already, to its end.
    public func run(from position: Position?, into intake: any Intake) async throws(ChannelError) {
        let done = try linesDone(position)
        var lines = try open()
        var batch = RecordBatch(source: path, bytes: [], records: [], position: Position("line \(done)"))
        while !Task.isCancelled {
            var failure: ChannelError?
            var line = LineReader.Line.end
            let start = batch.bytes.count
            do throws(ByteSourceError) {
                line = try lines.next(into: &batch.bytes)
            } catch {
                batch.bytes.removeSubrange(start...)
                failure = channelError(error)
            }
            if line != .end {
                if lines.number > done {
                    add(line, from: start, number: lines.number, to: &batch)
                    // The last line may still be being written. It is read again, until it is whole.
                    if lines.isEnded { batch.position = Position("line \(lines.number)") }
                } else {
                    batch.bytes.removeSubrange(start...)
                }
            }
            let isFull =
                batch.records.count >= JSONLinesChannel.linesInBatch
                || batch.bytes.count >= JSONLinesChannel.bytesInBatch
            if isFull || line == .end, !batch.records.isEmpty {
                _ = await intake.accept(batch)
                batch.bytes.removeAll(keepingCapacity: true)
                batch.records.removeAll(keepingCapacity: true)
            }
            if let failure { throw failure }
            if line == .end { break }
        }
        guard Task.isCancelled || lines.number >= done else {
            throw ChannelError(
                source: path,
                problem: "has \(lines.number) lines, but \(done) were read before: it is another file now; "
                    + "give the channel another id to read it from its beginning")
        }
    }

    /// Makes a record of what has been read after `start`, unless it is empty.
    private func add(_ line: LineReader.Line, from start: Int, number: Int, to batch: inout RecordBatch) {
        let isBlank = batch.bytes[start...].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard line == .tooLong || !isBlank else {
            batch.bytes.removeSubrange(start...)
            return
        }
        let flaw = line == .tooLong ? "the line is longer than 1 MiB" : nil
        batch.records.append(.init(range: start..<batch.bytes.count, line: number, flaw: flaw))
    }

    private func open() throws(ChannelError) -> LineReader {
        do throws(ByteSourceError) {
            return LineReader(try ByteSource(path: path))
        } catch {
            throw channelError(error)
        }
    }

    private func linesDone(_ position: Position?) throws(ChannelError) -> Int {
        guard let position else { return 0 }
        guard position.text.hasPrefix("line "), let done = Int(position.text.dropFirst(5)), done >= 0 else {
            throw ChannelError(
                source: path, problem: "the position \"\(position.text)\" is not one of a JSON Lines file")
        }
        return done
    }

    private func channelError(_ error: ByteSourceError) -> ChannelError {
        ChannelError(
            source: path,
            problem: error.byte.map { $0 > 0 ? "byte \($0): \(error.problem)" : error.problem } ?? error.problem)
    }
}
