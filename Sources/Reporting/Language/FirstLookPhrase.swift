import FirstLook
import TableSurvey

/// What the report of a first look says by itself, in all languages. Associated values are ready to be shown.
enum FirstLookPhrase {
    // How a file was read.
    case howRead(String), toKeep, check, withoutScores
    case encoding(String), separator(String), decimalComma, decimalPoint, header
    case role(FirstLook.Role)

    // Segments that stand out.
    case standOuts, nothingToCompare, noneStandsOut(String), comparedHow(String, rate: String), echo(String)
    case metric, segment, group, others, difference

    // Comments.
    case comments, answer(String)

    // The shipped rule.
    case ruleHeading, decided(String, of: String), exampleOf(String, line: String), nothingSent
    case ruleNotFound, ruleBroken(String)
}

extension FirstLookPhrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .howRead(let path):
            .init(
                fi: "Näin \(path) luettiin (arvaus, tarkista se)",
                sv: "Så lästes \(path) (en gissning, kontrollera den)",
                en: "How \(path) was read (a guess: check it)")
        case .toKeep:
            .init(
                fi: "Sama tiedostoon tuntuma.lua liitettäväksi:", sv: "Detsamma att klistra in i tuntuma.lua:",
                en: "The same, to be pasted into tuntuma.lua:")
        case .withoutScores:
            .init(
                fi:
                    "mikään sarake ei näytä pisteiltä, joten mitattavaa ei ole; liitä yllä oleva lohko tiedostoon tuntuma.lua, "
                    + "nimeä pisteet kohdassa answers = { ... } ja lisää mittari",
                sv:
                    "ingen kolumn ser ut som poäng, så det finns inget att mäta; klistra in blocket ovan i tuntuma.lua, "
                    + "ange poängen i answers = { ... } och lägg till ett mått",
                en:
                    "no column looks like a score, so there is nothing to measure; paste the block above into tuntuma.lua, "
                    + "name the score in answers = { ... } and add a metric")
        case .check: .init(fi: "tarkista", sv: "kontrollera", en: "check")
        case .encoding(let name): .init(fi: "merkistö \(name)", sv: "teckenkodning \(name)", en: "encoding \(name)")
        case .separator(let name): .init(fi: "erotin \(name)", sv: "avgränsare \(name)", en: "separator \(name)")
        case .decimalComma: .init(fi: "desimaalipilkku", sv: "decimalkomma", en: "decimal comma")
        case .decimalPoint: .init(fi: "desimaalipiste", sv: "decimalpunkt", en: "decimal point")
        case .header: .init(fi: "otsikko", sv: "rubrikrad", en: "header")
        case .role(let role): role.translations

        case .standOuts:
            .init(fi: "Muista poikkeavat ryhmät", sv: "Grupper som avviker", en: "Segments that stand out")
        case .nothingToCompare:
            .init(
                fi: "Vertailtavaa ei ole: yhdessäkään ryhmässä ei ole vähintään 10:tä vastausta.",
                sv: "Inget att jämföra: ingen grupp har minst 10 svar.",
                en: "Nothing to compare: no group has 10 answers or more.")
        case .noneStandsOut(let n):
            .init(
                fi: "Mikään ryhmä ei poikkea enempää kuin sattuma selittää. Vertailuja: \(n).",
                sv: "Ingen grupp avviker mer än slumpen förklarar. Jämförelser: \(n).",
                en: "None: no group differs by more than chance explains. Comparisons: \(n).")
        case .comparedHow(let n, let rate):
            .init(
                fi:
                    "Kukin ryhmä kaikkiin muihin vastauksiin verrattuna. Vertailuja \(n); näytetyistä odotettavasti enintään "
                    + "\(rate) on sattumaa (FDR).",
                sv:
                    "Varje grupp jämförd med alla andra svar. Jämförelser \(n); av dem som visas väntas högst \(rate) "
                    + "vara slump (FDR).",
                en:
                    "Each group against all other answers. Comparisons \(n); of those shown at most \(rate) are "
                    + "expected to be chance (FDR).")
        case .echo(let key):
            .init(
                fi: "\(key) on tehty pistemäärästä itsestään, joten sitä ei vertailtu.",
                sv: "\(key) är gjord av poängen själv och jämfördes inte.",
                en: "\(key) is made of the score itself and was not compared.")
        case .metric: .init(fi: "mittari", sv: "mått", en: "metric")
        case .segment: .init(fi: "jako", sv: "indelning", en: "segment")
        case .group: .init(fi: "ryhmä", sv: "grupp", en: "group")
        case .others: .init(fi: "muut", sv: "övriga", en: "others")
        case .difference: .init(fi: "ero", sv: "skillnad", en: "difference")

        case .comments:
            .init(
                fi: "Kommentteja: alimmat pisteet, ja yksi kiitos",
                sv: "Kommentarer: de lägsta poängen, och ett beröm",
                en: "Comments: the lowest scores, and one of praise")
        case .answer(let id): .init(fi: "vastaus \(id)", sv: "svar \(id)", en: "answer \(id)")

        case .ruleHeading:
            .init(
                fi: "Mukana tuleva takaisinsoittosääntö olisi päättänyt",
                sv: "Den medföljande återuppringningsregeln skulle ha beslutat",
                en: "What the shipped call-back rule would have decided")
        case .decided(let n, let all):
            .init(
                fi: "soitetaan takaisin \(n), tapahtumia \(all)", sv: "återuppringningar \(n), händelser \(all)",
                en: "call-backs \(n), of events \(all)")
        case .exampleOf(let event, let line):
            .init(
                fi: "esim. vastaus \(event), rivi \(line)", sv: "t.ex. svar \(event), rad \(line)",
                en: "e.g. answer \(event), line \(line)")
        case .nothingSent:
            .init(
                fi: "Mitään ei lähetetty. --decisions TIEDOSTO kirjoittaa kaikki päätökset.",
                sv: "Ingenting skickades. --decisions FIL skriver alla beslut.",
                en: "Nothing was sent. --decisions FILE writes all decisions.")
        case .ruleNotFound:
            .init(
                fi: "Mukana tulevia sääntöjä ei löytynyt; kerro niiden kansio ympäristömuuttujassa TUNTUMA_RULES.",
                sv: "De medföljande reglerna hittades inte; ange deras mapp i miljövariabeln TUNTUMA_RULES.",
                en: "The shipped rules were not found; name their folder in the environment variable TUNTUMA_RULES.")
        case .ruleBroken(let problem):
            .init(
                fi: "Takaisinsoittosääntöä ei voi käyttää: \(problem)",
                sv: "Återuppringningsregeln kan inte användas: \(problem)",
                en: "The call-back rule cannot be used: \(problem)")
        }
    }
}

extension FirstLook.Role {
    fileprivate var translations: Translations {
        switch self {
        case .identifier: .init(fi: "tunniste", sv: "id", en: "the id")
        case .time(let pattern):
            .init(fi: "aika, \(pattern.text)", sv: "tid, \(pattern.text)", en: "a time, \(pattern.text)")
        case .score(let score):
            .init(
                fi: "pisteet \(score.low)–\(score.high), \(score.metric.rawValue)",
                sv: "poäng \(score.low)–\(score.high), \(score.metric.rawValue)",
                en: "a score \(score.low)–\(score.high), \(score.metric.rawValue)")
        case .comment: .init(fi: "kommentti", sv: "kommentar", en: "a comment")
        case .segment: .init(fi: "jako ryhmiin", sv: "indelning", en: "a segment")
        case .language: .init(fi: "kieli", sv: "språk", en: "the language")
        case .weight: .init(fi: "paino", sv: "vikt", en: "the weight")
        case .other: .init(fi: "tuntematon", sv: "okänd", en: "unknown")
        }
    }
}
