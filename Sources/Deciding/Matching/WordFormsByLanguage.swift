import TextFolding
import WordForms

/// The words of the languages that somebody has asked for: opened when the first asks, as a dictionary takes some
/// milliseconds.
struct WordFormsByLanguage: Sendable {
    private var opened = [WordForms?](repeating: nil, count: WordLanguage.allCases.count)

    /// How a compiled test names a language.
    static func number(of language: WordLanguage) -> UInt64 {
        UInt64(WordLanguage.allCases.firstIndex(of: language) ?? 0)
    }

    /// What a word may be; the folded word itself where the language cannot be opened, which readers complain of.
    mutating func forms(of word: Substring, _ language: WordLanguage) -> [FoldedText] {
        open(language)
        return opened[Int(Self.number(of: language))]?.forms(of: word) ?? [FoldedText(String(word))]
    }

    /// Whether one of a text's words may be what a test asks for.
    mutating func anyWord(
        of text: UnsafeBufferPointer<UInt8>, language number: UInt64, is test: (FoldedText) -> Bool
    ) -> Bool {
        open(WordLanguage.allCases[Int(number)])
        return opened[Int(number)]?.anyWord(of: text, is: test) ?? false
    }

    private mutating func open(_ language: WordLanguage) {
        let number = Int(Self.number(of: language))
        if opened[number] == nil { opened[number] = try? WordForms(language) }
    }
}
