import Engine
import Workspace

/// Every text that the table and the progress line say by themselves, once, in all languages.
///
/// Associated values are ready to be shown: numbers are formatted already. Counts stand after their noun or without
/// one, so that no language needs plural forms.
enum Phrase {
    // The head.
    case period, events
    case read(String), accepted(String), duplicates(String), conflicts(String), rejected(String)
    case late(String), corrected(String), withdrawn(String), fromHost(String), dangling(String)
    case elapsed(String)

    // Metrics.
    case value, interval(level: String), weighted, trend, latest
    case all, noValue, nothingMeasured
    case every(Period)
    case scaleFrom(String, to: String), trendFrom(String, to: String)
    case notCounted, withoutAnswer(String), fewAnswers(String)
    case suppressed(minimum: String?), suppressedMark(minimum: String?)
    case effectiveN(String)
    case others, before, moreThanChance, couldBeChance, tooFewToSay, markedAgainst(others: Bool, before: Bool)
    case falseDiscoveries(rate: String)

    // Rules.
    case shadows
    case rules, rule, matched, decided, failed, time
    case decisions, alerts(String), routes(String), actions(String)
    case failures, failurePlace(event: String, place: String), failureKind(String), failureCount(String)
    case ruleDisabled(rule: String, event: String, place: String)
    case ruleSuspended(rule: String, times: String, event: String, place: String)
    case ruleSuspendedOnce(rule: String, event: String, place: String)
    case breakerReason(BreakerReason), passedOver(String)
    case heldBack(rule: String, String), droppedRecords(rule: String, String)
    case memoryMigrated(rule: String), memoryClean(rule: String, parts: String)

    // Rules about metrics.
    case metricRules, looks, held, notEvaluated(rule: String), lookReason(LookCounts.NotEvaluated)

    // What could not be read.
    case rejectedLines, conflictingEvents, byte(String), conflict(event: String), conflictFrom(
        event: String, source: String)
    case more(String), allRejected

    // An import.
    case records(String), newEvents(String), leftOut(String)

    // Progress.
    case progressEvents(String), progressRate(String), progressLeft(String)
}

