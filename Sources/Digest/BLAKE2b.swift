import CSodium

/// BLAKE2b (RFC 7693) with 128 bits of result, for naming small things of which there are many: nobody can find two
/// with one name, and it takes a third of the time of SHA-256.
package enum BLAKE2b {
    /// The hash of some bytes as 32 lower-case hex digits, as `b2sum -l 128` prints it.
    package static func hex128(_ bytes: UnsafeRawBufferPointer) -> String {
        _ = isFast
        var hash = InlineArray<16, UInt8>(repeating: 0)
        var mutable = hash.mutableSpan
        mutable.withUnsafeMutableBufferPointer { hash in
            guard let start = hash.baseAddress else { return }
            crypto_generichash(
                start, 16, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count), nil, 0)
        }
        return String(unsafeUninitializedCapacity: 32) { text in
            for index in 0..<16 {
                text[2 * index] = digit(hash[index] >> 4)
                text[2 * index + 1] = digit(hash[index] & 15)
            }
            return 32
        }
    }

    /// Until the library is made ready it uses what every processor can do, which takes three times as long. The hash is the same.
    private static let isFast = sodium_init() >= 0

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
