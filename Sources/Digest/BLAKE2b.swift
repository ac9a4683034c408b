import CSodium

/// BLAKE2b (RFC 7693) with 128 bits of result, for naming small things of which there are many: nobody can find two
/// with one name, and it takes a third of the time of SHA-256.
package enum BLAKE2b {
    /// The hash of some bytes.
    package static func hash128(_ bytes: UnsafeRawBufferPointer) -> Hash128 {
        _ = isFast
        return withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { hash in
            if let start = hash.baseAddress?.assumingMemoryBound(to: UInt8.self) {
                crypto_generichash(
                    start, 16, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count), nil, 0)
            }
            return Hash128(UnsafeRawBufferPointer(hash))
        }
    }

    /// Until the library is made ready it uses what every processor can do, which takes three times as long. The hash is the same.
    private static let isFast = sodium_init() >= 0
}
