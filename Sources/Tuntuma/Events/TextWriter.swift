/// Writes the texts of a batch one behind the other into memory that is large enough for all of them.
///
/// Used while a chunk is decoded: the texts of its events cannot be longer than the chunk itself, so no append need
/// look whether there is room.
@usableFromInline package struct TextWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutablePointer<UInt8>
    @usableFromInline let capacity: Int
    /// Bytes written so far.
    @usableFromInline package private(set) var count = 0

    /// - Parameter memory: At least as many bytes as will be written.
    package init(_ memory: UnsafeMutableBufferPointer<UInt8>, base: UnsafeMutablePointer<UInt8>) {
        self.memory = base
        capacity = memory.count
    }

    /// Keeps a text and says where. A text for which there is no room, which cannot be, is left out.
    @inlinable @inline(__always) package mutating func keep(_ text: UnsafeBufferPointer<UInt8>) -> TextRange {
        guard text.count <= capacity &- count, let source = text.baseAddress else { return TextRange() }
        let range = TextRange(offset: UInt32(truncatingIfNeeded: count), length: UInt32(truncatingIfNeeded: text.count))
        (memory + count).update(from: source, count: text.count)
        count &+= text.count
        return range
    }

    /// A text that was kept, valid as long as the memory is.
    @inlinable @inline(__always) package func text(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: memory + Int(range.offset), count: Int(range.length))
    }

    /// Where a text of so many bytes may be written; nil when there is no room, which cannot be.
    @inlinable @inline(__always) package func room(for length: Int) -> UnsafeMutablePointer<UInt8>? {
        length <= capacity &- count ? memory + count : nil
    }

    /// Where the next text may be written, by who knows that there is room.
    @inlinable @inline(__always) package var end: UnsafeMutablePointer<UInt8> { memory + count }

    /// Keeps a text of so many bytes that was written at ``room(for:)`` or ``end``, and says where it is.
    @inlinable @inline(__always) package mutating func keep(written length: Int) -> TextRange {
        let range = TextRange(offset: UInt32(truncatingIfNeeded: count), length: UInt32(truncatingIfNeeded: length))
        count &+= length
        return range
    }

    /// Forgets the texts that were kept after there were so many bytes.
    package mutating func rewind(to count: Int) {
        self.count = min(count, self.count)
    }

    /// Keeps several texts as one range, in the form that ``EventBatch/list(_:)`` reads.
    package mutating func keep(list: [String]) -> TextRange {
        let start = count
        for item in list {
            var item = item
            item.withUTF8 { text in
                keep(length: text.count)
                _ = keep(text)
            }
        }
        return TextRange(offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: count - start))
    }

    private mutating func keep(length: Int) {
        var bytes = UInt32(truncatingIfNeeded: length).littleEndian
        withUnsafeBytes(of: &bytes) { _ = keep($0.assumingMemoryBound(to: UInt8.self)) }
    }
}
