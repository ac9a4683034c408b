import Digest
import EventLog
import JSONText
package import Tuntuma
package import Workspace

/// Takes the records of one channel in: converts them, checks them as events, and passes the lines on.
///
/// What `tuntuma import` writes, and what `tuntuma run` reads of a workspace's channels.
package actor ImportIntake: Intake {
    /// What became of the records.
    package struct Counts: Equatable, Sendable {
        package var read = 0
        package var accepted = 0
        package var skipped = 0
        package var duplicates = 0
        package var conflicts = 0
        package var rejected = 0
    }

    package private(set) var counts = Counts()
    /// The first rejections.
    package private(set) var rejections: [Rejection] = []
    /// The line of the source for each line that was passed on.
    package private(set) var lines: [Int] = []
    /// What the sink threw; nothing is taken in after that.
    package private(set) var failure: (any Error)?

    private let channel: String
    private let name: String
    private let converter: (any RecordConverter)?
    private var decoder: ChunkDecoder
    private let source: Symbol
    private let sink: @Sendable ([UInt8]) throws -> Void
    private let rejected: (@Sendable ([UInt8]) throws -> Void)?
    private var keys = KeyTable()

    private static let mostExamples = 100

    /// - Parameters:
    ///   - channel: The channel's id: the source of events that name none.
    ///   - name: The file or address, for messages.
    ///   - rejected: Takes the records that are no events, each with a newline behind it; what it throws ends the import.
    ///   - sink: Takes events as JSON Lines; what it throws ends the import.
    /// - Throws: A complaint when the channel's `event` function cannot be loaded, or there is no memory.
    package init(
        channel: String, name: String, conversion: (any RecordConversion)?, symbols: SymbolTable,
        rejected: (@Sendable ([UInt8]) throws -> Void)? = nil, sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) throws(Complaint) {
        self.channel = channel
        self.name = name
        self.sink = sink
        self.rejected = rejected
        source = symbols.symbol(for: channel)
        converter = try conversion?.makeConverter()
        do throws(OutOfMemory) {
            decoder = try ChunkDecoder(symbols: symbols, fingerprinter: Fingerprinter())
        } catch {
            throw Complaint(file: name, line: nil, problem: "there is no memory to read it")
        }
    }

    package func accept(_ records: RecordBatch) async -> Acknowledgement {
        if counts.read == 0, converter == nil, records.bytes.prefix(4096).contains(0) {
            failure = ChannelError(
                source: name == "-" ? "standard input" : name,
                problem: "looks like a binary file; expected JSON Lines in UTF-8")
        } else if counts.read == 0, isTable(records) {
            failure = ChannelError(
                source: name == "-" ? "standard input" : name, problem: TableText.problem(path: records.source))
        }
        guard failure == nil else {
            return Acknowledgement(
                outcomes: records.records.map { _ in .rejected(reason: "the import has ended") })
        }
        var outcomes = [Acknowledgement.Outcome](repeating: .skipped, count: records.records.count)
        var text: [UInt8] = []
        /// For each line of `text`: the record it is from.
        var origins: [Int] = []
        for (index, record) in records.records.enumerated() {
            counts.read += 1
            if let flaw = record.flaw {
                outcomes[index] = .rejected(reason: flaw)
                continue
            }
            switch convert(records.bytes, record.range) {
            case .event(let line):
                text += line
                text.append(0x0A)
                origins.append(index)
            case .skipped: counts.skipped += 1
            case .rejected(let reason): outcomes[index] = .rejected(reason: reason)
            }
        }
        judge(text, origins, &outcomes)
        var refused: [UInt8] = []
        for (index, outcome) in outcomes.enumerated() {
            guard case .rejected(let reason) = outcome else { continue }
            counts.rejected += 1
            // Of a record that was too long nothing is left.
            let range = records.records[index].range
            if rejected != nil, !range.isEmpty { refused += records.bytes[range] + [0x0A] }
            if rejections.count < Self.mostExamples {
                rejections.append(
                    Rejection(file: name, line: records.records[index].line, byte: nil, reason: reason))
            }
        }
        do {
            if !refused.isEmpty { try rejected?(refused) }
        } catch {
            failure = error
        }
        pass(text, origins, outcomes, records)
        return Acknowledgement(outcomes: outcomes)
    }

    /// Whether the first records, which ought to be events, are the lines of a table.
    private func isTable(_ records: RecordBatch) -> Bool {
        guard converter == nil else { return false }
        return TableText.isTable(records.records.prefix(100).flatMap { records.bytes[$0.range] + [0x0A] })
    }

    private func convert(_ bytes: [UInt8], _ range: Range<Int>) -> ConvertedRecord {
        guard let converter else {
            // A newline within a record can only stand between its tokens, where a blank does as well.
            return .event(bytes[range].map { $0 == 0x0A ? 0x20 : $0 })
        }
        return bytes.withUnsafeBufferPointer { converter.convert(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Decodes the lines and settles what each one is.
    private func judge(_ text: [UInt8], _ origins: [Int], _ outcomes: inout [Acknowledgement.Outcome]) {
        var padded = text
        padded.append(contentsOf: repeatElement(0, count: 64))
        let chunk = padded.withUnsafeBufferPointer {
            decoder.decode(UnsafeBufferPointer(rebasing: $0[..<text.count]), defaultSource: source)
        }
        for rejected in chunk.rejections { outcomes[origins[rejected.line]] = .rejected(reason: rejected.reason) }
        for (row, verdict) in keys.judge(keys: chunk.keys, contents: chunk.contents).enumerated() {
            let origin = origins[Int(chunk.batch.rows[row].line)]
            switch verdict {
            case .new:
                outcomes[origin] = .accepted
                counts.accepted += 1
            case .duplicate:
                outcomes[origin] = .duplicate
                counts.duplicates += 1
            case .conflict:
                outcomes[origin] = .conflict
                counts.conflicts += 1
            }
            if !chunk.batch.rows[row].namesSource { unnamed.insert(origin) }
        }
    }

    /// The records of the batch at hand whose events do not say who sent them.
    private var unnamed: Set<Int> = []

    /// Passes the new events on, each with its source.
    private func pass(
        _ text: [UInt8], _ origins: [Int], _ outcomes: [Acknowledgement.Outcome], _ records: RecordBatch
    ) {
        defer { unnamed.removeAll() }
        guard failure == nil else { return }
        var output: [UInt8] = []
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where index < origins.count && outcomes[origins[index]] == .accepted {
            lines.append(records.records[origins[index]].line)
            if unnamed.contains(origins[index]), let open = line.firstIndex(of: 0x7B) {
                output.append(contentsOf: "{\"source\":".utf8)
                JSONText.append(channel, to: &output)
                output.append(0x2C)
                output.append(contentsOf: line[(open + 1)...])
            } else {
                output.append(contentsOf: line)
            }
            output.append(0x0A)
        }
        guard !output.isEmpty else { return }
        do {
            try sink(output)
        } catch {
            failure = error
        }
    }
}
