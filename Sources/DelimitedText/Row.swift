/// One row of a delimited text. Reused from row to row, so that reading allocates nothing.
package struct Row: Sendable, Equatable {
    /// The line of the file on which it begins, from 1.
    package internal(set) var line = 1
    /// The cells' texts one after the other, in UTF-8, without their quotes.
    package private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []

    package init() {}

    /// How many cells it has; 0 for an empty line.
    package var count: Int { ends.count }

    /// Where a cell's text lies in `bytes`. `index` is less than `count`.
    package func range(of index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// The bytes of a cell; none for a cell that the row does not have.
    package func cell(_ index: Int) -> ArraySlice<UInt8> {
        index < count ? bytes[range(of: index)] : []
    }

    /// A cell as a text. Bytes that are not UTF-8 are shown as U+FFFD.
    package func text(_ index: Int) -> String {
        String(decoding: cell(index), as: UTF8.self)
    }

    /// Whether no cell has any text.
    package var isBlank: Bool { bytes.isEmpty }

    /// How many bytes the cell that is being read has so far.
    var openCellCount: Int { bytes.count - (ends.last ?? 0) }

    mutating func begin(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: part)
    }

    mutating func endCell() {
        ends.append(bytes.count)
    }
}
