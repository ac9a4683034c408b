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

    /// What the hash of a value counts times in the hash of what it is part of: an odd number made of the name's hash.
    /// Sums of such products depend on which name has which value, and not on their order.
    @inline(__always) static func factor(_ name: UInt64) -> UInt64 { name | 1 }

    /// The words of a text in memory that is readable for 16 bytes, whatever its length. No branch but on long texts: of
    /// the names in a log any length may come next.
    @inline(__always) static func words(padded bytes: UnsafePointer<UInt8>, _ count: Int) -> Words {
        let raw = UnsafeRawPointer(bytes)
        let first = raw.loadUnaligned(as: UInt64.self)
        if count > 16 { return (first, raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)) }
        let last = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        return (first & ones(bytes: min(count, 8)), last & ones(bytes: max(count &- 8, 0)))
    }

    /// A word whose first bytes, up to eight of them, are all ones.
    @inline(__always) private static func ones(bytes count: Int) -> UInt64 {
        // In two shifts, as one of 64 places shifts by none.
        let half = UInt64(truncatingIfNeeded: 32 &- 4 &* count)
        return (UInt64.max &>> half) &>> half
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

    /// The hash of a text of up to 16 bytes whose words are known.
    @inline(__always) static func hash(_ words: Words, _ count: Int) -> UInt64 {
        mix(words.first ^ UInt64(truncatingIfNeeded: count), words.last)
    }

    /// The hash of a text; reads no byte beyond it.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard text.count > 16, let start = text.baseAddress else { return hash(words(text), text.count) }
        let raw = UnsafeRawPointer(start)
        var hash = hash(pair(raw, 0), text.count)
        for offset in stride(from: 16, to: text.count - 16, by: 16) { hash = mix(hash, pair(raw, offset)) }
        return mix(hash, pair(raw, text.count - 16))
    }

    /// Copies a text of more than 16 bytes and says its hash on the way.
    @inline(__always) static func copy(
        _ start: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
    ) -> UInt64 {
        let source = UnsafeRawPointer(start)
        let target = UnsafeMutableRawPointer(target)
        let first = pair(source, 0)
        target.storeBytes(of: first, as: Words.self)
        var hash = hash(first, count)
        var offset = 16
        while offset < count &- 16 {
            let words = pair(source, offset)
            target.storeBytes(of: words, toByteOffset: offset, as: Words.self)
            hash = mix(hash, words)
            offset &+= 16
        }
        let last = pair(source, count &- 16)
        target.storeBytes(of: last, toByteOffset: count &- 16, as: Words.self)
        return mix(hash, last)
    }

    @inline(__always) private static func pair(_ source: UnsafeRawPointer, _ offset: Int) -> Words {
        (
            source.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
            source.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
        )
    }

    @inline(__always) private static func mix(_ hash: UInt64, _ words: Words) -> UInt64 {
        mix(hash ^ words.first, words.last)
    }
}
