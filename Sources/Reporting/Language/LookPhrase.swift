import Workspace

/// Every text of the explanation of a close, once, in all languages. Associated values are ready to be shown.
enum LookPhrase {
    case close(String), window(first: String, last: String), everybody, noGroups
    case silent(days: String, after: String)
    case result(value: String, n: String), withInterval(lower: String, upper: String)
    case against(value: String, n: String, base: String), baseAnswers(String), baseDays(first: String, last: String)
    case test(difference: String, p: String, level: String)
    case chance(p: String, level: String), tooSmall, otherWay, cannotSay(String), notExcluded
    case noMatch, decidedNothing, goesOn(since: String)
}

extension LookPhrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .close(let day):
            .init(fi: "Kun \(day) sulkeutui", sv: "När \(day) slutade", en: "At the close of \(day)")
        case .window(let first, let last):
            .init(fi: "ikkuna \(first) – \(last)", sv: "fönster \(first) – \(last)", en: "window \(first) – \(last)")
        case .everybody: .init(fi: "Kaikki vastaukset", sv: "Alla svar", en: "All answers")
        case .noGroups:
            .init(
                fi: "Yhdelläkään ryhmällä ei ollut vielä vastauksia.", sv: "Ingen grupp hade ännu några svar.",
                en: "No group had any answers yet.")
        case .silent(let days, let after):
            .init(
                fi: "päiviä ilman vastauksia \(days), sääntö odottaa \(after)",
                sv: "dagar utan svar \(days), regeln väntar \(after)",
                en: "days without answers \(days), the rule waits for \(after)")
        case .result(let value, let n): .init(fi: "\(value), n \(n)", sv: "\(value), n \(n)", en: "\(value), n \(n)")
        case .withInterval(let lower, let upper):
            .init(
                fi: "väli \(lower) … \(upper)", sv: "intervall \(lower) … \(upper)", en: "interval \(lower) … \(upper)")
        case .against(let value, let n, let base):
            .init(
                fi: "\(value) (n \(n)), vertailussa \(base)", sv: "\(value) (n \(n)) mot \(base)",
                en: "\(value) (n \(n)) against \(base)")
        case .baseAnswers(let n): .init(fi: "n \(n)", sv: "n \(n)", en: "n \(n)")
        case .baseDays(let first, let last):
            .init(fi: "\(first) – \(last)", sv: "\(first) – \(last)", en: "\(first) – \(last)")
        case .test(let difference, let p, let level):
            .init(
                fi: "ero \(difference) · \(p) · taso \(level)", sv: "skillnad \(difference) · \(p) · nivå \(level)",
                en: "difference \(difference) · \(p) · level \(level)")
        case .chance(let p, let level):
            .init(
                fi: "voi olla sattumaa: \(p), ja vasta \(level) on enemmän",
                sv: "kan vara slump: \(p), och först \(level) är mer",
                en: "could be chance: \(p), and only \(level) is more than that")
        case .notExcluded:
            .init(
                fi: "voi olla sattumaa: väli, joka pitää katsottiinpa miten usein tahansa, ei sulje sitä pois",
                sv: "kan vara slump: intervallet som håller hur ofta man än ser utesluter det inte",
                en: "could be chance: the interval that holds however often one looks does not exclude it")
        case .tooSmall:
            .init(
                fi: "ero on pienempi kuin at_least", sv: "skillnaden är mindre än at_least",
                en: "the difference is smaller than at_least")
        case .otherWay:
            .init(
                fi: "ero on toiseen suuntaan", sv: "skillnaden går åt andra hållet",
                en: "the difference goes the other way")
        case .cannotSay(let reason):
            .init(fi: "ei arvioitu: \(reason)", sv: "inte bedömd: \(reason)", en: "not evaluated: \(reason)")
        case .noMatch:
            .init(
                fi: "Säännöllä ei ole ehtoa (match): sen run katsoo jokaista ryhmää, jolla on vastauksia.",
                sv: "Regeln har inget villkor (match): dess run ser på varje grupp med svar.",
                en: "The rule has no match: its run looks at every group with answers.")
        case .decidedNothing:
            .init(
                fi: "Sääntö katsoi ryhmää eikä päättänyt mitään.",
                sv: "Regeln såg på gruppen och beslutade inget.",
                en: "The rule looked at the group and decided nothing.")
        case .goesOn(let since):
            .init(
                fi: "Sama on jatkunut: ensimmäinen päätös tehtiin, kun \(since) sulkeutui. Siitä ei päätetä uudelleen.",
                sv: "Det pågår redan: det första beslutet fattades när \(since) slutade. Det fattas inte igen.",
                en: "It goes on: the first decision was made at the close of \(since). It is not made again.")
        }
    }
}
