/// A fast hash of short texts for tables that live as long as a run. Not for anything an attacker may choose freely:
/// keys of events have ``Fingerprint``s.
enum ByteHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let seed: UInt64 = 0x2D35_8DCC_AA6C_78A5

    /// Two words of a text. Of one of up to 16 bytes they are all of it, with zeroes behind; of a longer one its first
    /// and its last eight bytes.
    typealias Words = (first: UInt64, last: UInt64)

    /// Mixes two words into one: the halves of their 128-bit product, folded.
    @inline(__always) static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ seed).multipliedFullWidth(by: right ^ multiplier)
        return product.high ^ product.low
    }

    /// The words of a text in memory that is readable for 16 bytes, whatever its length. No branch but on long texts: of
    /// the names in a log any length may come next.
    @inline(__always) static func words(padded bytes: UnsafePointer<UInt8>, _ count: Int) -> Words {
        let raw = UnsafeRawPointer(bytes)
        let first = raw.loadUnaligned(as: UInt64.self)
        if count > 16 { return (first, raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)) }
        let last = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let unused = UInt64(truncatingIfNeeded: 128 &- 8 &* count)
        return (first & (UInt64.max >> (max(unused, 64) &- 64)), last & (UInt64.max >> unused))
    }

    /// The words of a text; reads no byte beyond it.
    static func words(_ text: UnsafeBufferPointer<UInt8>) -> Words {
        if text.count > 16, let start = text.baseAddress { return words(padded: start, text.count) }
        var words: Words = (0, 0)
        for (place, byte) in text.enumerated() {
            let bits = UInt64(byte) << UInt64(8 * (place % 8))
            if place < 8 { words.first |= bits } else { words.last |= bits }
        }
        return words
    }

    /// The hash of a text whose words are known; reads no byte beyond it.
    @inline(__always) static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ words: Words) -> UInt64 {
        var hash = mix(words.first ^ UInt64(truncatingIfNeeded: count), words.last)
        var offset = 8
        while offset < count &- 8, count > 16 {
            hash = mix(hash, UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        return hash
    }

    /// The hash of a text; reads no byte beyond it.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let start = text.baseAddress else { return mix(0, 0) }
        return hash(start, text.count, words(text))
    }

    /// Copies a text and says its hash on the way, and whether it holds a backslash: then its hash is of no use.
    ///
    /// - Parameters:
    ///   - text: In memory that is readable for 16 bytes.
    ///   - target: Memory that is writable for 16 bytes and for the text.
    @inline(__always) static func copy(
        padded text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
    ) -> (hash: UInt64, hasBackslash: Bool) {
        guard let start = text.baseAddress else { return (mix(0, 0), false) }
        let count = text.count
        let words = words(padded: start, count)
        var hash = mix(words.first ^ UInt64(truncatingIfNeeded: count), words.last)
        var found = backslashes(words.first) | backslashes(words.last)
        let raw = UnsafeMutableRawPointer(target)
        raw.storeBytes(of: words.first, as: UInt64.self)
        if count <= 16 {
            raw.storeBytes(of: words.last, toByteOffset: 8, as: UInt64.self)
            return (hash, found != 0)
        }
        let source = UnsafeRawPointer(start)
        var offset = 8
        while offset < count &- 8 {
            let word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            raw.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
            hash = mix(hash, word)
            found |= backslashes(word)
            offset &+= 8
        }
        raw.storeBytes(of: words.last, toByteOffset: count &- 8, as: UInt64.self)
        return (hash, found != 0)
    }

    /// Not 0 exactly when one of the eight bytes is a backslash.
    @inline(__always) private static func backslashes(_ word: UInt64) -> UInt64 {
        let difference = word ^ 0x5C5C_5C5C_5C5C_5C5C
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }
}