extension Phrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .period: .init(fi: "Ajalta", sv: "Period", en: "Period")
        case .events: .init(fi: "Tapahtumat", sv: "Händelser", en: "Events")
        case .read(let n): .init(fi: "luettu \(n)", sv: "lästa \(n)", en: "read \(n)")
        case .accepted(let n): .init(fi: "hyväksytty \(n)", sv: "godkända \(n)", en: "accepted \(n)")
        case .duplicates(let n): .init(fi: "kaksoiskappaleita \(n)", sv: "dubbletter \(n)", en: "duplicates \(n)")
        case .conflicts(let n): .init(fi: "ristiriitoja \(n)", sv: "konflikter \(n)", en: "conflicts \(n)")
        case .rejected(let n): .init(fi: "hylätty \(n)", sv: "avvisade \(n)", en: "rejected \(n)")
        case .late(let n): .init(fi: "myöhässä \(n)", sv: "sena \(n)", en: "late \(n)")
        case .corrected(let n): .init(fi: "korjattu \(n)", sv: "rättade \(n)", en: "corrected \(n)")
        case .withdrawn(let n): .init(fi: "peruttu \(n)", sv: "återtagna \(n)", en: "withdrawn \(n)")
        case .fromHost(let n):
            .init(fi: "järjestelmän omia \(n)", sv: "systemets egna \(n)", en: "of the host itself \(n)")
        case .dangling(let n):
            .init(
                fi: "korjauksia ja peruutuksia, joiden kohdetta ei ole lokissa \(n)",
                sv: "rättelser och återtaganden vars händelse inte finns i loggen \(n)",
                en: "corrections and withdrawals of events that are not in the log \(n)")
        case .elapsed(let time): .init(fi: "kesto \(time)", sv: "tid \(time)", en: "took \(time)")

        case .value: .init(fi: "arvo", sv: "värde", en: "value")
        case .interval(let level): .init(fi: "\(level):n väli", sv: "\(level)-intervall", en: "\(level) interval")
        case .weighted: .init(fi: "painotettu", sv: "viktat", en: "weighted")
        case .trend: .init(fi: "kehitys", sv: "utveckling", en: "trend")
        case .latest: .init(fi: "viimeisin", sv: "senaste", en: "latest")
        case .all: .init(fi: "kaikki", sv: "alla", en: "all")
        case .noValue: .init(fi: "(ei tietoa)", sv: "(uppgift saknas)", en: "(none)")
        case .nothingMeasured:
            .init(
                fi: "Yhdelläkään mittarilla ei ole vastauksia.", sv: "Inget mått har några svar.",
                en: "No metric has any answers.")
        case .every(let period): period.translations
        case .scaleFrom(let lower, let upper):
            .init(
                fi: "asteikko \(lower) … \(upper)", sv: "skala \(lower) … \(upper)", en: "scale \(lower) … \(upper)")
        case .trendFrom(let lower, let upper):
            .init(
                fi: "kehitys välillä \(lower) … \(upper)", sv: "utveckling mellan \(lower) och \(upper)",
                en: "trend from \(lower) to \(upper)")
        case .notCounted: .init(fi: "Ei laskettu mukaan", sv: "Inte medräknade", en: "Not counted")
        case .withoutAnswer(let n):
            .init(
                fi: "ei vastausta tähän: \(n)", sv: "inget svar på detta: \(n)", en: "no answer to this: \(n)"
            )
        case .suppressedMark(.some(let minimum)):
            .init(fi: "n < \(minimum)", sv: "n < \(minimum)", en: "n < \(minimum)")
        case .suppressedMark(.none): .init(fi: "ei näytetä", sv: "visas inte", en: "not shown")
        case .suppressed(.some(let minimum)):
            .init(
                fi: "n < \(minimum): ei näytetä, jotta vastaajia ei voi tunnistaa",
                sv: "n < \(minimum): visas inte, för att ingen som svarat ska kunna kännas igen",
                en: "n < \(minimum): not shown, so that nobody who answered can be recognised")
        case .suppressed(.none):
            .init(
                fi: "ei näytetä: liian vähän vastauksia, jotta vastaajia ei voi tunnistaa",
                sv: "visas inte: för få svar för att ingen ska kunna kännas igen",
                en: "not shown: too few answers, so that nobody who answered can be recognised")
        case .fewAnswers(let minimum):
            .init(
                fi: "* alle \(minimum) vastausta: yksikin vastaus muuttaa lukua paljon",
                sv: "* färre än \(minimum) svar: ett enda svar ändrar talet mycket",
                en: "* fewer than \(minimum) answers: a single one moves the number a lot")
        case .effectiveN(let n): .init(fi: "efektiivinen n \(n)", sv: "effektivt n \(n)", en: "effective n \(n)")

        case .others: .init(fi: "muut", sv: "andra", en: "others")
        case .before: .init(fi: "edell.", sv: "förra", en: "before")
        case .moreThanChance:
            .init(fi: "enemmän kuin sattumaa", sv: "mer än slump", en: "more than chance")
        case .couldBeChance: .init(fi: "voi olla sattumaa", sv: "kan vara slump", en: "could be chance")
        case .tooFewToSay:
            .init(fi: "liian vähän vastauksia", sv: "för få svar för att säga", en: "too few to say")
        case .markedAgainst(true, false):
            .init(fi: "Verrattuna muihin", sv: "Jämfört med de andra", en: "Against the others")
        case .markedAgainst(false, _):
            .init(
                fi: "Verrattuna edelliseen jaksoon", sv: "Jämfört med perioden före", en: "Against the period before")
        case .markedAgainst(true, true):
            .init(
                fi: "Verrattuna muihin ja edelliseen jaksoon", sv: "Jämfört med de andra och med perioden före",
                en: "Against the others and the period before")
        case .falseDiscoveries(let rate):
            .init(
                fi: "Sarakkeen nuolista odotettavasti enintään \(rate) on sattumaa (FDR).",
                sv: "Av pilarna i en kolumn väntas högst \(rate) vara slump (FDR).",
                en: "Of the arrows in a column at most \(rate) are expected to be chance (FDR).")

        case .shadows:
            .init(
                fi: "Varjosäännöt (niiden päätöksiä ei toteuteta)", sv: "Skuggregler (ingen handlar efter dem)",
                en: "Shadow rules (nobody acts on them)")
        case .rules: .init(fi: "Säännöt", sv: "Regler", en: "Rules")
        case .rule: .init(fi: "sääntö", sv: "regel", en: "rule")
        case .matched: .init(fi: "osumia", sv: "träffar", en: "matched")
        case .decided: .init(fi: "päätti", sv: "beslutade", en: "decided")
        case .failed: .init(fi: "epäonnistui", sv: "misslyckades", en: "failed")
        case .time: .init(fi: "aika", sv: "tid", en: "time")
        case .decisions: .init(fi: "Päätökset", sv: "Beslut", en: "Decisions")
        case .alerts(let n): .init(fi: "hälytyksiä \(n)", sv: "larm \(n)", en: "alerts \(n)")
        case .routes(let n): .init(fi: "ohjauksia \(n)", sv: "hänvisningar \(n)", en: "routes \(n)")
        case .actions(let n): .init(fi: "toimenpiteitä \(n)", sv: "åtgärder \(n)", en: "actions \(n)")
        case .failures: .init(fi: "Sääntöjen virheet", sv: "Fel i reglerna", en: "Rules that failed")
        case .failurePlace(let event, let place):
            .init(
                fi: "tapahtumassa \(event), \(place)", sv: "på händelsen \(event), \(place)",
                en: "on event \(event), \(place)")
        case .failureKind(let kind): KnownFailure.translations(of: kind)
        case .failureCount(let n): .init(fi: "yhteensä \(n)", sv: "sammanlagt \(n)", en: "\(n) in all")
        case .ruleDisabled(let rule, let event, let place):
            .init(
                fi: "\(rule): poistettu käytöstä tapahtumassa \(event), \(place)",
                sv: "\(rule): tagen ur bruk vid händelsen \(event), \(place)",
                en: "\(rule): disabled at event \(event), \(place)")
        case .ruleSuspended(let rule, let times, let event, let place):
            .init(
                fi: "\(rule): keskeytetty \(times) kertaa, ensin tapahtumassa \(event), \(place)",
                sv: "\(rule): avbruten \(times) gånger, först vid händelsen \(event), \(place)",
                en: "\(rule): suspended \(times) times, first at event \(event), \(place)")
        case .ruleSuspendedOnce(let rule, let event, let place):
            .init(
                fi: "\(rule): keskeytetty kerran, tapahtumassa \(event), \(place)",
                sv: "\(rule): avbruten en gång, vid händelsen \(event), \(place)",
                en: "\(rule): suspended once, at event \(event), \(place)")
        case .breakerReason(let reason): KnownFailure.translations(of: reason)
        case .passedOver(let n):
            .init(
                fi: "ilman sitä ohitettuja tapahtumia \(n)", sv: "händelser som den inte fick se \(n)",
                en: "events that it did not see \(n)")

        case .heldBack(let rule, let n):
            .init(
                fi: "\(rule): pidätettyjä tapahtumia (once) \(n)", sv: "\(rule): tillbakahållna händelser (once) \(n)",
                en: "\(rule): events held back (once) \(n)")
        case .droppedRecords(let rule, let n):
            .init(
                fi: "\(rule): muisti täyttyi, ennen aikojaan unohdettuja \(n) (limits: memory_keys, memory_records)",
                sv: "\(rule): minnet blev fullt, glömda i förtid \(n) (limits: memory_keys, memory_records)",
                en:
                    "\(rule): its memory was full, forgotten before their time \(n) (limits: memory_keys, memory_records)"
            )
        case .memoryMigrated(let rule):
            .init(
                fi: "\(rule): tila muunnettiin aiemmasta (migrate)", sv: "\(rule): tillståndet omvandlades (migrate)",
                en: "\(rule): its state was made of the earlier one (migrate)")
        case .memoryClean(let rule, let parts):
            .init(
                fi: "\(rule): muisti alkoi tyhjästä, koska sääntöä on muutettu (\(parts))",
                sv: "\(rule): minnet började om, eftersom regeln har ändrats (\(parts))",
                en: "\(rule): its memory began anew, since the rule was changed (\(parts))")

        case .metricRules:
            .init(fi: "Mittareita seuraavat säännöt", sv: "Regler om mått", en: "Rules about metrics")
        case .looks: .init(fi: "katsottu", sv: "granskade", en: "looked at")
        case .held: .init(fi: "täyttyi", sv: "uppfylldes", en: "held")
        case .notEvaluated(let rule):
            .init(fi: "\(rule), ei arvioitu", sv: "\(rule), inte bedömda", en: "\(rule), not evaluated")
        case .lookReason(let reason): reason.translations

        case .rejectedLines: .init(fi: "Hylätyt rivit", sv: "Avvisade rader", en: "Rejected lines")
        case .conflictingEvents:
            .init(
                fi: "Ristiriidat (sama tunniste, eri sisältö: ensimmäinen jäi voimaan)",
                sv: "Konflikter (samma id, annat innehåll: det första gäller)",
                en: "Conflicts (same id, other content: the first one stands)")
        case .byte(let n): .init(fi: "tavu \(n)", sv: "byte \(n)", en: "byte \(n)")
        case .conflict(let event): .init(fi: "tapahtuma \(event)", sv: "händelse \(event)", en: "event \(event)")
        case .conflictFrom(let event, let source):
            .init(
                fi: "tapahtuma \(event), lähde \(source)", sv: "händelse \(event) från \(source)",
                en: "event \(event) of \(source)")
        case .more(let n): .init(fi: "ja vielä \(n)", sv: "och \(n) till", en: "and \(n) more")
        case .allRejected:
            .init(
                fi: "--rejected TIEDOSTO kirjoittaa kaikki", sv: "--rejected FIL skriver alla",
                en: "--rejected FILE writes them all")

        case .records(let n): .init(fi: "tietueita \(n)", sv: "poster \(n)", en: "records \(n)")
        case .newEvents(let n): .init(fi: "tapahtumia \(n)", sv: "händelser \(n)", en: "events \(n)")
        case .leftOut(let n): .init(fi: "jätetty pois \(n)", sv: "utelämnade \(n)", en: "left out \(n)")

        case .progressEvents(let n): .init(fi: "tapahtumia \(n)", sv: "händelser \(n)", en: "events \(n)")
        case .progressRate(let n): .init(fi: "\(n)/s", sv: "\(n)/s", en: "\(n)/s")
        case .progressLeft(let time): .init(fi: "\(time) jäljellä", sv: "\(time) kvar", en: "\(time) left")
        }
    }
}

