/// The fields of an event that a line of Lua names: `event.unit`, `event.answers.nps`.
enum FieldMention {
    /// The names as conditions write them (`unit`, `answers.nps`), each once, in the order of the line.
    static func names(in line: String) -> [String] {
        var names: [String] = []
        for word in words(of: line) where word.first == "event" {
            guard let name = name(word), !names.contains(name) else { continue }
            names.append(name)
        }
        return names
    }

    /// Names joined by dots, such as `event.answers.nps`, split at the dots.
    private static func words(of line: String) -> [[Substring]] {
        line.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".")) }
            .map { $0.split(separator: ".") }
    }

    private static func name(_ word: [Substring]) -> String? {
        guard word.count > 1 else { return nil }
        guard word[1] == "answers" || word[1] == "attributes" else { return String(word[1]) }
        return word.count > 2 ? "\(word[1]).\(word[2])" : nil
    }
}
