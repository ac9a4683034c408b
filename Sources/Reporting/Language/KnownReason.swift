/// Reasons that metrics and the reader of the log give in English, in the reader's language.
///
/// A reason that is not known here is shown as it is: the reasons of other people's plugins and scripts.
enum KnownReason {
    static func text(_ reason: String, in language: Language) -> String {
        guard language != .english else { return reason }
        if let known = translation(reason) { return known[language] }
        // "time: not a time": the name of the field stays, for it is what must be searched for in the file.
        guard let colon = reason.firstRange(of: ": ") else { return reason }
        guard let known = translation(String(reason[colon.upperBound...])) else { return reason }
        return reason[..<colon.upperBound] + known[language]
    }

    private static func translation(_ reason: String) -> Translations? {
        if let known = whole(reason) { return known }
        guard let beginning = beginnings.first(where: { reason.hasPrefix($0.prefix) }) else { return nil }
        return beginning.translate(String(reason.dropFirst(beginning.prefix.count)))
    }

    private static func whole(_ reason: String) -> Translations? {
        metric(reason) ?? line(reason)
    }

    /// Why a metric has no value, or did not count an answer.
    private static func metric(_ reason: String) -> Translations? {
        switch reason {
        case "no answers": .init(fi: "ei vastauksia", sv: "inga svar", en: reason)
        case "not a number": .init(fi: "ei ole luku", sv: "är inte ett tal", en: reason)
        case "not a whole number": .init(fi: "ei ole kokonaisluku", sv: "är inte ett heltal", en: reason)
        case "the denominator is 0": .init(fi: "jakaja on 0", sv: "nämnaren är 0", en: reason)
        case "fewer than half of the items were answered":
            .init(fi: "alle puoleen kohdista vastattiin", sv: "färre än hälften av frågorna besvarades", en: reason)
        case "the window reaches back to events that are not kept":
            .init(
                fi: "ikkuna ulottuu tapahtumiin, joita ei ole enää tallessa",
                sv: "fönstret når tillbaka till händelser som inte är kvar", en: reason)
        case "the beginning of the log is not kept":
            .init(fi: "lokin alku ei ole tallessa", sv: "loggens början är inte kvar", en: reason)
        case "there are more groups than are kept":
            .init(
                fi: "ryhmiä on enemmän kuin pidetään tallessa", sv: "det finns fler grupper än vad som sparas",
                en: reason)
        case "no weight": .init(fi: "paino puuttuu", sv: "vikten saknas", en: reason)
        case "the weight is not a number": .init(fi: "paino ei ole luku", sv: "vikten är inte ett tal", en: reason)
        case "the weight is not above 0": .init(fi: "paino ei ole yli 0", sv: "vikten är inte över 0", en: reason)
        default: nil
        }
    }

    /// Why a line is no event.
    private static func line(_ reason: String) -> Translations? {
        switch reason {
        case "not valid UTF-8": .init(fi: "ei ole kelvollista UTF-8:aa", sv: "är inte giltig UTF-8", en: reason)
        case "the line is longer than 1 MiB":
            .init(fi: "rivi on pidempi kuin 1 MiB", sv: "raden är längre än 1 MiB", en: reason)
        case "nested deeper than 64 levels":
            .init(fi: "sisäkkäisiä tasoja on yli 64", sv: "mer än 64 nivåer", en: reason)
        case "missing; every event has id, time and type":
            .init(
                fi: "puuttuu; joka tapahtumalla on id, time ja type",
                sv: "saknas; varje händelse har id, time och type", en: reason)
        case "missing; a correction names the events that it corrects":
            .init(
                fi: "puuttuu; korjaus (correction) nimeää tapahtumat, jotka se korjaa",
                sv: "saknas; en rättelse (correction) nämner de händelser som den rättar", en: reason)
        case "missing; a withdrawal names the events that it withdraws":
            .init(
                fi: "puuttuu; peruutus (withdrawal) nimeää tapahtumat, jotka se peruu",
                sv: "saknas; ett återtagande (withdrawal) nämner de händelser som det återtar", en: reason)
        case "the key is there twice": .init(fi: "avain on kahdesti", sv: "nyckeln finns två gånger", en: reason)
        case "empty": .init(fi: "tyhjä", sv: "tom", en: reason)
        case "not a time; write it as 2026-03-02T09:15:00+02:00":
            .init(
                fi: "ei ole aika; kirjoita se näin: 2026-03-02T09:15:00+02:00",
                sv: "är ingen tid; skriv den så här: 2026-03-02T09:15:00+02:00", en: reason)
        case "no offset from UTC; write 2026-03-02T09:15:00+02:00 or 2026-03-02T07:15:00Z":
            .init(
                fi: "ero UTC-aikaan puuttuu; kirjoita 2026-03-02T09:15:00+02:00 tai 2026-03-02T07:15:00Z",
                sv: "skillnaden mot UTC saknas; skriv 2026-03-02T09:15:00+02:00 eller 2026-03-02T07:15:00Z", en: reason)
        case "there is no such date or time of day":
            .init(
                fi: "sellaista päivää tai kellonaikaa ei ole", sv: "det finns ingen sådan dag eller tid", en: reason)
        default: nil
        }
    }

    private static let beginnings: [(prefix: String, translate: @Sendable (String) -> Translations)] = [
        (
            "not on the scale ",
            { scale in
                .init(
                    fi: "ei asteikolla \(scale)", sv: "inte på skalan \(scale)", en: "not on the scale \(scale)")
            }
        ),
        (
            "not JSON",
            { rest in
                .init(fi: "ei ole JSONia\(rest)", sv: "är inte JSON\(rest)", en: "not JSON\(rest)")
            }
        ),
        (
            "fewer than ",
            { rest in
                let n = rest.prefix { $0.isNumber }
                // Another sentence that begins in the same way.
                guard rest.dropFirst(n.count) == " answers" else {
                    return .init(fi: "fewer than \(rest)", sv: "fewer than \(rest)", en: "fewer than \(rest)")
                }
                return .init(fi: "alle \(n) vastausta", sv: "färre än \(n) svar", en: "fewer than \(n) answers")
            }
        ),
    ]
}
