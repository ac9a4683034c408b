import Tuntuma

extension KnownLines {
    /// A text of up to 16 bytes that a dimension had, and what it means.
    struct KnownSymbol {
        /// As ``ByteHash/words(padded:_:)`` gives them; zeroes where there is none.
        var words: ByteHash.Words = (0, 0)
        var symbol = Symbol.none
        /// What it adds to the hash of the content.
        var content: UInt64 = 0
    }

    /// Bytes that led from one node to another.
    struct Edge {
        /// The bytes, zeroes behind, as words. An edge without bytes fits all.
        var words = InlineArray<6, UInt64>(repeating: 0)
        /// The bits of the words that count.
        var masks = InlineArray<6, UInt64>(repeating: 0)
        var length = 0
        /// The node that it leads to.
        let target: UnsafePointer<Node>
        /// The objects that begin in these bytes: `answers`, `attributes`.
        var opens: UInt32 = 0

        static let longest = 48

        /// An edge that fits all bytes.
        init(target: UnsafePointer<Node>) { self.target = target }

        /// - Parameter bytes: At most ``longest``.
        init(_ bytes: UnsafeBufferPointer<UInt8>, target: UnsafePointer<Node>, opens: UInt32) {
            self.target = target
            self.opens = opens
            length = bytes.count
            for (place, byte) in bytes.enumerated() {
                words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
                masks[place / 8] |= 0xFF << UInt64(place % 8 * 8)
            }
        }

        /// Whether the bytes are these. They must be readable for ``longest``.
        @inline(__always) func matches(_ bytes: UnsafePointer<UInt8>) -> Bool {
            guard agrees(0, bytes) else { return false }
            if length <= 16 { return true }
            guard agrees(2, bytes) else { return false }
            return length <= 32 || agrees(4, bytes)
        }

        @inline(__always) private func agrees(_ word: Int, _ bytes: UnsafePointer<UInt8>) -> Bool {
            let text = UnsafeRawPointer(bytes)
            let first = text.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self) ^ words[word]
            let second = text.loadUnaligned(fromByteOffset: word &* 8 &+ 8, as: UInt64.self) ^ words[word &+ 1]
            return (first & masks[word]) | (second & masks[word &+ 1]) == 0
        }

        /// Whether two edges lead over the same bytes.
        func isOver(_ other: Self) -> Bool { length == other.length && isBeginning(of: other) }

        /// Whether the bytes of another edge begin with these.
        func isBeginning(of other: Self) -> Bool {
            length <= other.length && words.indices.allSatisfy { (words[$0] ^ other.words[$0]) & masks[$0] == 0 }
        }
    }
}
