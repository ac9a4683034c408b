/// Some events of one log in log order, decoded and unchanging.
///
/// The host makes batches of some hundred KiB of log, mostly about a thousand events, and hands the same batch to metrics and
/// rules. The fixed-size part of an event is a row; answers and attributes of all rows lie in two flat lists; texts that
/// do not repeat (ids, comments) are ranges of one block of bytes and become `String`s only when somebody asks.
public final class EventBatch: Sendable {
    @usableFromInline package let rows: [EventRow]
    @usableFromInline package let answers: [ValueEntry]
    @usableFromInline package let attributes: [ValueEntry]
    @usableFromInline package let bytes: [UInt8]

    /// The table behind every symbol of the batch.
    public let symbols: SymbolTable

    package init(
        rows: [EventRow], answers: [ValueEntry], attributes: [ValueEntry], bytes: [UInt8], symbols: SymbolTable
    ) {
        self.rows = rows
        self.answers = answers
        self.attributes = attributes
        self.bytes = bytes
        self.symbols = symbols
    }

    /// How many events the batch holds.
    @inlinable public var count: Int { rows.count }

    /// The event in a row, from 0 to `count` - 1.
    @inlinable public subscript(row: Int) -> Event {
        Event(batch: self, row: row)
    }

    /// Calls `body` with the bytes of a text, valid during the call only.
    @inlinable package func withBytes<Result>(
        of range: TextRange, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { buffer in
            let start = Int(range.offset)
            return try body(UnsafeBufferPointer(rebasing: buffer[start..<start + Int(range.length)]))
        }
    }

    package func string(_ range: TextRange) -> String {
        withBytes(of: range) { String(decoding: $0, as: UTF8.self) }
    }

    package func list(_ range: TextRange) -> [String] {
        var items: [String] = []
        var offset = range.offset
        let end = range.offset + range.length
        while offset + 4 <= end {
            let length = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[Int(offset) + $1]) << UInt32(8 * $1) }
            items.append(string(TextRange(offset: offset + 4, length: length)))
            offset += 4 + length
        }
        return items
    }

    package func value(_ entry: ValueEntry) -> Value {
        switch entry.kind {
        case .integer: .integer(Int64(bitPattern: entry.payload))
        case .decimal: .decimal(Double(bitPattern: entry.payload))
        case .boolean: .boolean(entry.payload != 0)
        case .text: .text(string(entry.text))
        case .list: .list(list(entry.text))
        }
    }
}
