import CSodium

/// 128 bits that stand for some bytes: equal bytes give equal fingerprints, and nobody without the key can make two
/// different ones agree (SipHash-2-4 with 128 bits of result, Aumasson and Bernstein 2012).
package struct Fingerprint: Hashable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

/// Makes fingerprints under one secret key. A value; may be used by all workers at once.
package struct Fingerprinter: Sendable {
    private let key: [UInt8]

    /// A fingerprinter with a key of its own, drawn from the system.
    package init() {
        var generator = SystemRandomNumberGenerator()
        key = (0..<Int(crypto_shorthash_siphashx24_KEYBYTES)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// The fingerprint of some bytes.
    package func fingerprint(of bytes: UnsafeBufferPointer<UInt8>) -> Fingerprint {
        var result = InlineArray<16, UInt8>(repeating: 0)
        var mutable = result.mutableSpan
        mutable.withUnsafeMutableBufferPointer { out in
            guard let out = out.baseAddress else { return }
            crypto_shorthash_siphashx24(out, bytes.baseAddress, UInt64(bytes.count), key)
        }
        let words = unsafeBitCast(result, to: (UInt64, UInt64).self)
        return Fingerprint(high: UInt64(littleEndian: words.1), low: UInt64(littleEndian: words.0))
    }
}
