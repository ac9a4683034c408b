/// The words that stand in times as people and survey tools write them, in English, Finnish and Swedish.
///
/// `parse_time` reads them, and the first look at a file finds them.
package enum TimeWords {
    /// The month of a name, whole or shortened, in any case and with or without a point: `Mar`, `maaliskuuta`, `mars.`.
    package static func month(_ word: some StringProtocol) -> Int? {
        months[String(word).replacing(".", with: "").lowercased()]
    }

    /// Whether a word stands for the second half of the day (PM, ip., em) or for the first (AM, ap., fm); nil for any other.
    package static func isAfternoon(_ word: some StringProtocol) -> Bool? {
        switch String(word).replacing(".", with: "").lowercased() {
        case "am", "ap", "fm": false
        case "pm", "ip", "em": true
        default: nil
        }
    }

    private static let months: [String: Int] = {
        var months: [String: Int] = [:]
        let names = [
            (["january", "jan", "januari"], "tammi"), (["february", "feb", "februari", "febr"], "helmi"),
            (["march", "mar", "mars"], "maalis"), (["april", "apr"], "huhti"), (["may", "maj"], "touko"),
            (["june", "jun", "juni"], "kesä"), (["july", "jul", "juli"], "heinä"),
            (["august", "aug", "augusti"], "elo"), (["september", "sep", "sept"], "syys"),
            (["october", "oct", "oktober", "okt"], "loka"), (["november", "nov"], "marras"),
            (["december", "dec"], "joulu"),
        ]
        for (index, (words, stem)) in names.enumerated() {
            // `tammi`, `tammik.`, `tammikuu`, `tammikuuta`, `tammikuun`.
            for word in words + ["", "k", "kuu", "kuuta", "kuun"].map({ stem + $0 }) { months[word] = index + 1 }
        }
        return months
    }()
}
