import Glibc

/// A text as it is compared: NFC of its Unicode case folding, as UTF-8.
///
/// Two texts that differ only in case or in how their letters are composed have the same folded text (canonical caseless
/// matching, Unicode Standard 3.13, D145, up to the composed form). Folding does not depend on a language.
package struct FoldedText: Hashable, Sendable {
    /// The folded text's UTF-8.
    package let bytes: [UInt8]

    /// Folds a text. For words of rules and workspaces; texts of events go through a ``TextFolder``.
    package init(_ text: String) {
        var folder = TextFolder()
        self = folder.folded(text)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The folded text as a `String`.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether another folded text is in this one. The empty text is in every text.
    package func contains(_ needle: FoldedText) -> Bool {
        bytes.withUnsafeBytes { Self.find(needle, in: $0) }
    }

    /// Whether this text begins with another one.
    package func hasPrefix(_ needle: FoldedText) -> Bool {
        bytes.starts(with: needle.bytes)
    }

    /// Whether a folded text is somewhere in some folded bytes.
    static func find(_ needle: FoldedText, in text: UnsafeRawBufferPointer) -> Bool {
        needle.bytes.withUnsafeBytes { word in
            guard let first = word.first, let wordStart = word.baseAddress else { return true }
            guard var place = text.baseAddress, word.count <= text.count else { return false }
            let end = place + (text.count - word.count + 1)
            while place < end, let found = memchr(place, Int32(first), end - place) {
                if memcmp(found, wordStart, word.count) == 0 { return true }
                place = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