extension LookCounts.NotEvaluated {
    fileprivate var translations: Translations {
        switch self {
        case .noAnswers: .init(fi: "ei vastauksia", sv: "inga svar", en: "no answers")
        case .tooFew: .init(fi: "liian vähän vastauksia", sv: "för få svar", en: "too few answers")
        case .noValue:
            .init(fi: "mittarilla ei ole arvoa", sv: "måttet har inget värde", en: "the metric has no value")
        case .noTarget: .init(fi: "ei tavoitetta", sv: "inget mål", en: "no target")
        case .nothingToCompare:
            .init(fi: "ei vertailtavaa", sv: "inget att jämföra med", en: "nothing to compare with")
        case .wholeDidNotChange:
            .init(
                fi: "ylempi ryhmä ei muuttunut", sv: "gruppen ovanför ändrades inte",
                en: "the group above did not change")
        case .noClusters:
            .init(
                fi: "mittaria ei voi testata ryppäittäin (cluster)", sv: "måttet kan inte prövas per kluster (cluster)",
                en: "the metric cannot be tested by clusters")
        }
    }
}

extension Period {
    fileprivate var translations: Translations {
        switch self {
        case .all: .init(fi: "koko ajalta", sv: "hela perioden", en: "over all time")
        case .day: .init(fi: "päivittäin", sv: "per dag", en: "by day")
        case .week: .init(fi: "viikoittain", sv: "per vecka", en: "by week")
        case .month: .init(fi: "kuukausittain", sv: "per månad", en: "by month")
        case .quarter: .init(fi: "neljännesvuosittain", sv: "per kvartal", en: "by quarter")
        case .year: .init(fi: "vuosittain", sv: "per år", en: "by year")
        }
    }
}
