import Compression
import DelimitedText
public import Tuntuma

/// Brings the rows of a CSV file in: each row becomes one JSON object, column name to text.
///
/// A row that cannot be read as one (too many cells, a damaged character) is a record with a flaw, so the host counts it
/// as rejected. What ends the reading (a quote that is never closed, a damaged archive) is a ``ChannelError``, after
/// the rows before it have been handed on.
public struct CSVChannel: Channel {
    /// Who the plugin is.
    public static let manifest = PluginManifest(
        id: "csv", kind: .channel, summary: "Rows of a CSV file, as it comes from a survey tool or a spreadsheet",
        sample: """
            channel {
              id = "answers", plugin = "csv", path = "answers.csv",
              event = function(row)
                return {
                  id = row["#"],
                  time = parse_time(row.Date, "d.M.yyyy H:mm", "Europe/Helsinki"),
                  type = "response",
                  answers = { nps = tonumber(row.Recommend), comment = row.Comment },
                }
              end,
            }
            """)

    private static let rowsInBatch = 256
    private static let bytesInBatch = 1 << 20

    private let path: String
    private let format: TextFormat
    private let layout: TableReader.Layout
    private let hasDecimalComma: Bool

    /// Makes the channel; opens nothing.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        guard !configuration.path.isEmpty else {
            throw ConfigurationError(key: "path", problem: "is empty", expected: "the path of a CSV file")
        }
        path = configuration.path
        format = try CSVChannel.format(of: configuration)
        layout = try CSVChannel.layout(of: configuration)
        hasDecimalComma = configuration.decimalComma ?? false
        guard !hasDecimalComma || format.separator != .comma else {
            throw ConfigurationError(
                key: "decimal_comma", problem: "the separator is a comma too", expected: "another separator, or false")
        }
    }

    /// Hands the file's rows on, from behind those that are safe already, to its end.
    public func run(from position: Position?, into intake: any Intake) async throws(ChannelError) {
        let done = try rowsDone(position)
        var table = try open()
        let encoder = RowEncoder(names: table.names, decimalComma: hasDecimalComma)
        var row = Row()
        var batch = RecordBatch(source: path, bytes: [], records: [], position: Position("row \(done)"))
        while !Task.isCancelled {
            var failure: ChannelError?
            var isThere = false
            do throws(DelimitedTextError) {
                isThere = try table.next(into: &row)
            } catch {
                failure = channelError(error)
            }
            if isThere, table.rowNumber > done {
                add(row, number: table.rowNumber, to: &batch, by: encoder)
                // The last row may still be being written. It is read again, until it has its end.
                if table.isRowEnded { batch.position = Position("row \(table.rowNumber)") }
            }
            let isFull = batch.records.count >= CSVChannel.rowsInBatch || batch.bytes.count >= CSVChannel.bytesInBatch
            if isFull || !isThere, !batch.records.isEmpty {
                _ = await intake.accept(batch)
                batch.bytes.removeAll(keepingCapacity: true)
                batch.records.removeAll(keepingCapacity: true)
            }
            if let failure { throw failure }
            if !isThere { break }
        }
        guard Task.isCancelled || table.rowNumber >= done else {
            throw ChannelError(
                source: path,
                problem: "has \(table.rowNumber) rows, but \(done) were read before: it is another file now; "
                    + "give the channel another id to read it from its beginning")
        }
    }

    private func add(_ row: Row, number: Int, to batch: inout RecordBatch, by encoder: RowEncoder) {
        guard !row.isBlank else { return }
        let start = batch.bytes.count
        let flaw = encoder.flaw(of: row)
        if flaw == nil { encoder.append(row, number: number, to: &batch.bytes) }
        batch.records.append(.init(range: start..<batch.bytes.count, line: row.line, flaw: flaw))
    }

    private func open() throws(ChannelError) -> TableReader {
        let source: ByteSource
        do throws(ByteSourceError) {
            source = try ByteSource(path: path)
        } catch {
            throw channelError(.unreadable(error))
        }
        do throws(DelimitedTextError) {
            return try TableReader(source, format: format, layout: layout)
        } catch {
            throw channelError(error)
        }
    }

    private func rowsDone(_ position: Position?) throws(ChannelError) -> Int {
        guard let position else { return 0 }
        guard position.text.hasPrefix("row "), let done = Int(position.text.dropFirst(4)), done >= 0 else {
            throw ChannelError(source: path, problem: "the position \"\(position.text)\" is not one of a CSV file")
        }
        return done
    }

    private func channelError(_ error: DelimitedTextError) -> ChannelError {
        ChannelError(source: path, line: error.line, problem: error.problem)
    }
}
