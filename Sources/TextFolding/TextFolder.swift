/// Folds texts of events and holds them against folded needles, in buffers that it uses again and again.
///
/// One for each worker. A text of ASCII, Latin letters and ordinary punctuation is folded without a call into C and, once
/// the buffer has grown, without memory from the heap. Bytes that are not UTF-8 are read as U+FFFD and never trap.
package struct TextFolder: Sendable {
    private var buffer: [UInt8] = []
    private var unicode = UnicodeFolding()
    private let table = FoldingTable.entries

    package init() {}

    /// Whether a text has a folded needle in it. The empty needle is in every text.
    package mutating func contains(_ needle: FoldedText, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        withFolded(text) { folded in needle.bytes.withUnsafeBufferPointer { folded.contains($0) } }
    }

    /// Whether a text begins with a folded needle.
    package mutating func hasPrefix(_ needle: FoldedText, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        needle.bytes.withUnsafeBufferPointer { hasPrefix($0, text) }
    }

    /// Whether a text is a folded needle.
    package mutating func equals(_ needle: FoldedText, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        needle.bytes.withUnsafeBufferPointer { equals($0, text) }
    }

    /// Whether a text begins with a needle, given as the bytes of a ``FoldedText``.
    package mutating func hasPrefix(
        _ needle: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if let answer = Self.quickly(needle, text, wholeText: false) { return answer }
        return withFolded(text) { $0.hasPrefix(needle) }
    }

    /// Whether a text is a needle, given as the bytes of a ``FoldedText``.
    package mutating func equals(
        _ needle: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if let answer = Self.quickly(needle, text, wholeText: true) { return answer }
        return withFolded(text) { $0.bytes.count == needle.count && $0.hasPrefix(needle) }
    }

    /// Folds a text once and lends the result, valid during the call only.
    package mutating func withFolded<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ body: (FoldedBytes) -> Result
    ) -> Result {
        let length = fold(text)
        return buffer.withUnsafeBufferPointer { body(FoldedBytes(UnsafeBufferPointer(rebasing: $0[..<length]))) }
    }

    /// The folded form of a text.
    package mutating func folded(_ text: UnsafeBufferPointer<UInt8>) -> FoldedText {
        withFolded(text) { FoldedText(bytes: Array($0.bytes)) }
    }

    /// The folded form of a text.
    package mutating func folded(_ text: String) -> FoldedText {
        var text = text
        return text.withUTF8 { folded($0) }
    }

    /// Answers from the beginning of the text as long as that is ASCII; nil when the text has to be folded.
    ///
    /// An ASCII byte stands for itself unless a combining mark follows, and no mark is ASCII.
    private static func quickly(
        _ needle: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, wholeText: Bool
    ) -> Bool? {
        var index = 0
        while index < text.count {
            let byte = text[index]
            guard byte < 0x80, index + 1 == text.count || text[index + 1] < 0x80 else { return nil }
            if index == needle.count { return !wholeText }
            if needle[index] != lowercased(byte) { return false }
            index += 1
        }
        return index == needle.count
    }

    /// Folds a text into the buffer and says how many bytes of it that took.
    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        // A letter of two bytes becomes at most three.
        let room = text.count + text.count / 2 + 8
        if buffer.count < room { buffer = [UInt8](repeating: 0, count: room * 2) }
        let folded = table.withUnsafeBufferPointer { table in
            buffer.withUnsafeMutableBufferPointer { Self.foldLatin(text, table, into: $0) }
        }
        if let folded { return folded }
        buffer = unicode.fold(text) ?? Self.repaired(text, &unicode)
        return buffer.count
    }

    /// Folds a text of ASCII, letters up to U+02FF and plain signs; nil when it has anything else in it.
    private static func foldLatin(
        _ text: UnsafeBufferPointer<UInt8>, _ table: UnsafeBufferPointer<UInt32>,
        into out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        let source = UnsafeRawBufferPointer(text)
        let target = UnsafeMutableRawBufferPointer(out)
        var read = 0
        var written = 0
        while read < text.count {
            while read + 8 <= text.count {
                let word = source.loadUnaligned(fromByteOffset: read, as: UInt64.self)
                guard word & 0x8080_8080_8080_8080 == 0 else { break }
                target.storeBytes(of: lowercased(word), toByteOffset: written, as: UInt64.self)
                read += 8
                written += 8
            }
            guard read < text.count else { break }
            let first = text[read]
            if first < 0x80 {
                out[written] = lowercased(first)
                read += 1
                written += 1
            } else if first >= 0xC2, first < 0xCC, read + 1 < text.count, text[read + 1] & 0xC0 == 0x80 {
                let entry = table[Int(first & 0x1F) << 6 | Int(text[read + 1] & 0x3F) - 0x80]
                let count = Int(entry & 0xFF)
                for byte in 0..<count { out[written + byte] = UInt8(truncatingIfNeeded: entry >> (8 + 8 * byte)) }
                read += 2
                written += count
            } else if read + 2 < text.count, FoldingTable.isPlain(first, text[read + 1], text[read + 2]) {
                for byte in 0..<3 { out[written + byte] = text[read + byte] }
                read += 3
                written += 3
            } else {
                return nil
            }
        }
        return written
    }

    private static func repaired(_ text: UnsafeBufferPointer<UInt8>, _ unicode: inout UnicodeFolding) -> [UInt8] {
        let utf8 = Array(String(decoding: text, as: UTF8.self).utf8)
        return utf8.withUnsafeBufferPointer { unicode.fold($0) } ?? utf8
    }

    @inline(__always) private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 65 < 26 ? byte | 0x20 : byte
    }

    /// Eight ASCII bytes at once: adds 0x20 to each that is `A` to `Z`.
    @inline(__always) private static func lowercased(_ word: UInt64) -> UInt64 {
        let atLeastA = word &+ 0x3F3F_3F3F_3F3F_3F3F
        let beyondZ = word &+ 0x2525_2525_2525_2525
        return word | (atLeastA & ~beyondZ & 0x8080_8080_8080_8080) >> 2
    }
}
