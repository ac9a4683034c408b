import Engine

/// Every text of the statistics of rules, once, in all languages. Associated values are ready to be shown.
enum StatisticsPhrase {
    case title, events, matched, share, decisions, steps, perEvent, busiest, failed, heldBack, shadow
    case notes, warnings, nothingOdd
    case noMatch(rule: String), neverMatched(rule: String), asksFor(String)
    case together(rules: String), tooOften(rule: String, most: String, on: String, days: String, limit: String)
    case failing(rule: String, events: String)
    case looksTitle, looks, evaluated, notEvaluated, episodes, perLook, perLookNote, lookNotes
    case neverEvaluated(rule: String), neverFired(rule: String), failingLooks(rule: String, looks: String)
}

extension StatisticsPhrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .title: .init(fi: "Mitä säännöt tekevät", sv: "Vad reglerna gör", en: "What the rules do")
        case .events: .init(fi: "tapahtumia", sv: "händelser", en: "events")
        case .matched: .init(fi: "osumia", sv: "träffar", en: "matched")
        case .share: .init(fi: "osuus", sv: "andel", en: "share")
        case .decisions: .init(fi: "päätöksiä", sv: "beslut", en: "decisions")
        case .steps: .init(fi: "askelia p50/p99", sv: "steg p50/p99", en: "steps p50/p99")
        case .perEvent: .init(fi: "ns*", sv: "ns*", en: "ns*")
        case .busiest: .init(fi: "vilkkain päivä", sv: "livligaste dag", en: "busiest day")
        case .failed: .init(fi: "virheitä", sv: "fel", en: "failed")
        case .heldBack: .init(fi: "pidätetty", sv: "tillbakahållna", en: "held back")
        case .shadow: .init(fi: "varjo", sv: "skugga", en: "shadow")
        case .notes:
            .init(
                fi: "* nanosekunteja lokin tapahtumaa kohti, mitattu nyt; vaihtelee. Kaikki muu on sama joka kerralla.",
                sv: "* nanosekunder per händelse i loggen, mätt nu; varierar. Allt annat är detsamma varje gång.",
                en: "* nanoseconds for each event of the log, measured now; varies. All else is the same every time.")
        case .warnings: .init(fi: "Huomaa", sv: "Observera", en: "Worth a look")
        case .nothingOdd: .init(fi: "Ei huomautettavaa.", sv: "Inget att anmärka på.", en: "Nothing odd.")
        case .noMatch(let rule):
            .init(
                fi: "\(rule): ei ehtoa, joten se katsoo jokaista tapahtumaa",
                sv: "\(rule): har inget villkor och ser på varje händelse",
                en: "\(rule): has no match, so it looks at every event")
        case .neverMatched(let rule):
            .init(
                fi: "\(rule): ehto ei täyttynyt kertaakaan", sv: "\(rule): villkoret uppfylldes aldrig",
                en: "\(rule): never matched")
        case .asksFor(let names):
            .init(
                fi: "; tapahtumissa ei ole: \(names)", sv: "; händelserna saknar: \(names)",
                en: "; no event has: \(names)")
        case .together(let rules):
            .init(
                fi: "\(rules): päättävät aina samoista tapahtumista",
                sv: "\(rules): beslutar alltid om samma händelser",
                en: "\(rules): always decide on the same events")
        case .tooOften(let rule, let most, let on, let days, let limit):
            .init(
                fi: "\(rule): yli \(limit) päätöstä päivässä; päiviä \(days), eniten \(most) (\(on))",
                sv: "\(rule): över \(limit) beslut per dag; dagar \(days), som mest \(most) (\(on))",
                en: "\(rule): more than \(limit) decisions a day; days \(days), at most \(most) (\(on))")
        case .failing(let rule, let events):
            .init(
                fi: "\(rule): epäonnistui tapahtumissa, joita on \(events)",
                sv: "\(rule): misslyckades på händelser, antal \(events)",
                en: "\(rule): failed on events, count \(events)")
        case .looksTitle:
            .init(
                fi: "Säännöt, jotka katsovat ryhmiä", sv: "Regler som ser på grupper", en: "Rules that look at groups")
        case .looks: .init(fi: "katsottu", sv: "sedda", en: "looks")
        case .evaluated: .init(fi: "arvioitu", sv: "bedömda", en: "evaluated")
        case .notEvaluated: .init(fi: "ei arvioitu", sv: "inte bedömda", en: "not evaluated")
        case .episodes: .init(fi: "kausia", sv: "episoder", en: "episodes")
        case .perLook: .init(fi: "ns**", sv: "ns**", en: "ns**")
        case .perLookNote:
            .init(
                fi: "** nanosekunteja katsottua ryhmää kohti, mitattu nyt; vaihtelee.",
                sv: "** nanosekunder per sedd grupp, mätt nu; varierar.",
                en: "** nanoseconds for each look, measured now; varies.")
        case .lookNotes:
            .init(
                fi:
                    "Katsottu: ryhmiä kaikissa päivien sulkemisissa. Kausi: aika, jonka sääntö pysyy voimassa ryhmässä.",
                sv: "Sedda: grupper vid alla dagars slut. Episod: en tid då regeln gäller en grupp.",
                en: "Looks: groups, over all closes of days. Episode: a time in which the rule holds of a group.")
        case .neverEvaluated(let rule):
            .init(
                fi: "\(rule): yhtäkään ryhmää ei voitu arvioida", sv: "\(rule): ingen grupp kunde någonsin bedömas",
                en: "\(rule): no group could ever be evaluated")
        case .neverFired(let rule):
            .init(
                fi: "\(rule): ei päättänyt kertaakaan", sv: "\(rule): beslutade aldrig något",
                en: "\(rule): never decided anything")
        case .failingLooks(let rule, let looks):
            .init(
                fi: "\(rule): epäonnistui ryhmissä, joita katsottiin; kertoja \(looks)",
                sv: "\(rule): misslyckades på grupper, antal gånger \(looks)",
                en: "\(rule): failed on groups, times \(looks)")
        }
    }
}
