package import TextFolding

/// Tells words of one language by what they are rather than by how they are written: `hitaasti` and `HIDAS` are `hidas`,
/// `invoices` are an `invoice`.
///
/// One for each worker and language. What a word was is remembered: the words of a thousand comments are mostly the same.
package struct WordForms: Sendable {
    /// How many words are remembered before all are forgotten.
    private static let mostRemembered = 50_000
    /// A longer word is nobody's: it is looked for as it is written.
    private static let longestWord = 64

    private enum Analyzer: Sendable {
        case dictionary(FinnishDictionary)
        case stemmer(Stemmer)
    }

    package let language: WordLanguage
    private let analyzer: Analyzer
    private var known: [Substring: [FoldedText]] = [:]

    /// - Throws: ``WordFormsError`` when what the language needs is not installed.
    package init(_ language: WordLanguage) throws(WordFormsError) {
        self.language = language
        analyzer =
            switch language {
            case .finnish: .dictionary(try FinnishDictionary())
            case .swedish: .stemmer(try Stemmer("swedish"))
            case .english: .stemmer(try Stemmer("english"))
            }
    }

    /// What a word may be, folded; at least one form.
    package mutating func forms(of word: Substring) -> [FoldedText] {
        if let forms = known[word] { return forms }
        if known.count >= Self.mostRemembered { known.removeAll(keepingCapacity: true) }
        let forms = newForms(of: String(word))
        known[word] = forms
        return forms
    }

    private func newForms(of word: String) -> [FoldedText] {
        let folded = FoldedText(word)
        guard word.utf8.count <= Self.longestWord else { return [folded] }
        switch analyzer {
        case .stemmer(let stemmer): return [FoldedText(stemmer.stem(of: folded.text))]
        case .dictionary(let dictionary):
            // Folded: the dictionary knows no letters that are put together of two characters.
            let text = folded.text
            var forms = dictionary.baseForms(of: text)
            // Names stand in the dictionary with a capital, and in comments often without.
            if forms.isEmpty { forms = dictionary.baseForms(of: text.prefix(1).uppercased() + text.dropFirst()) }
            return forms.isEmpty ? [folded] : forms.map { FoldedText($0) }
        }
    }

    /// Whether one of a text's words may be what a test asks for. The text is UTF-8; what is not is read as U+FFFD.
    package mutating func anyWord(
        of text: UnsafeBufferPointer<UInt8>, is test: (FoldedText) -> Bool
    ) -> Bool {
        for word in Self.words(of: String(decoding: text, as: UTF8.self)) where forms(of: word).contains(where: test) {
            return true
        }
        return false
    }

    /// The words of a text: letters, digits and marks, with hyphens and apostrophes between them.
    package static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        let scalars = text.unicodeScalars
        var start: String.Index?
        var place = scalars.startIndex
        while place < scalars.endIndex {
            let next = scalars.index(after: place)
            if isPart(scalars[place]) {
                start = start ?? place
            } else if let begin = start, !joins(scalars[place]) || next == scalars.endIndex || !isPart(scalars[next]) {
                words.append(text[begin..<place])
                start = nil
            }
            place = next
        }
        if let start { words.append(text[start...]) }
        return words
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": return true
            default: return false
            }
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber:
            return true
        default: return false
        }
    }

    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "'", "\u{2019}", "\u{2010}", "\u{2011}": true
        default: false
        }
    }
}
