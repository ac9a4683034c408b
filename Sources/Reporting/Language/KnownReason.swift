/// Reasons that metrics and the reader of the log give in English, in the reader's language.
///
/// A reason that is not known here is shown as it is: the reasons of other people's plugins and scripts.
enum KnownReason {
    static func text(_ reason: String, in language: Language) -> String {
        if let known = whole(reason) { return known[language] }
        for (prefix, translate) in beginnings where reason.hasPrefix(prefix) {
            return translate(String(reason.dropFirst(prefix.count)))[language]
        }
        return reason
    }

    private static func whole(_ reason: String) -> Translations? {
        switch reason {
        case "no answers": .init(fi: "ei vastauksia", sv: "inga svar", en: reason)
        case "not a number": .init(fi: "ei ole luku", sv: "är inte ett tal", en: reason)
        case "not a whole number": .init(fi: "ei ole kokonaisluku", sv: "är inte ett heltal", en: reason)
        case "the denominator is 0": .init(fi: "jakaja on 0", sv: "nämnaren är 0", en: reason)
        case "not valid UTF-8": .init(fi: "ei ole kelvollista UTF-8:aa", sv: "är inte giltig UTF-8", en: reason)
        case "no id": .init(fi: "id puuttuu", sv: "id saknas", en: reason)
        case "no time": .init(fi: "aika puuttuu", sv: "tid saknas", en: reason)
        case "no type": .init(fi: "laji (type) puuttuu", sv: "typ (type) saknas", en: reason)
        default: nil
        }
    }

    private static let beginnings: [(prefix: String, translate: @Sendable (String) -> Translations)] = [
        (
            "not on the scale ",
            { scale in
                .init(
                    fi: "ei asteikolla \(scale)", sv: "inte på skalan \(scale)", en: "not on the scale \(scale)")
            }
        ),
        (
            "fewer than ",
            { rest in
                let n = rest.prefix { $0.isNumber }
                guard rest.dropFirst(n.count) == " answers" else {
                    return .init(fi: "fewer than \(rest)", sv: "fewer than \(rest)", en: "fewer than \(rest)")
                }
                return .init(fi: "alle \(n) vastausta", sv: "färre än \(n) svar", en: "fewer than \(n) answers")
            }
        ),
    ]
}
