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
}
