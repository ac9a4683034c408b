/// What the name of a column says about it, in Finnish, Swedish and English.
package enum NameHints {
    package static let recommend = [
        "nps", "netpro", "net pro", "promoter", "suositte", "suositus", "rekommend", "recommend",
    ]
    package static let satisfaction = [
        "csat", "tyytyväi", "arvosan", "nöjd", "betyg", "satisf", "rating",
    ]
    package static let effort = ["effort", "vaiva", "helppo", "ansträng", "lätt att", "how easy", "easy to", "ease"]
    package static let time = [
        "date", "time", "pvm", "päivä", "aika", "datum", "tidpunkt", "submitted", "vastattu", "besvarad",
    ]
    /// Of the time at which somebody answered, among other times.
    package static let answered = [
        "vastau", "vastat", "vastaa", "submit", "complet", "respon", "answer", "timestamp", "aikaleima", "recorded",
        "end date",
        "enddate", "end time", "päättymis", "lopetus", "besvar", "svar", "tidsstämpel", "slutförd", "sluttid",
    ]
    package static let comment = [
        "comment", "komment", "palaute", "perustel", "miksi", "why", "varför", "text", "teksti", "verbatim",
        "feedback", "avoin", "fritext", "open-ended", "motiver",
    ]
    /// Of a date that is none of an answer.
    package static let birth = ["birth", "synty", "född", "födelse"]
    /// What people are said to be, or to hold, in the meaning of a score.
    package static let verdict = [
        "tyytyväi", "mieltä", "todennäk", "helppo", "vaikea", "hyvä", "huono", "erinomai", "kiitettävä", "satisf",
        "agree",
        "likely", "easy", "difficult", "good", "poor", "excellent", "nöjd", "instämm", "håller", "sannolik", "lätt",
        "svår",
        "bra", "dålig", "utmärkt",
    ]
    package static let touchpoint = [
        "touchpoint", "touch point", "kosketuspiste", "kontaktpunkt", "survey_sub_type", "survey type", "tilanne",
    ]
    /// What tells who or where somebody is: it may differ in every row, but names no answer.
    package static let personal = [
        "posti", "zip", "postnummer", "postort", "puhelin", "phone", "telefon", "mobil", "gsm", "email", "e-mail",
        "mail",
        "e-post", "epost", "ip address", "ip-", "latitude", "longitude",
    ]
    package static let weight = ["weight", "painokerroin", "paino", "vikt"]

    /// What a score counts.
    package static let steps: Set = [
        "star", "stars", "tähti", "tähteä", "stjärna", "stjärnor", "points", "point", "pistettä", "piste", "poäng",
    ]
    /// Names of weekdays as they stand before dates, whole or shortened.
    package static let weekdays: Set = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday",
        "sunday", "ma", "ti", "ke", "to", "pe", "la", "su", "maanantai", "tiistai", "keskiviikko", "torstai",
        "perjantai",
        "lauantai", "sunnuntai", "mån", "tis", "ons", "tors", "fre", "lör", "sön", "måndag", "tisdag", "onsdag",
        "torsdag",
        "fredag", "lördag", "söndag", "må", "on", "fr", "lö", "sö", "tues", "thur", "thurs",
    ]

    /// Words that must be the whole name, or a whole part of it, since they are short.
    package static let identifier: Set = [
        "id", "respnum", "respondent", "response", "vastaaja", "vastausnumero", "vastaajanumero", "tunnus", "tunniste",
        "nr", "nro", "number", "numero", "svarsid", "guid", "uuid",
    ]
    package static let language: Set = ["lang", "language", "kieli", "språk", "sprak", "locale"]
    package static let unit: Set = [
        "unit", "yksikkö", "toimipiste", "osasto", "enhet", "avdelning", "store", "branch", "department",
    ]
    package static let ces: Set = ["ces"]
    package static let score: Set = ["score", "scores", "pisteet", "arvio", "poäng", "omdöme"]
    /// What stands first in a row of totals below the answers.
    package static let totals: Set = [
        "n", "total", "totals", "grand total", "sum", "avg", "ka", "stdev", "average", "mean", "median", "yhteensä",
        "summa", "keskiarvo",
        "mediaani",
        "keskihajonta", "totalt", "medelvärde", "genomsnitt", "medeltal",
    ]

    package static func contains(_ hints: [String], _ name: String) -> Bool {
        let name = name.lowercased()
        return hints.contains { name.contains($0) }
    }

    package static func hasWord(_ words: Set<String>, _ name: String) -> Bool {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { words.contains(String($0)) }
    }
}
