import Engine
import Hindsight

/// Every text of a replay, once, in all languages. Associated values are ready to be shown.
enum ReplayPhrase {
    case title, replayed(days: String, events: String), ofEvents(String)
    case rules, same(String), edited(String), new(String), gone(String)
    case status(ReplayRule.Status)

    // Columns.
    case current, candidate, added, removed, changed, rerouted
    case decisions, unit, queue, action, day, withoutUnit
    case nothingDifferent, somethingDifferent(String)

    // Queues.
    case load, perDay, busiest, capacity, daysOver
    case overCapacity(queue: String, from: String, to: String, capacity: String, days: String, of: String)
    case queueOfUnit(queue: String, unit: String)

    // Examples and cost.
    case examples, change(ReplayChange), event(String, place: String)
    case cost, matched, failed, meanSteps, costNote

    // What history cannot say.
    case gaps, missingField(rule: String, field: String), missingTypes(rule: String, types: String), gapsNote

    // The page.
    case skipToContent, chartByDay, chartByRule, asTable, chartByWeek
    case generated, week
}

extension ReplayPhrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .title:
            .init(
                fi: "Mitä muutetut säännöt olisivat tehneet", sv: "Vad de ändrade reglerna skulle ha gjort",
                en: "What the edited rules would have done")
        case .replayed(let days, let events):
            .init(
                fi: "\(days) · tapahtumia \(events)", sv: "\(days) · händelser \(events)",
                en: "\(days) · events \(events)")
        case .ofEvents(let n): .init(fi: "lokissa \(n)", sv: "i loggen \(n)", en: "in the log \(n)")
        case .rules: .init(fi: "Säännöt", sv: "Regler", en: "Rules")
        case .same(let n): .init(fi: "ennallaan \(n)", sv: "oförändrade \(n)", en: "the same \(n)")
        case .edited(let n): .init(fi: "muutettuja \(n)", sv: "ändrade \(n)", en: "edited \(n)")
        case .new(let n): .init(fi: "uusia \(n)", sv: "nya \(n)", en: "new \(n)")
        case .gone(let n): .init(fi: "poistettuja \(n)", sv: "borttagna \(n)", en: "taken away \(n)")
        case .status(.same): .init(fi: "ennallaan", sv: "oförändrad", en: "the same")
        case .status(.edited): .init(fi: "muutettu", sv: "ändrad", en: "edited")
        case .status(.added): .init(fi: "uusi", sv: "ny", en: "new")
        case .status(.removed): .init(fi: "poistettu", sv: "borttagen", en: "taken away")

        case .current: .init(fi: "nyt", sv: "nu", en: "now")
        case .candidate: .init(fi: "muutettuna", sv: "efter", en: "then")
        case .added: .init(fi: "lisää", sv: "till", en: "added")
        case .removed: .init(fi: "pois", sv: "bort", en: "removed")
        case .changed: .init(fi: "muuttuu", sv: "ändras", en: "changed")
        case .rerouted: .init(fi: "muualle", sv: "annanstans", en: "rerouted")
        case .decisions: .init(fi: "Päätökset", sv: "Beslut", en: "Decisions")
        case .unit: .init(fi: "yksikkö", sv: "enhet", en: "unit")
        case .queue: .init(fi: "jono", sv: "kö", en: "queue")
        case .action: .init(fi: "toimenpide", sv: "åtgärd", en: "action")
        case .day: .init(fi: "päivä", sv: "dag", en: "day")
        case .week: .init(fi: "viikko", sv: "vecka", en: "week")
        case .withoutUnit: .init(fi: "(ei yksikköä)", sv: "(ingen enhet)", en: "(none)")
        case .nothingDifferent:
            .init(
                fi: "Yksikään päätös ei muutu.", sv: "Inget beslut blir annorlunda.", en: "No decision is different.")
        case .somethingDifferent(let n):
            .init(
                fi: "Päätöksiä, jotka muuttuvat: \(n)", sv: "Beslut som blir annorlunda: \(n)",
                en: "Decisions that are different: \(n)")

        case .load: .init(fi: "Jonojen kuorma", sv: "Köernas belastning", en: "Load of the queues")
        case .perDay: .init(fi: "päivässä", sv: "per dag", en: "a day")
        case .busiest: .init(fi: "vilkkaimpana", sv: "som mest", en: "busiest day")
        case .capacity: .init(fi: "mahtuu", sv: "kapacitet", en: "capacity")
        case .daysOver: .init(fi: "päiviä yli", sv: "dagar över", en: "days over")
        case .overCapacity(let queue, let from, let to, let capacity, let days, let all):
            .init(
                fi: "\(queue): \(from) → \(to) päivässä, yli \(capacity) kapasiteetin \(days) päivänä \(all) päivästä",
                sv: "\(queue): \(from) → \(to) per dag, över kapaciteten \(capacity) på \(days) av \(all) dagar",
                en: "\(queue): \(from) → \(to) a day, over its capacity of \(capacity) on \(days) of \(all) days")
        case .queueOfUnit(let queue, let unit):
            .init(fi: "\(queue), \(unit)", sv: "\(queue) i \(unit)", en: "\(queue) in \(unit)")

        case .examples: .init(fi: "Esimerkkejä", sv: "Exempel", en: "Examples")
        case .change(.added): .init(fi: "lisää", sv: "till", en: "added")
        case .change(.removed): .init(fi: "pois", sv: "bort", en: "removed")
        case .change(.rerouted): .init(fi: "muualle", sv: "annanstans", en: "rerouted")
        case .change(.changed): .init(fi: "muuttuu", sv: "ändras", en: "changed")
        case .event(let event, let place):
            .init(
                fi: "tapahtuma \(event), \(place)", sv: "händelse \(event), \(place)", en: "event \(event), \(place)")
        case .cost: .init(fi: "Sääntöjen hinta", sv: "Reglernas pris", en: "Cost of the rules")
        case .matched: .init(fi: "osumia", sv: "träffar", en: "matched")
        case .failed: .init(fi: "epäonnistui", sv: "misslyckades", en: "failed")
        case .meanSteps: .init(fi: "askelia kerralla", sv: "steg per gång", en: "steps a call")
        case .costNote:
            .init(
                fi: "Askeleet: keskiarvo joka 16. tapahtumasta; sama joka kerralla.",
                sv: "Steg: medelvärde över var 16:e händelse; detsamma varje gång.",
                en: "Steps: the mean over one event in 16; the same every time.")

        case .gaps:
            .init(fi: "Mitä historia ei voi kertoa", sv: "Vad historien inte kan säga", en: "What history cannot say")
        case .missingField(let rule, let field):
            .init(
                fi: "sääntö \(rule) katsoo kenttää \(field), jota ei ole missään näistä tapahtumista",
                sv: "regeln \(rule) ser på fältet \(field), som ingen av dessa händelser har",
                en: "rule \(rule) looks at \(field), which none of these events has")
        case .missingTypes(let rule, let types):
            .init(
                fi: "sääntö \(rule) odottaa tapahtumia \(types), joita ei ole",
                sv: "regeln \(rule) väntar på händelser av typen \(types), som inte finns",
                en: "rule \(rule) waits for events of type \(types), and there are none")
        case .gapsNote:
            .init(
                fi: "Kun tieto tulee, sääntö voi tehdä muuta kuin tässä näkyy.",
                sv: "När uppgiften kommer kan regeln göra annat än vad som visas här.",
                en: "Once that comes, the rule may do other things than are shown here.")

        case .skipToContent: .init(fi: "Siirry sisältöön", sv: "Hoppa till innehållet", en: "Skip to the content")
        case .chartByDay: .init(fi: "Päätöksiä päivässä", sv: "Beslut per dag", en: "Decisions by day")
        case .chartByWeek: .init(fi: "Päätöksiä viikossa", sv: "Beslut per vecka", en: "Decisions by week")
        case .chartByRule: .init(fi: "Päätöksiä säännöittäin", sv: "Beslut per regel", en: "Decisions by rule")
        case .asTable:
            .init(fi: "Samat luvut taulukkona", sv: "Samma tal som tabell", en: "The same numbers as a table")
        case .generated:
            .init(
                fi: "Tuntuma kirjoitti tämän sivun. Se ei hae mitään verkosta.",
                sv: "Tuntuma skrev den här sidan. Den hämtar inget från nätet.",
                en: "Written by Tuntuma. This page fetches nothing from the network.")
        }
    }
}
