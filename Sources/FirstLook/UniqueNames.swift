/// Makes short names of columns' names, each once.
struct UniqueNames {
    private var taken: Set<String>

    init(taken: Set<String>) {
        self.taken = taken
    }

    /// A name such as `overall-support` for `Overall support?`.
    mutating func name(for text: String) -> String {
        let base = UniqueNames.slug(text)
        var candidate = base
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(base)-\(number)"
            number += 1
        }
        return candidate
    }

    /// Letters and digits in lower case, hyphens between them, at most 40 characters; `column` when there is none.
    static func slug(_ text: String) -> String {
        var slug = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
            if slug.count >= 40 { break }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug.isEmpty ? "column" : slug
    }
}
