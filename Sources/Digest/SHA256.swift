import CSodium

/// SHA-256, for naming versions of rules and definitions of metrics.
package enum SHA256 {
    /// The hash of some bytes as 64 lower-case hex digits.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let message = Array(bytes)
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&hash, message, UInt64(message.count))
        return hexadecimal(hash)
    }
}

/// Bytes as lower-case hex digits, two for each.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
