/// A fast hash of short texts for tables that live as long as a run. Not for anything an attacker may choose freely:
/// keys of events have ``Fingerprint``s.
enum ByteHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let seed: UInt64 = 0x2D35_8DCC_AA6C_78A5

    /// Mixes two words into one: the halves of their 128-bit product, folded.
    @inline(__always) static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ seed).multipliedFullWidth(by: right ^ multiplier)
        return product.high ^ product.low
    }

    /// The ends of a text as two words: together with its length they are the whole of a text of up to 16 bytes.
    @inline(__always) static func ends(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (first: UInt64, last: UInt64) {
        let raw = UnsafeRawPointer(bytes)
        if count >= 8 {
            return (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
        }
        if count >= 4 {
            let low = UInt64(raw.loadUnaligned(as: UInt32.self))
            return (low | UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) << 32, 0)
        }
        if count == 0 { return (0, 0) }
        return (UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count &- 1]) << 16, 0)
    }

    /// The hash of `count` bytes whose ends are known; reads none beyond them.
    @inline(__always) static func hash(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, _ ends: (first: UInt64, last: UInt64)
    ) -> UInt64 {
        var hash = mix(ends.first ^ UInt64(truncatingIfNeeded: count), ends.last)
        if count > 16 {
            let raw = UnsafeRawPointer(bytes)
            var offset = 8
            while offset < count &- 8 {
                hash = mix(hash, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset &+= 8
            }
        }
        return hash
    }

    /// The hash of `count` bytes; reads none beyond them.
    @inline(__always) static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        hash(bytes, count, ends(bytes, count))
    }
}
