import Testing
import TextFolding
import WordForms

/// Words in all their forms.
struct WordFormsTests {
    private static func find(_ word: String, in text: String, _ language: WordLanguage) throws -> Bool {
        var forms = try WordForms(language)
        let wanted = forms.forms(of: word[...])
        var text = text
        return text.withUTF8 { bytes in forms.anyWord(of: bytes) { wanted.contains($0) } }
    }

    @Test(arguments: [
        ("hidas", "Palvelu toimi hitaasti."), ("hidas", "HITAAMPI kuin ennen"), ("lasku", "vastaus laskussa oli väärä"),
        ("lasku", "Puhelinlaskun summa"), ("häiriö", "HÄIRIÖITÄ"), ("häiriö", "ha\u{308}irio\u{308}n aikana"),
        ("palvelu", "asiakaspalvelussa"), ("projektipäällikkö", "projektipäällikön kanssa"), ("turku", "tulin turusta"),
        ("e-lasku", "e-laskun"), ("jonottaa", "jonotin tunnin"), ("blorp", "Blorp!"),
        ("odottaa", "en odottanut turhaan"), ("odottaa", "odotettu tunti"), ("myöhästyä", "MYÖHÄSTYNEISTÄ junista"),
    ])
    func finnishWordsAreFound(_ word: String, _ text: String) throws {
        #expect(try Self.find(word, in: text, .finnish))
    }

    @Test(arguments: [
        ("hidas", "hidastaa"), ("lasku", "laskin summan"), ("lasku", "laskeutuminen"), ("asiakas", "asiakaspalvelu"),
        ("blorp", "blorpin"), ("lasku", ""), ("lasku", "..., - '"), ("lasku", "on laskenut"),
    ])
    func otherFinnishWordsAreNot(_ word: String, _ text: String) throws {
        #expect(try !Self.find(word, in: text, .finnish))
    }

    @Test(arguments: [
        (WordLanguage.swedish, "faktura", "Fakturorna kom sent", true), (.swedish, "vänta", "vi VÄNTADE länge", true),
        (.swedish, "faktura", "faktum", false), (.english, "invoice", "Two invoices were late", true),
        (.english, "wait", "kept us waiting", true), (.english, "wait", "the waiter", false),
        (.english, "slow", "It wasn’t slow-moving, it was SLOW", true), (.english, "don't", "I don't know", true),
    ])
    func stemsAreFound(_ language: WordLanguage, _ word: String, _ text: String, _ isThere: Bool) throws {
        #expect(try Self.find(word, in: text, language) == isThere)
    }

    /// What is remembered is what was found out, whatever came between.
    @Test func aWordIsTheSameTheSecondTime() throws {
        var forms = try WordForms(.finnish)
        let first = forms.forms(of: "laskussa")
        for number in 0..<60_000 { _ = forms.forms(of: "\(number)"[...]) }
        #expect(forms.forms(of: "laskussa") == first)
        #expect(first.map(\.text) == ["lasku"])
    }

    @Test func bytesThatAreNoTextDoNotTrap() throws {
        var forms = try WordForms(.english)
        let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0x28, 0xED, 0xA0, 0x80]
        #expect(!bytes.withUnsafeBufferPointer { bytes in forms.anyWord(of: bytes) { $0.text == "b" } })
        let long = String(repeating: "lasku", count: 5_000)
        #expect(forms.forms(of: long[...]).map(\.text) == [long])
    }
}
