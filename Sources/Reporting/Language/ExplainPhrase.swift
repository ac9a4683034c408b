import Engine
import Hindsight

/// Every text of an explanation, once, in all languages. Associated values are ready to be shown.
enum ExplainPhrase {
    case event(String, source: String?), sighting(EventExplanation.Sighting.Verdict, place: String)
    case amendment(EventMentions.Amendment, event: String, time: String, place: String), amendmentNote
    case rejected(place: String, reason: String)
    case rule(String, place: String), version(String), shadow
    case matches, doesNotMatch, all, any, none, missing
    case decided, decidedNothing, failed(String), key(String)
    case because
    case breaker, breakerState(BreakerState), breakerChange(to: String, time: String, event: String, place: String)
    case logTime(String), onceKey(String), heldBack(since: String), passedOver
    case stateBefore(String), stateAfter(String), stateUnchanged, lastRemembered(String)
    case ruleText, sameVersion, otherVersion(then: String, now: String), ruleGone(String), notMadeNow, notRecorded
}

extension ExplainPhrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .event(let event, let source):
            .init(
                fi: "Tapahtuma \(event)" + (source.map { ", lähde \($0)" } ?? ""),
                sv: "Händelsen \(event)" + (source.map { " från \($0)" } ?? ""),
                en: "Event \(event)" + (source.map { " of \($0)" } ?? ""))
        case .sighting(.first, let place):
            .init(fi: "\(place): tapahtuma", sv: "\(place): händelsen", en: "\(place): the event")
        case .sighting(.duplicate, let place):
            .init(
                fi: "\(place): sama uudelleen; säännöt eivät katso sitä",
                sv: "\(place): samma igen; inga regler ser på den", en: "\(place): the same again; no rule looks at it")
        case .sighting(.conflict, let place):
            .init(
                fi: "\(place): sama tunniste, eri sisältö; ensimmäinen jäi voimaan, eivätkä säännöt katso tätä",
                sv: "\(place): samma id, annat innehåll; det första gäller och inga regler ser på detta",
                en: "\(place): the same id with other content; the first stands, and no rule looks at this one")
        case .amendment(.withdrawal, let event, let time, let place):
            .init(
                fi: "\(place): peruttu \(time) tapahtumalla \(event)", sv: "\(place): återtagen \(time) av \(event)",
                en: "\(place): withdrawn at \(time) by \(event)")
        case .amendment(.correction, let event, let time, let place):
            .init(
                fi: "\(place): korjattu \(time) tapahtumalla \(event)", sv: "\(place): rättad \(time) av \(event)",
                en: "\(place): corrected at \(time) by \(event)")
        case .amendment(.revision, let event, let time, let place):
            .init(
                fi: "\(place): saman vastauksen toinen versio \(event), \(time)",
                sv: "\(place): en annan version av samma svar, \(event), \(time)",
                en: "\(place): another version of the same response, \(event), at \(time)")
        case .amendmentNote:
            .init(
                fi: "Säännöt päättävät tapahtumasta sellaisena kuin se tuli.",
                sv: "Regler beslutar om händelsen som den kom.", en: "Rules decide on an event as it came.")
        case .rejected(let place, let reason):
            .init(
                fi: "\(place): hylätty rivi, jossa on tämä tunniste: \(reason)",
                sv: "\(place): en avvisad rad med detta id: \(reason)",
                en: "\(place): a rejected line with this id: \(reason)")
        case .rule(let rule, let place):
            .init(fi: "Sääntö \(rule), \(place)", sv: "Regeln \(rule), \(place)", en: "Rule \(rule), \(place)")
        case .version(let version): .init(fi: "versio \(version)", sv: "version \(version)", en: "version \(version)")
        case .shadow:
            .init(
                fi: "varjosääntö: sen päätöksiä ei toteuteta", sv: "skuggregel: ingen handlar efter den",
                en: "a shadow: nobody acts on it")
        case .matches:
            .init(fi: "Ehto täyttyy", sv: "Villkoret är uppfyllt", en: "The condition holds")
        case .doesNotMatch:
            .init(fi: "Ehto ei täyty", sv: "Villkoret är inte uppfyllt", en: "The condition does not hold")
        case .all: .init(fi: "kaikki näistä", sv: "alla dessa", en: "all of these")
        case .any: .init(fi: "jokin näistä", sv: "någon av dessa", en: "any of these")
        case .none: .init(fi: "ei mikään näistä", sv: "ingen av dessa", en: "none of these")
        case .missing: .init(fi: "ei ole", sv: "saknas", en: "is missing")
        case .decided: .init(fi: "Päätös", sv: "Beslut", en: "Decided")
        case .decidedNothing:
            .init(
                fi: "Sääntö katsoi tapahtumaa eikä päättänyt mitään.",
                sv: "Regeln såg på händelsen och beslutade inget.",
                en: "The rule looked at the event and decided nothing.")
        case .failed(let message):
            .init(
                fi: "Sääntö epäonnistui: \(message)", sv: "Regeln misslyckades: \(message)",
                en: "The rule failed: \(message)")
        case .key(let key): .init(fi: "avain \(key)", sv: "nyckel \(key)", en: "key \(key)")
        case .because: .init(fi: "Siksi ei", sv: "Därför inte", en: "Why not")
        case .breaker: .init(fi: "katkaisin", sv: "brytare", en: "breaker")
        case .breakerState(.closed): .init(fi: "kiinni, sääntöä kutsutaan", sv: "sluten, regeln anropas", en: "closed")
        case .breakerState(.open): .init(fi: "auki, sääntöä ei kutsuta", sv: "öppen, regeln anropas inte", en: "open")
        case .breakerState(.halfOpen):
            .init(fi: "puoliauki, kokeillaan", sv: "halvöppen, regeln prövas", en: "half-open")
        case .breakerState(.disabled): .init(fi: "poistettu käytöstä", sv: "tagen ur bruk", en: "disabled")
        case .breakerChange(let state, let time, let event, let place):
            .init(
                fi: "alkaen \(time): \(state), tapahtuma \(event) (\(place))",
                sv: "sedan \(time): \(state), händelsen \(event) (\(place))",
                en: "since \(time): \(state), event \(event) (\(place))")
        case .logTime(let time): .init(fi: "lokin aika \(time)", sv: "loggens tid \(time)", en: "log time \(time)")
        case .onceKey(let key): .init(fi: "once: \(key)", sv: "once: \(key)", en: "once: \(key)")
        case .heldBack(let since):
            .init(
                fi: "Sääntö pidätti tapahtuman (once): se päätti samasta jo \(since).",
                sv: "Regeln höll tillbaka händelsen (once): den beslutade om samma redan \(since).",
                en: "The rule held the event back (once): it decided on the same at \(since).")
        case .passedOver:
            .init(
                fi: "Sääntö oli poissa käytöstä eikä nähnyt tapahtumaa.",
                sv: "Regeln var ur bruk och såg inte händelsen.",
                en: "The rule was out of use and did not see the event.")
        case .stateBefore(let state):
            .init(fi: "tila ennen: \(state)", sv: "tillstånd före: \(state)", en: "state before: \(state)")
        case .stateAfter(let state):
            .init(fi: "tila jälkeen: \(state)", sv: "tillstånd efter: \(state)", en: "state after: \(state)")
        case .stateUnchanged: .init(fi: "tila ei muuttunut", sv: "tillståndet är oförändrat", en: "state unchanged")
        case .lastRemembered(let time):
            .init(fi: "viimeksi \(time)", sv: "senast \(time)", en: "last at \(time)")
        case .ruleText:
            .init(fi: "Sääntö kirjoitettuna", sv: "Regeln som den är skriven", en: "The rule as it is written")
        case .sameVersion:
            .init(
                fi: "Sääntö on sama kuin päätöstä tehtäessä.", sv: "Regeln är densamma som när beslutet fattades.",
                en: "The rule is the same as when this was decided.")
        case .otherVersion(let then, let now):
            .init(
                fi: "Sääntöä on muutettu sen jälkeen: silloin \(then), nyt \(now).",
                sv: "Regeln har ändrats sedan dess: då \(then), nu \(now).",
                en: "The rule has been edited since: then \(then), now \(now).")
        case .notRecorded:
            .init(
                fi: "Tiedostossa ei ole tämän säännön päätöstä tästä tapahtumasta.",
                sv: "Filen har inget beslut av denna regel om händelsen.",
                en: "No decision of this rule on the event is recorded.")
        case .ruleGone(let rule):
            .init(
                fi: "Sääntöä \(rule) ei enää ole.", sv: "Regeln \(rule) finns inte längre.",
                en: "There is no rule \(rule) any more.")
        case .notMadeNow:
            .init(
                fi: "Nykyiset säännöt eivät tekisi tätä päätöstä.",
                sv: "De nuvarande reglerna skulle inte fatta detta beslut.",
                en: "The rules as they are now would not decide this.")
        }
    }
}
