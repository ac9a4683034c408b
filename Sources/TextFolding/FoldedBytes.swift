import Glibc

/// A folded text where it lies: lent for the time of a call, for searching without copies.
package struct FoldedBytes {
    /// The UTF-8 of the folded text.
    package let bytes: UnsafeBufferPointer<UInt8>

    /// Bytes of a ``FoldedText``.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Whether a folded needle is in this text. The empty needle is in every text.
    package func contains(_ needle: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = needle.first, let needleStart = needle.baseAddress else { return true }
        guard var place = bytes.baseAddress, needle.count <= bytes.count else { return false }
        let end = place + (bytes.count - needle.count + 1)
        while place < end, let found = memchr(place, Int32(first), end - place) {
            if memcmp(found, needleStart, needle.count) == 0 { return true }
            place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
        }
        return false
    }

    /// Whether this text begins with a folded needle.
    package func hasPrefix(_ needle: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = needle.baseAddress, needle.count > 0 else { return true }
        guard let text = bytes.baseAddress, needle.count <= bytes.count else { return false }
        return memcmp(text, start, needle.count) == 0
    }
}
