import Engine
import Reporting

/// Every text of a chart, once, in all languages. Associated values are ready to be shown.
enum ChartPhrase {
    case everybody, noValue, asTable, skipToContent, generated
    case span(first: String, last: String, period: Period, window: String?)
    case alerts, alert(rule: String, from: String, to: String?), windowEnd, windowNote
    case band(level: String), goal(String), marks, marksNote(periods: String)
    case rise, drop
    case change(before: String, after: String, n: String, base: String, p: String)
    case againstNumber(value: String, number: String, n: String, p: String)
    case since(about: String, from: String, to: String), sinceAbout(String)
    case leftOut(String), suppressed(String), notShown
    case periodName, value, interval(level: String), answers, summary(latest: String, value: String, n: String)
    case noAnswers

    func text(in language: Language) -> String { translations[language] }
}

extension ChartPhrase {
    private var translations: Translations {
        switch self {
        case .everybody: .init(fi: "Kaikki", sv: "Alla", en: "All")
        case .noValue: .init(fi: "(ei tietoa)", sv: "(uppgift saknas)", en: "(none)")
        case .asTable: .init(fi: "Luvut taulukkona", sv: "Talen som tabell", en: "The numbers as a table")
        case .skipToContent: .init(fi: "Siirry sisältöön", sv: "Till innehållet", en: "Skip to content")
        case .generated: .init(fi: "Tehty Tuntumalla.", sv: "Gjord med Tuntuma.", en: "Made with Tuntuma.")
        case .span(let first, let last, let period, let window): Self.span(first, last, period, window)
        case .alerts:
            .init(
                fi:
                    "Palkki viivan yllä: säännön hälytys, alkamisesta (pisteviiva) päättymiseen; nuoli: hälytys on yhä voimassa.",
                sv:
                    "Stapel ovanför linjen: ett larm från en regel, från början (prickad linje) till slut; pil: larmet pågår än.",
                en:
                    "A bar above the line: an alert of a rule, from its beginning (dotted line) to its end; an arrow: it still fires."
            )
        case .alert(let rule, let from, let to?):
            .init(
                fi: "Hälytys \(rule), \(from) – \(to)", sv: "Larm \(rule), \(from) – \(to)",
                en: "Alert \(rule), \(from) – \(to)")
        case .alert(let rule, let from, nil):
            .init(
                fi: "Hälytys \(rule), voimassa \(from) alkaen", sv: "Larm \(rule), pågår sedan \(from)",
                en: "Alert \(rule), firing since \(from)")
        case .windowEnd: .init(fi: "ikkunan viimeinen päivä", sv: "fönstrets sista dag", en: "last day of the window")
        case .windowNote:
            .init(
                fi:
                    "Vierekkäisillä pisteillä on enimmäkseen samat vastaukset, joten niiden välinen ero ei kerro muutoksesta; mittaria seuraavat säännöt kertovat.",
                sv:
                    "Punkter bredvid varandra delar de flesta av sina svar, så skillnaden mellan två säger inget om en förändring; det gör regler om måttet.",
                en:
                    "Points beside each other share most of their answers, so a step between two says nothing of a change; rules about the metric do."
            )
        case .band(let level):
            .init(
                fi: "Viiva on arvo, vyöhyke sen \(level):n väli. Jaksojen alla on vastausten määrä (n).",
                sv: "Linjen är värdet, bandet dess \(level)-intervall. Under perioderna står antalet svar (n).",
                en: "The line is the value, the band its \(level) interval. Under the periods stand the answers (n).")
        case .goal(let target):
            .init(
                fi: "katkoviiva: tavoite \(target)", sv: "streckad linje: mål \(target)", en: "dashed: goal \(target)")
        case .marks:
            .init(
                fi: "▲ ja ▼: korkeampi tai matalampi kuin edelliset jaksot, enemmän kuin sattumaa.",
                sv: "▲ och ▼: högre eller lägre än perioderna före, mer än slump.",
                en: "▲ and ▼: higher or lower than the periods before, more than chance.")
        case .marksNote(let periods):
            .init(
                fi:
                    "Jokaista jaksoa verrataan enintään \(periods) edelliseen yhdessä. Jos mikään ei olisi muuttunut, tällaisista sivuista korkeintaan joka kahdennellakymmenennellä olisi yksikin merkki.",
                sv:
                    "Varje period jämförs med högst \(periods) före den, tillsammans. Om inget hade förändrats skulle högst en av tjugo sådana sidor ha något märke.",
                en:
                    "Each period is held against up to \(periods) before it, taken together. If nothing had changed, at most one such page in twenty would have any mark."
            )
        case .rise: .init(fi: "▲ noussut", sv: "▲ högre", en: "▲ higher")
        case .drop: .init(fi: "▼ laskenut", sv: "▼ lägre", en: "▼ lower")
        case .change(let before, let after, let n, let base, let p):
            .init(
                fi: "\(before) → \(after), n \(n), vertailussa \(base), \(p)",
                sv: "\(before) → \(after), n \(n) mot \(base), \(p)",
                en: "\(before) → \(after), n \(n) against \(base), \(p)")
        case .againstNumber(let value, let number, let n, let p):
            .init(
                fi: "\(value), vertailussa \(number), n \(n), \(p)", sv: "\(value) mot \(number), n \(n), \(p)",
                en: "\(value) against \(number), n \(n), \(p)")
        case .since(let about, let from, let to):
            .init(
                fi: "suunnilleen alkaen \(about) (välillä \(from) – \(to))",
                sv: "sedan ungefär \(about) (mellan \(from) och \(to))",
                en: "since about \(about) (between \(from) and \(to))")
        case .sinceAbout(let about):
            .init(fi: "suunnilleen alkaen \(about)", sv: "sedan ungefär \(about)", en: "since about \(about)")
        case .leftOut(let count):
            .init(
                fi: "Ryhmiä, joilla on vähemmän vastauksia ja joita ei ole piirretty: \(count).",
                sv: "Grupper med färre svar som inte har ritats: \(count).",
                en: "Groups with fewer answers that are not drawn: \(count).")
        case .suppressed(let count):
            .init(
                fi: "Ryhmiä, joita ei näytetä, jotta vastaajia ei voi tunnistaa: \(count).",
                sv: "Grupper som inte visas, för att ingen som svarat ska kunna kännas igen: \(count).",
                en: "Groups not shown, so that nobody who answered can be recognised: \(count).")
        case .notShown: .init(fi: "ei näytetä", sv: "visas inte", en: "not shown")
        case .periodName: .init(fi: "jakso", sv: "period", en: "period")
        case .value: .init(fi: "arvo", sv: "värde", en: "value")
        case .interval(let level): .init(fi: "\(level):n väli", sv: "\(level)-intervall", en: "\(level) interval")
        case .answers: .init(fi: "n", sv: "n", en: "n")
        case .summary(let latest, let value, let n):
            .init(
                fi: "Viimeisin, \(latest): \(value), n \(n).", sv: "Senaste, \(latest): \(value), n \(n).",
                en: "Latest, \(latest): \(value), n \(n).")
        case .noAnswers: .init(fi: "Ei vastauksia.", sv: "Inga svar.", en: "No answers.")
        }
    }

    private static func span(
        _ first: String, _ last: String, _ period: Period, _ window: String?
    ) -> Translations {
        if let days = window {
            return Translations(
                fi: "\(first) – \(last), liukuva ikkuna: \(days) päivää kuhunkin pisteeseen asti",
                sv: "\(first) – \(last), glidande fönster: \(days) dagar fram till varje punkt",
                en: "\(first) – \(last), moving window: the \(days) days up to each point")
        }
        let unit: Translations =
            switch period {
            case .all: .init(fi: "koko ajalta", sv: "hela tiden", en: "over all time")
            case .day: .init(fi: "päivittäin", sv: "per dag", en: "by day")
            case .week: .init(fi: "viikoittain", sv: "per vecka", en: "by week")
            case .month: .init(fi: "kuukausittain", sv: "per månad", en: "by month")
            case .quarter: .init(fi: "neljännesvuosittain", sv: "per kvartal", en: "by quarter")
            case .year: .init(fi: "vuosittain", sv: "per år", en: "by year")
            }
        return Translations(
            fi: "\(first) – \(last), \(unit.fi)", sv: "\(first) – \(last), \(unit.sv)",
            en: "\(first) – \(last), \(unit.en)")
    }
}
