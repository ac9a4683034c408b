/// The reasons and warnings of a first look, which it gives in English, in the reader's language.
///
/// Each is a pattern with the places of names and numbers left open. What is not known here is shown as it is.
enum KnownGuess {
    static func text(_ reason: String, in language: Language) -> String {
        guard language != .english else { return reason }
        for known in all {
            guard let values = match(reason, known.english) else { continue }
            // A warning may hold the reason of a guess.
            return fill(language == .finnish ? known.fi : known.sv, values.map { text($0, in: language) })
        }
        return reason
    }

    /// What stands in the places of a pattern, marked `*`; nil when a text is not of that pattern.
    private static func match(_ text: String, _ pattern: String) -> [String]? {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, text.hasPrefix(first) else { return nil }
        var values: [String] = []
        var rest = text.dropFirst(first.count)
        for (place, part) in parts.enumerated().dropFirst() {
            if place == parts.count - 1 {
                guard rest.hasSuffix(part) else { return nil }
                values.append(String(rest.dropLast(part.count)))
                return values
            }
            guard let found = rest.firstRange(of: part) else { return nil }
            values.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return rest.isEmpty ? values : nil
    }

    /// Puts values into the places of a translation, in their order.
    private static func fill(_ pattern: String, _ values: [String]) -> String {
        var text = ""
        var values = values[...]
        for character in pattern {
            if character == "*" { text += values.popFirst() ?? "" } else { text.append(character) }
        }
        return text
    }

    private typealias Known = (english: String, fi: String, sv: String)

    private static var all: [Known] { format + times + columns + warnings }

    private static let format: [Known] = [
        ("a byte order mark", "tiedoston alussa on tavujärjestysmerkki", "filen börjar med en byteordningsmarkering"),
        ("nothing but ASCII", "pelkkää ASCIIa", "bara ASCII"),
        (
            "the letters beyond ASCII are written as UTF-8 does", "muut kuin ASCII-kirjaimet ovat UTF-8:n mukaisia",
            "bokstäver utöver ASCII är skrivna som i UTF-8"
        ),
        ("every second byte is 0", "joka toinen tavu on 0", "varannan byte är 0"),
        (
            "the letters beyond ASCII are no UTF-8", "muut kuin ASCII-kirjaimet eivät ole UTF-8:aa",
            "bokstäver utöver ASCII är inte UTF-8"
        ),
        ("the first line names it", "ensimmäinen rivi kertoo sen", "första raden anger den"),
        (
            "it cuts * % of the first rows into * cells", "se jakaa * % ensimmäisistä riveistä * soluun",
            "den delar * % av de första raderna i * celler"
        ),
        ("no number has a comma", "missään luvussa ei ole pilkkua", "inget tal har komma"),
        ("numbers written like 4,5: *", "lukuja, jotka on kirjoitettu kuten 4,5: *", "tal som är skrivna som 4,5: *"),
        (
            "more numbers have a point than a comma", "useammassa luvussa on piste kuin pilkku",
            "fler tal har punkt än komma"
        ),
        (
            "the first row has numbers or dates", "ensimmäisellä rivillä on lukuja tai päiviä",
            "första raden har tal eller datum"
        ),
        (
            "the second row goes on where the first has empty cells",
            "toinen rivi jatkaa siitä, missä ensimmäisellä on tyhjiä soluja",
            "andra raden fortsätter där den första har tomma celler"
        ),
        ("the first row has texts only", "ensimmäisellä rivillä on vain tekstejä", "första raden har bara texter"),
        (
            "what stands above row * has fewer cells", "rivin * yläpuolella on vähemmän soluja",
            "det som står ovanför rad * har färre celler"
        ),
    ]

    private static let times: [Known] = [
        (
            "the first number goes beyond 12, so it is the day", "ensimmäinen luku on yli 12, joten se on päivä",
            "det första talet går över 12, alltså är det dagen"
        ),
        (
            "the second number goes beyond 12, so it is the day", "toinen luku on yli 12, joten se on päivä",
            "det andra talet går över 12, alltså är det dagen"
        ),
        (
            "AM and PM go with the month first, but no number goes beyond 12",
            "AM ja PM viittaavat siihen, että kuukausi on ensin, mutta mikään luku ei ole yli 12",
            "AM och PM brukar ha månaden först, men inget tal går över 12"
        ),
        (
            "dates with points have the day first", "pisteellisissä päiväyksissä päivä on ensin",
            "datum med punkter har dagen först"
        ),
        (
            "no number goes beyond 12, so whether the day or the month is first cannot be seen",
            "mikään luku ei ole yli 12, joten ei näe, onko päivä vai kuukausi ensin",
            "inget tal går över 12, så det syns inte om dagen eller månaden är först"
        ),
        (
            "every value is a time with its offset", "jokaisessa arvossa on aika ja ero UTC:hen",
            "varje värde är en tid med skillnad från UTC"
        ),
        ("every value begins with a year", "jokainen arvo alkaa vuodella", "varje värde börjar med ett år"),
    ]

    private static let columns: [Known] = [
        (
            "its name, and values from * to *", "nimi, ja arvot välillä *–*", "namnet, och värden från * till *"
        ),
        ("values from * to *", "arvot välillä *–*", "värden från * till *"),
        (
            "its name, and numbers that are not whole", "nimi, ja luvut, jotka eivät ole kokonaisia",
            "namnet, och tal som inte är hela"
        ),
        ("its name, and different values: *", "nimi, ja eri arvoja: *", "namnet, och olika värden: *"),
        (
            "its name, and texts of * characters on average", "nimi, ja tekstit, joissa on keskimäärin * merkkiä",
            "namnet, och texter på i snitt * tecken"
        ),
        (
            "texts of * characters on average", "tekstit, joissa on keskimäärin * merkkiä",
            "texter på i snitt * tecken"
        ),
        ("* different numbers", "* eri lukua", "* olika tal"),
        ("* different texts", "* eri tekstiä", "* olika texter"),
        (
            "its name, and another value in every row", "nimi, ja joka rivillä eri arvo",
            "namnet, och ett eget värde på varje rad"
        ),
        ("another value in every row", "joka rivillä eri arvo", "ett eget värde på varje rad"),
    ]

    private static let warnings: [Known] = [
        (
            "no column has dates; every answer gets the time at which the file was changed last",
            "missään sarakkeessa ei ole päiviä; jokainen vastaus saa ajakseen sen, milloin tiedostoa viimeksi muutettiin",
            "ingen kolumn har datum; varje svar får tiden då filen senast ändrades"
        ),
        (
            "no column names the answers; the number of the row does, so add rows only at the end of the file",
            "mikään sarake ei yksilöi vastauksia; sen tekee rivin numero, joten lisää rivejä vain tiedoston loppuun",
            "ingen kolumn namnger svaren; radens nummer gör det, så lägg till rader bara i slutet av filen"
        ),
        (
            "*: * (rows: *) is not on the scale *; these are rejected and counted, unless you say that they mean no answer",
            "*: * (rivejä: *) ei kuulu asteikolle *; nämä hylätään ja lasketaan, ellet kerro, että ne tarkoittavat puuttuvaa vastausta",
            "*: * (rader: *) finns inte på skalan *; de avvisas och räknas, om du inte anger att de betyder inget svar"
        ),
        (
            "*: \"*\" (rows: *) is read as no answer",
            "*: \"*\" (rivejä: *) luetaan puuttuvaksi vastaukseksi",
            "*: \"*\" (rader: *) läses som inget svar"
        ),
        (
            "*: its name says nps, but texts such as \"*\" (rows: *) stand among the numbers; say in event what they mean",
            "*: nimen mukaan nps, mutta lukujen joukossa on tekstejä kuten \"*\" (rivejä: *); kerro event-funktiossa, mitä ne tarkoittavat",
            "*: namnet säger nps, men bland talen finns texter som \"*\" (rader: *); ange i event vad de betyder"
        ),
        (
            "*: read as *, but *; say which in parse_time",
            "*: luettu muodossa *, mutta *; kerro oikea parse_time-kutsussa",
            "*: läst som *, men *; ange det rätta i parse_time"
        ),
    ]
}
