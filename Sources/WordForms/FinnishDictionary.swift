import VoikkoWall

/// Base forms of Finnish words, by Voikko and its dictionary.
///
/// Owns one handle of the library, which one thread at a time may use. Carries its address as a number, so that it can
/// move between threads with the value that it belongs to.
final class FinnishDictionary: Sendable {
    private let address: UInt

    /// - Throws: ``WordFormsError`` when the dictionary is not installed.
    init() throws(WordFormsError) {
        var problem: UnsafePointer<CChar>?
        guard let handle = voikko_wall_open(&problem) else {
            throw WordFormsError(problem: problem.map { String(cString: $0) } ?? "")
        }
        address = UInt(bitPattern: handle)
    }

    deinit {
        voikko_wall_close(OpaquePointer(bitPattern: address))
    }

    /// The base forms that a word may have, each once: `laskussa` is `lasku`, `hitaasti` is `hidas`. Of a compound the
    /// last part too, as that is what the thing is: `puhelinlaskun` is `puhelinlasku` and `lasku`. Of a participle its verb
    /// too: `odottanut` is `odottaa`. Empty for a word that the dictionary does not know.
    func baseForms(of word: String) -> [String] {
        guard let analyses = voikko_wall_analyze(OpaquePointer(bitPattern: address), word) else { return [] }
        defer { voikko_wall_free_analyses(analyses) }
        var forms: [String] = []
        var next = analyses
        while let analysis = next.pointee {
            if let form = Self.value("BASEFORM", of: analysis) {
                Self.add(form, to: &forms)
                if Self.value("PARTICIPLE", of: analysis) != nil,
                    let verb = Self.value("WORDBASES", of: analysis).flatMap(Self.lastBase)
                {
                    Self.add(verb, to: &forms)
                }
                if let structure = Self.value("STRUCTURE", of: analysis), let last = Self.lastPart(form, structure) {
                    Self.add(last, to: &forms)
                }
            }
            next += 1
        }
        return forms
    }

    private static func add(_ form: String, to forms: inout [String]) {
        if !forms.contains(form) { forms.append(form) }
    }

    /// The last part of a compound's base form. The structure has `=` where a part of the word begins and a letter for
    /// each of its letters; all parts but the last are written in the base form as they are in the word.
    private static func lastPart(_ form: String, _ structure: String) -> String? {
        guard let last = structure.lastIndex(of: "="), last > structure.startIndex else { return nil }
        let before = structure[..<last].count { $0 != "=" }
        guard before > 0, before < form.count else { return nil }
        return String(form.dropFirst(before))
    }

    /// The last word that a word is made of. Words stand in brackets, those that are endings with a plus:
    /// `+odotta(odottaa)+n+ut(+ut)`.
    private static func lastBase(_ bases: String) -> String? {
        bases.split(separator: "(").dropFirst().last { !$0.hasPrefix("+") }?.split(separator: ")").first.map(
            String.init)
    }

    private static func value(_ key: String, of analysis: OpaquePointer) -> String? {
        guard let text = voikko_wall_value(analysis, key) else { return nil }
        defer { voikko_wall_free_value(text) }
        return String(cString: text)
    }
}
