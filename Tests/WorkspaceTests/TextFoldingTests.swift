import CUTF8Proc
import Glibc
import Testing
import TextFolding
import TuntumaTesting

@Suite struct TextFoldingTests {
    /// The folding of a text by one call of the library, without any of our short cuts.
    static func reference(_ text: String) -> [UInt8] {
        let options = UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_CASEFOLD.rawValue
        let utf8 = Array(text.utf8)
        var out: UnsafeMutablePointer<UInt8>?
        let length = utf8proc_map(utf8, utf8.count, &out, utf8proc_option_t(rawValue: options))
        defer { free(out) }
        guard let out, length >= 0 else { return [] }
        return Array(UnsafeBufferPointer(start: out, count: length))
    }

    static func bytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Array(text.utf8).withUnsafeBufferPointer(body)
    }

    @Test(arguments: [
        ("HÄIRIÖ", "häiriö"), ("HA\u{308}IRIO\u{308}", "häiriö"), ("Straße", "STRASSE"), ("ÅÄÖ", "åäö"),
        ("\u{212B}ngström", "ångström"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"), ("ǅ", "ǆ"), ("PLAIN ascii", "plain ASCII"),
        ("Kelvin \u{212A}", "kelvin k"), ("“Hei”…", "“hei”…"), ("", ""), ("한국", "\u{1112}\u{1161}\u{11AB}국"),
    ])
    func textsThatDifferOnlyInCaseAndCompositionAreEqual(_ left: String, _ right: String) {
        #expect(FoldedText(left) == FoldedText(right))
        var folder = TextFolder()
        #expect(Self.bytes(left) { folder.equals(FoldedText(right), $0) })
        #expect(Self.bytes(right) { folder.equals(FoldedText(left), $0) })
    }

    @Test(arguments: [
        ("häiriö", "hairio"), ("a", "ä"), ("a\u{308}", "a"), ("lasku", "laskut"), ("", "a"), ("öl", "ol"),
    ])
    func otherTextsAreNot(_ left: String, _ right: String) {
        var folder = TextFolder()
        #expect(!Self.bytes(left) { folder.equals(FoldedText(right), $0) })
        #expect(!Self.bytes(right) { folder.equals(FoldedText(left), $0) })
    }

    @Test func everyCharacterFoldsAsTheLibrarySays() {
        for value in UInt32(1)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(Character(scalar)), "A\(Character(scalar))b", "a\u{308}" + String(scalar)] {
                let folded = FoldedText(text)
                if folded.bytes != Self.reference(text) {
                    Issue.record("U+\(String(value, radix: 16)): \(folded.bytes) is not \(Self.reference(text))")
                    return
                }
            }
        }
    }

    @Test func searchesAgreeWithSearchesInFoldedTexts() {
        let letters = ["a", "A", "ä", "Ä", "a\u{308}", "ß", "s", "İ", "…", "\u{307}", "x", "語", "😀", " ", "Ö", "o"]
        var random = SplitMix64(seed: 11)
        var folder = TextFolder()
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? ""
            }
            .joined()
            let word = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? ""
            }
            .joined()
            let needle = FoldedText(word)
            let folded = Self.reference(text)
            let wanted = Self.reference(word)
            let isIn = folded.indices.contains { folded[$0...].starts(with: wanted) } || wanted.isEmpty
            #expect(Self.bytes(text) { folder.contains(needle, in: $0) } == isIn, "\(word) in \(text)")
            #expect(
                Self.bytes(text) { folder.hasPrefix(needle, $0) } == folded.starts(with: wanted), "\(word), \(text)")
            #expect(Self.bytes(text) { folder.equals(needle, $0) } == (folded == wanted), "\(word), \(text)")
        }
    }

    @Test func bytesThatAreNotUTF8NeverTrap() {
        var random = SplitMix64(seed: 5)
        var folder = TextFolder()
        let needle = FoldedText("ä")
        for _ in 0..<20_000 {
            let garbage = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            garbage.withUnsafeBufferPointer { bytes in
                let repaired = FoldedText(String(decoding: bytes, as: UTF8.self))
                #expect(folder.folded(bytes) == repaired)
                _ = folder.contains(needle, in: bytes)
                _ = folder.hasPrefix(needle, bytes)
                _ = folder.equals(needle, bytes)
            }
        }
    }
}
