/// Collects decoded events into an ``EventBatch``. One builder belongs to one worker and is used for one batch.
package struct EventBatchBuilder: ~Copyable {
    package var rows: [EventRow] = []
    package var answers: [ValueEntry] = []
    package var attributes: [ValueEntry] = []
    package var bytes: [UInt8] = []

    /// - Parameter expectedValues: How many answers, and how many attributes, all rows have together.
    package init(expectedRows: Int, expectedValues: Int, expectedBytes: Int) {
        rows.reserveCapacity(expectedRows)
        answers.reserveCapacity(expectedValues)
        attributes.reserveCapacity(expectedValues)
        bytes.reserveCapacity(expectedBytes)
    }

    /// Keeps a text and says where.
    @inline(__always) package mutating func keep(_ text: UnsafeBufferPointer<UInt8>) -> TextRange {
        let range = TextRange(offset: UInt32(truncatingIfNeeded: bytes.count), length: UInt32(text.count))
        bytes.append(contentsOf: text)
        return range
    }

    package mutating func keep(_ text: String) -> TextRange {
        var text = text
        return text.withUTF8 { keep($0) }
    }

    /// Keeps several texts as one range, in the form that ``EventBatch/list(_:)`` reads.
    package mutating func keep(list: [String]) -> TextRange {
        let start = bytes.count
        for item in list {
            appendLength(item.utf8.count)
            bytes.append(contentsOf: item.utf8)
        }
        return TextRange(offset: UInt32(start), length: UInt32(bytes.count - start))
    }

    package mutating func appendLength(_ length: Int) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    }

    package consuming func build(symbols: SymbolTable) -> EventBatch {
        EventBatch(rows: rows, answers: answers, attributes: attributes, bytes: bytes, symbols: symbols)
    }
}
