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
        (
            "the third row has the import ids of Qualtrics", "kolmannella rivillä ovat Qualtricsin tuontitunnukset",
            "tredje raden har importnamnen från Qualtrics"
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
            "the values are times with their offset", "arvoissa on aika ja ero UTC:hen",
            "värdena är tider med skillnad från UTC"
        ),
        ("the values begin with a year", "arvot alkavat vuodella", "värdena börjar med ett år"),
        (
            "the values are the digits of dates, the year first", "arvot ovat päiväysten numerot, vuosi ensin",
            "värdena är datumens siffror, året först"
        ),
        ("the values have the name of a month", "arvoissa on kuukauden nimi", "värdena har månadens namn"),
    ]

    private static let columns: [Known] = [
        (
            "its name, and values from * to *", "nimi, ja arvot välillä *–*", "namnet, och värden från * till *"
        ),
        ("values from * to *", "arvot välillä *–*", "värden från * till *"),
        ("the scale * in its name", "nimessä oleva asteikko *", "skalan * i namnet"),
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
        (
            "* of * values of column * are written otherwise: \"*\" (line *); rows like these are rejected",
            "*/* arvosta sarakkeessa * on kirjoitettu toisin: \"*\" (rivi *); tällaiset rivit hylätään",
            "* av * värden i kolumnen * är skrivna på annat sätt: \"*\" (rad *); sådana rader avvisas"
        ),
        (
            "rows without a time in column *: *, the first on line *; these are rejected",
            "rivejä ilman aikaa sarakkeessa *: *, ensimmäinen rivi *; nämä hylätään",
            "rader utan tid i kolumnen *: *, den första på rad *; de avvisas"
        ),
        (
            "* of * values of column * are before 1990 or after *: \"*\" (line *); are these years right?",
            "*/* arvosta sarakkeessa * on ennen vuotta 1990 tai vuoden * jälkeen: \"*\" (rivi *); ovatko vuodet oikein?",
            "* av * värden i kolumnen * är före 1990 eller efter *: \"*\" (rad *); stämmer åren?"
        ),
        (
            "*: dates that are written in several ways, such as \"*\" (rows: *) and \"*\" (rows: *), so they were not used; "
                + "write them in one way",
            "*: päiväyksiä monella tavalla kirjoitettuna, kuten \"*\" (rivejä: *) ja \"*\" (rivejä: *), joten niitä ei käytetty; "
                + "kirjoita ne yhdellä tavalla",
            "*: datum som är skrivna på flera sätt, som \"*\" (rader: *) och \"*\" (rader: *), så de användes inte; skriv dem "
                + "på ett sätt"
        ),
        (
            "*: numbers such as \"*\" seem to count days or seconds, so they were not used; have the column exported as dates",
            "*: luvut kuten \"*\" näyttävät laskevan päiviä tai sekunteja, joten niitä ei käytetty; vie sarake päiväyksinä",
            "*: tal som \"*\" tycks räkna dagar eller sekunder, så de användes inte; exportera kolumnen som datum"
        ),
        (
            "several columns have times (*); * is taken for that of the answer",
            "useassa sarakkeessa on aika (*); vastauksen ajaksi on otettu *",
            "flera kolumner har tider (*); * är tagen som svarets tid"
        ),
        (
            "*: * of * rows have no value of their own in it, so it does not name the answers",
            "*: */* riviltä puuttuu oma arvo, joten se ei yksilöi vastauksia",
            "*: * av * rader saknar ett eget värde, så den namnger inte svaren"
        ),
        (
            "*: taken for 0-10, as its name speaks of recommending, but all answers are from * to *; if it was asked on another "
                + "scale, write the scale in the metric",
            "*: tulkittu asteikoksi 0-10, koska nimi puhuu suosittelusta, mutta kaikki vastaukset ovat välillä *–*; jos asteikko "
                + "oli toinen, kirjoita se mittariin",
            "*: tolkad som 0-10, eftersom namnet talar om att rekommendera, men alla svar är från * till *; om skalan var en "
                + "annan, skriv den i måttet"
        ),
        (
            "*: * of * values are not whole numbers; these are rejected and counted",
            "*: */* arvosta ei ole kokonaislukuja; nämä hylätään ja lasketaan",
            "*: * av * värden är inte heltal; de avvisas och räknas"
        ),
        (
            "*: * of * values are no numbers, such as \"*\"; these rows have no answer to it",
            "*: */* arvosta ei ole lukuja, kuten \"*\"; näillä riveillä ei ole siihen vastausta",
            "*: * av * värden är inga tal, som \"*\"; dessa rader har inget svar på den"
        ),
        (
            "* columns look like scores; the block has the surest * of them",
            "* saraketta näyttää pisteiltä; lohkossa on niistä varmimmat *",
            "* kolumner ser ut som poäng; blocket har de * säkraste av dem"
        ),
        (
            "* of * rows have more cells than the header, the first on line *; these are rejected: is a separator inside a text "
                + "that is not in quotes?",
            "*/* rivistä sisältää enemmän soluja kuin otsikko, ensimmäinen rivi *; nämä hylätään: onko erotin tekstissä, joka ei "
                + "ole lainausmerkeissä?",
            "* av * rader har fler celler än rubriken, den första på rad *; de avvisas: finns avgränsaren i en text utan "
                + "citattecken?"
        ),
        (
            "line * begins with \"*\": a row of totals, which is left out",
            "rivin * alussa on \"*\": yhteenvetorivi, joka jätetään pois",
            "rad * börjar med \"*\": en summarad, som utelämnas"
        ),
    ]
}
