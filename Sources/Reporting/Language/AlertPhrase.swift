import Alerting

/// Every text about alerts and notifications, once, in all languages. Associated values are ready to be shown.
enum AlertPhrase {
    case alerts, nothing, asOf(String), firing(String), pending(String), resolved(String)
    case notifications(String), suppressed(cause: String, String)
    case status(Alert.Status), severity(String), since(String), ended(String)
    case why, alert, labels
    case told(receiver: String, String), waits(receiver: String, String), kept(receiver: String, why: String)
    case silenced(author: String, until: String, comment: String), inhibited(by: String), muted(String)
    case inactive(String)

    // The way through the tree.
    case wayOf(labels: String, at: String), noRoutes, everything, goesOn, otherwise
    case obstacle(label: String, value: String), obstacleMissing(label: String), notAsked
    case receiver(String, action: String?), group(String), ungrouped
    case pace(wait: String, interval: String, repeats: String)
    case silences, inhibitions, times, isInForce, isNotInForce, expired, begins(String), none
    case sourceNeeded(match: String, shared: String), sourceAlone(match: String)

    // A replay.
    case change(AlertComparison.Change), now, then
    case fired(String), notTold(String), firedColumn, notificationsColumn, notToldColumn, nothingDifferent,
        somethingDifferent(String), more(String)
}

extension AlertPhrase {
    /// The text in a language.
    func text(in language: Language) -> String { translations[language] }

