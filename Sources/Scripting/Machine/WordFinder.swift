import TextFolding

/// `contains` of scripts: finds words as the `contains` of a `match` does.
///
/// A rule looks for the same few words in every text, so their folded forms are kept.
struct WordFinder {
    /// Beyond this many words all are forgotten: somebody makes words of the events.
    private static let mostWords = 256

    private var folder = TextFolder()
    private var words: [[UInt8]: FoldedText] = [:]

    /// Whether a word is in a text, without regard to case and to how letters are composed.
    mutating func isFound(_ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let key = Array(word)
        if let known = words[key] { return folder.contains(known, in: text) }
        let folded = folder.folded(word)
        if words.count == Self.mostWords { words.removeAll(keepingCapacity: true) }
        words[key] = folded
        return folder.contains(folded, in: text)
    }
}
