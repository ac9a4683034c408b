/// Names that come from the data or from plugins and that have a translation: metrics, parts, keys of `--by`.
///
/// Any other name is shown as it is written.
package enum KnownName {
    /// The title of a metric: as the workspace names it in the language, else the built-in one, else its id.
    package static func title(of metric: String, _ titles: [String: String], in language: Language) -> String {
        titles[language.rawValue] ?? Self.metric(metric)?[language] ?? titles["en"] ?? metric
    }

    /// The title of a built-in metric under its default id.
    static func metric(_ id: String) -> Translations? {
        switch id {
        case "nps":
            .init(fi: "Suositteluhalukkuus (NPS)", sv: "Rekommendationsvilja (NPS)", en: "Net Promoter Score (NPS)")
        case "csat":
            .init(fi: "Asiakastyytyväisyys (CSAT)", sv: "Kundnöjdhet (CSAT)", en: "Customer satisfaction (CSAT)")
        case "ces": .init(fi: "Asioinnin vaivattomuus (CES)", sv: "Enkelhet (CES)", en: "Customer effort (CES)")
        case "project-experience": .init(fi: "Projektikokemus", sv: "Projektupplevelse", en: "Project experience")
        default: nil
        }
    }

    /// A part of a result, `_` read as a space.
    static func part(_ name: String, in language: Language) -> String {
        let known: Translations? =
            switch name {
            case "promoters": .init(fi: "suosittelijoita", sv: "ambassadörer", en: "promoters")
            case "passives": .init(fi: "neutraaleja", sv: "passiva", en: "passives")
            case "detractors": .init(fi: "arvostelijoita", sv: "kritiker", en: "detractors")
            case "top_boxes": .init(fi: "tyytyväisiä", sv: "nöjda", en: "satisfied")
            case "easy": .init(fi: "helppoa", sv: "lätt", en: "easy")
            case "neutral": .init(fi: "siltä väliltä", sv: "däremellan", en: "neutral")
            case "difficult": .init(fi: "vaikeaa", sv: "svårt", en: "difficult")
            case "complete": .init(fi: "kaikkiin kohtiin vastanneita", sv: "svarat på allt", en: "complete answers")
            case "satisfied": .init(fi: "tyytyväisiä", sv: "nöjda", en: "satisfied")
            case "dissatisfied": .init(fi: "tyytymättömiä", sv: "missnöjda", en: "dissatisfied")
            case "mean": .init(fi: "keskiarvo", sv: "medelvärde", en: "mean")
            case "median": .init(fi: "mediaani", sv: "median", en: "median")
            case "items": .init(fi: "osa-alueet", sv: "delområden", en: "items")
            case "alpha": .init(fi: "Cronbachin alfa", sv: "Cronbachs alfa", en: "Cronbach's alpha")
            case "respondents": .init(fi: "vastaajia", sv: "svarande", en: "respondents")
            case "projects": .init(fi: "projekteja", sv: "projekt", en: "projects")
            case "recommend": .init(fi: "suosittelu", sv: "rekommendation", en: "recommend")
            case "goals": .init(fi: "tavoitteet", sv: "mål", en: "goals")
            case "communication": .init(fi: "viestintä", sv: "kommunikation", en: "communication")
            case "schedule": .init(fi: "aikataulu", sv: "tidsplan", en: "schedule")
            case "expertise": .init(fi: "asiantuntemus", sv: "sakkunskap", en: "expertise")
            default: scripted(name)
            }
        return known?[language] ?? String(name.map { $0 == "_" ? " " : $0 })
    }

    /// A part of a shipped Lua metric.
    private static func scripted(_ name: String) -> Translations? {
        switch name {
        case "kept": .init(fi: "pidettyjä", sv: "hållna", en: "kept")
        case "partly": .init(fi: "osittain pidettyjä", sv: "delvis hållna", en: "partly")
        case "broken": .init(fi: "rikottuja", sv: "brutna", en: "broken")
        case "worse": .init(fi: "odotettua huonompi", sv: "sämre än väntat", en: "worse than expected")
        case "as": .init(fi: "odotusten mukainen", sv: "som väntat", en: "as expected")
        case "better": .init(fi: "odotettua parempi", sv: "bättre än väntat", en: "better than expected")
        case "solved": .init(fi: "ratkesi", sv: "lösta", en: "solved")
        case "unsolved": .init(fi: "jäi ratkaisematta", sv: "olösta", en: "unsolved")
        case "tangibles": .init(fi: "puitteet", sv: "fysisk miljö", en: "tangibles")
        case "reliability": .init(fi: "luotettavuus", sv: "tillförlitlighet", en: "reliability")
        case "responsiveness": .init(fi: "palvelualttius", sv: "tillmötesgående", en: "responsiveness")
        case "assurance": .init(fi: "vakuuttavuus", sv: "trygghet", en: "assurance")
        case "empathy": .init(fi: "empatia", sv: "empati", en: "empathy")
        default: nil
        }
    }

    /// A key of `--by`, as the title of its column.
    package static func key(_ key: String, in language: Language) -> String {
        let known: Translations? =
            switch key {
            case "type": .init(fi: "laji", sv: "typ", en: "type")
            case "survey": .init(fi: "kysely", sv: "enkät", en: "survey")
            case "touchpoint": .init(fi: "kosketuspiste", sv: "kontaktpunkt", en: "touchpoint")
            case "channel": .init(fi: "kanava", sv: "kanal", en: "channel")
            case "unit": .init(fi: "yksikkö", sv: "enhet", en: "unit")
            case "journey": .init(fi: "asiakaspolku", sv: "kundresa", en: "journey")
            case "stage": .init(fi: "vaihe", sv: "fas", en: "stage")
            case "language": .init(fi: "kieli", sv: "språk", en: "language")
            case "respondent": .init(fi: "vastaaja", sv: "svarande", en: "respondent")
            case "account": .init(fi: "asiakas", sv: "kund", en: "account")
            case "project": .init(fi: "projekti", sv: "projekt", en: "project")
            case "source": .init(fi: "lähde", sv: "källa", en: "source")
            case "owner": .init(fi: "omistaja", sv: "ägare", en: "owner")
            default: nil
            }
        let attribute = "attributes."
        return known?[language] ?? (key.hasPrefix(attribute) ? String(key.dropFirst(attribute.count)) : key)
    }
}