    private var translations: Translations {
        switch self {
        case .alerts: .init(fi: "Hälytykset", sv: "Larm", en: "Alerts")
        case .nothing: .init(fi: "Ei hälytyksiä.", sv: "Inga larm.", en: "No alerts.")
        case .asOf(let time): .init(fi: "tilanne \(time)", sv: "läget \(time)", en: "as of \(time)")
        case .firing(let n): .init(fi: "voimassa \(n)", sv: "aktiva \(n)", en: "firing \(n)")
        case .pending(let n): .init(fi: "odottaa \(n)", sv: "väntar \(n)", en: "pending \(n)")
        case .resolved(let n): .init(fi: "päättynyt \(n)", sv: "avslutade \(n)", en: "resolved \(n)")
        case .notifications(let n): .init(fi: "ilmoituksia \(n)", sv: "meddelanden \(n)", en: "notifications \(n)")
        case .suppressed(let cause, let n): suppressed(cause, n)
        case .status(.firing): .init(fi: "voimassa", sv: "aktivt", en: "firing")
        case .status(.pending): .init(fi: "odottaa", sv: "väntar", en: "pending")
        case .status(.resolved): .init(fi: "päättynyt", sv: "avslutat", en: "resolved")
        case .severity("critical"): .init(fi: "vakava", sv: "kritiskt", en: "critical")
        case .severity("warning"): .init(fi: "varoitus", sv: "varning", en: "warning")
        case .severity("info"): .init(fi: "tieto", sv: "info", en: "info")
        case .severity(let other): .init(fi: other, sv: other, en: other)
        case .since(let time): .init(fi: "alkaen \(time)", sv: "sedan \(time)", en: "since \(time)")
        case .ended(let time): .init(fi: "päättyi \(time)", sv: "slutade \(time)", en: "ended \(time)")
        case .why: .init(fi: "miksi", sv: "varför", en: "why")
        case .alert: .init(fi: "hälytys", sv: "larm", en: "alert")
        case .labels: .init(fi: "tunnisteet", sv: "etiketter", en: "labels")
        case .told(let receiver, let time):
            .init(
                fi: "\(receiver): kerrottu \(time)", sv: "\(receiver): underrättad \(time)",
                en: "\(receiver): told \(time)")
        case .waits(let receiver, let time):
            .init(
                fi: "\(receiver): kerrotaan \(time)", sv: "\(receiver): underrättas \(time)",
                en: "\(receiver): will be told \(time)")
        case .kept(let receiver, let why):
            .init(
                fi: "\(receiver): ei kerrota, \(why)", sv: "\(receiver): underrättas inte, \(why)",
                en: "\(receiver): not told, \(why)")
        case .silenced(let author, let until, let comment):
            .init(
                fi: "hiljentänyt \(author), päättyy \(until): \(comment)",
                sv: "tystat av \(author) till \(until): \(comment)",
                en: "silenced by \(author) until \(until): \(comment)")
        case .inhibited(let other):
            .init(
                fi: "peittää toinen hälytys: \(other)", sv: "undertrycks av ett annat larm: \(other)",
                en: "inhibited by another alert: \(other)")
        case .muted(let name):
            .init(fi: "mykistetty ajaksi \(name)", sv: "dämpat under \(name)", en: "muted by \(name)")
        case .inactive(let names):
            .init(fi: "vain aikoina \(names)", sv: "endast under \(names)", en: "only within \(names)")

        case .wayOf(let labels, let time):
            .init(
                fi: "Hälytyksen \(labels) tie, \(time)", sv: "Vägen för larmet \(labels), \(time)",
                en: "The way of \(labels), \(time)")
        case .noRoutes:
            .init(
                fi: "Työtilassa ei ole ilmoitusten reittejä (notifications), joten kenellekään ei ilmoiteta.",
                sv: "Arbetsytan har inga vägar för meddelanden (notifications), så ingen underrättas.",
                en: "The workspace has no routes in notifications, so nobody is told.")
        case .everything: .init(fi: "kaikki hälytykset", sv: "alla larm", en: "every alert")
        case .goesOn: .init(fi: "jatkaa seuraaviin", sv: "fortsätter till nästa", en: "goes on to the next")
        case .otherwise: .init(fi: "mikään alempi ei sovi", sv: "inget nedanför passar", en: "nothing below matches")
        case .obstacle(let label, let value):
            .init(fi: "\(label) on \"\(value)\"", sv: "\(label) är \"\(value)\"", en: "\(label) is \"\(value)\"")
        case .obstacleMissing(let label):
            .init(fi: "\(label) puuttuu", sv: "\(label) saknas", en: "there is no \(label)")
        case .notAsked:
            .init(
                fi: "edellinen sopi eikä siinä ole continue", sv: "den förra passade och saknar continue",
                en: "one before it matched and has no continue")
        case .receiver(let name, .some(let action)):
            .init(
                fi: "vastaanottaja \(name) (\(action))", sv: "mottagare \(name) (\(action))",
                en: "receiver \(name) (\(action))")
        case .receiver(let name, .none):
            .init(
                fi: "vastaanottaja \(name) (vain kirjataan)", sv: "mottagare \(name) (endast noteras)",
                en: "receiver \(name) (only recorded)")
        case .group(let labels): .init(fi: "ryhmä \(labels)", sv: "grupp \(labels)", en: "group \(labels)")
        case .ungrouped: .init(fi: "yksi ryhmä", sv: "en enda grupp", en: "one group")
        case .pace(let wait, let interval, let repeats):
            .init(
                fi: "odotus \(wait), päivitys \(interval), toisto \(repeats)",
                sv: "väntan \(wait), uppdatering \(interval), upprepning \(repeats)",
                en: "wait \(wait), update \(interval), repeat \(repeats)")
        case .silences: .init(fi: "Hiljennykset", sv: "Tystnader", en: "Silences")
        case .inhibitions: .init(fi: "Peitot", sv: "Undertryckanden", en: "Inhibitions")
        case .times: .init(fi: "Ajat", sv: "Tider", en: "Time intervals")
        case .isInForce: .init(fi: "voimassa nyt", sv: "gäller nu", en: "in force now")
        case .isNotInForce: .init(fi: "ei voimassa nyt", sv: "gäller inte nu", en: "not in force now")
        case .expired: .init(fi: "päättynyt", sv: "har gått ut", en: "expired")
        case .begins(let time): .init(fi: "alkaa \(time)", sv: "börjar \(time)", en: "begins \(time)")
        case .none: .init(fi: "ei yhtään", sv: "inga", en: "none")
        case .sourceNeeded(let match, let shared):
            .init(
                fi: "ei kerrota, kun voimassa on \(match), jolla on samat \(shared)",
                sv: "underrättas inte medan ett larm med \(match) och samma \(shared) är aktivt",
                en: "not told while an alert with \(match) and the same \(shared) fires")
        case .sourceAlone(let match):
            .init(
                fi: "ei kerrota, kun voimassa on \(match)",
                sv: "underrättas inte medan ett larm med \(match) är aktivt",
                en: "not told while an alert with \(match) fires")

        case .change(.added): .init(fi: "uusi", sv: "nytt", en: "added")
        case .change(.removed): .init(fi: "poistunut", sv: "borttaget", en: "removed")
        case .change(.earlier): .init(fi: "aiemmin", sv: "tidigare", en: "earlier")
        case .change(.later): .init(fi: "myöhemmin", sv: "senare", en: "later")
        case .now: .init(fi: "nyt", sv: "nu", en: "now")
        case .then: .init(fi: "ehdokas", sv: "kandidat", en: "candidate")
        case .fired(let n): .init(fi: "alkaneita \(n)", sv: "utlösta \(n)", en: "fired \(n)")
        case .notTold(let n): .init(fi: "pidätettyjä \(n)", sv: "hållna tillbaka \(n)", en: "suppressed \(n)")
        case .firedColumn: .init(fi: "alkaneita", sv: "utlösta", en: "fired")
        case .notificationsColumn: .init(fi: "ilmoituksia", sv: "meddelanden", en: "notifications")
        case .notToldColumn: .init(fi: "pidätettyjä", sv: "hållna tillbaka", en: "suppressed")
        case .nothingDifferent:
            .init(fi: "Hälytykset ovat samat.", sv: "Larmen är desamma.", en: "The alerts are the same.")
        case .somethingDifferent(let n):
            .init(fi: "Muuttuneita hälytyksiä: \(n)", sv: "Ändrade larm: \(n)", en: "Alerts that change: \(n)")
        case .more(let n): .init(fi: "ja lisäksi \(n)", sv: "och ytterligare \(n)", en: "and \(n) more")
        }
    }

    private func suppressed(_ cause: String, _ n: String) -> Translations {
        switch cause {
        case "silenced": .init(fi: "hiljennetty \(n)", sv: "tystade \(n)", en: "silenced \(n)")
        case "inhibited": .init(fi: "peitetty \(n)", sv: "undertryckta \(n)", en: "inhibited \(n)")
        case "muted": .init(fi: "mykistetty \(n)", sv: "dämpade \(n)", en: "muted \(n)")
        default: .init(fi: "ajan ulkopuolella \(n)", sv: "utanför tiderna \(n)", en: "outside of hours \(n)")
        }
    }
}
