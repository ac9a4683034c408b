import Suggestions
package import Tuntuma
package import Workspace

/// Reads a table key by key. Whatever has the wrong type is a complaint and counts as missing; ``finish()`` complains of
/// keys that nobody asked for.
package final class TableReader {
    package let block: Block
    /// The path of the table in its block; "" for the block itself.
    package let path: String
    package let table: [String: Setting]
    package let book: ComplaintBook
    private var known: Set<String> = []

    /// Reads the block itself. Keys that begin with `$` are the loader's own.
    package init(_ block: Block, _ book: ComplaintBook) {
        self.block = block
        self.book = book
        path = ""
        table = block.settings.filter { !$0.key.hasPrefix("$") }
    }

    /// Reads a table in a block; complains when it is none.
    package init?(_ setting: Setting, of block: Block, at path: String, _ book: ComplaintBook) {
        guard let table = setting.asTable else {
            book.add(block.complaint(path, "expected a table, but this is \(setting.kind)"))
            return nil
        }
        self.block = block
        self.book = book
        self.path = path
        self.table = table
    }

    /// The path of a key.
    package func path(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    package func complain(_ key: String, _ problem: String) {
        book.add(block.complaint(path(key), problem))
    }

    /// The setting of a key, whatever it is.
    package func setting(_ key: String) -> Setting? {
        known.insert(key)
        return table[key]
    }

    private func read<Value>(
        _ key: String, _ expected: String, instead: (Setting) -> String = \.kind, _ value: (Setting) -> Value?
    ) -> Value? {
        guard let setting = setting(key) else { return nil }
        if let value = value(setting) { return value }
        complain(key, "expected \(expected), but this is \(instead(setting))")
        return nil
    }

    package func text(_ key: String) -> String? {
        guard let text = read(key, "a text", \.asText) else { return nil }
        if !text.isEmpty { return text }
        complain(key, "is empty; expected a text")
        return nil
    }

    /// One text or a list of texts.
    package func texts(_ key: String) -> [String]? {
        read(key, "a text or a list of texts") { setting in
            if let text = setting.asText { return [text] }
            guard let items = setting.asList, !items.isEmpty else { return nil }
            let texts = items.compactMap(\.asText)
            return texts.count == items.count ? texts : nil
        }
    }

    package func truth(_ key: String) -> Bool? {
        read(key, "true or false") { if case .boolean(let value) = $0 { value } else { nil } }
    }

    package func number(_ key: String) -> Double? {
        read(key, "a number", \.asNumber)
    }

    /// A whole number of at least `minimum`.
    package func whole(_ key: String, atLeast minimum: Int) -> Int? {
        guard let number = read(key, "a whole number", instead: \.insteadOfWhole, \.asInteger) else { return nil }
        if let whole = Int(exactly: number), whole >= minimum { return whole }
        complain(key, "\(number) is too small; expected \(minimum) or more")
        return nil
    }

    package func list(_ key: String) -> [Setting]? {
        read(key, "a list", \.asList)
    }

    package func reader(_ key: String) -> TableReader? {
        setting(key).flatMap { TableReader($0, of: block, at: path(key), book) }
    }

    /// One of some words.
    package func word(_ key: String, among words: [String]) -> String? {
        guard let text = text(key) else { return nil }
        if words.contains(text) { return text }
        complain(key, "\"\(text)\" is not known here\(Suggestion.hint(for: text, among: words))")
        return nil
    }

    /// Whose answers: one respondent or a list of them.
    package func respondents(_ key: String) -> [Respondent]? {
        guard let texts = texts(key) else { return nil }
        let names = Respondent.allCases.map(\.name)
        return texts.compactMap { text in
            if let respondent = Respondent.allCases.first(where: { $0.name == text }) { return respondent }
            complain(key, "\"\(text)\" is no respondent\(Suggestion.hint(for: text, among: names))")
            return nil
        }
    }

    /// Complains of every key that was not asked for.
    package func finish() {
        for key in table.keys.sorted() where !known.contains(key) {
            complain(key, "unknown key\(Suggestion.hint(for: key, among: known))")
        }
    }
}
