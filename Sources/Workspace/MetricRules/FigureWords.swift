import Foundation
package import Tuntuma

/// The figures of looks in a language. Rules write in the organisation's, and reports in the reader's.
package struct FigureWords: Sendable {
    private enum Language {
        case english, finnish, swedish
    }

    private let language: Language

    /// - Parameter languages: Codes such as `fi` or `sv-FI`; the first one counts, English where it is another than Finnish or
    ///   Swedish.
    package init(_ languages: [String]) {
        switch languages.first?.prefix(2) {
        case "fi": language = .finnish
        case "sv": language = .swedish
        default: language = .english
        }
    }

    /// `42 -> 22, n 79 against 106, p = 0.0002, since about 12 October`; of a fixed number `22 against 40, n 79, p = 0.0002`.
    package func summary(_ figures: LookFigures) -> String {
        switch figures {
        case .silent(let days): return silence(days)
        case .window(let value, let n): return "\(number(value)), n \(n)"
        case .found(let finding):
            let (value, base) = (number(finding.value), number(finding.base))
            var parts: [String]
            if let count = finding.baseCount {
                parts = ["\(base) -> \(value)", "n \(against("\(finding.n)", "\(count)"))"]
            } else {
                // A number does not become another: nothing has moved.
                parts = [against(value, base), "n \(finding.n)"]
            }
            parts.append("p \(finding.p < 0.0001 ? "" : "= ")\(share(finding.p))")
            if let day = finding.since { parts.append(since(date(day))) }
            return parts.joined(separator: ", ")
        }
    }

    /// A number of a metric: one decimal, and none where it is 0; "" for none.
    package func number(_ value: Double?) -> String {
        guard let value else { return "" }
        guard value.magnitude < 1e15 else { return "\(value)" }
        let rounded = (value * 10).rounded() / 10
        let text = rounded == rounded.rounded() ? "\(Int(rounded))" : String(format: "%.1f", rounded)
        return localised(text)
    }

    /// A p as people write it: two digits that count, and never 0.
    package func share(_ p: Double) -> String {
        let digits = p < 0.001 ? 4 : p < 0.01 ? 3 : 2
        return localised(p < 0.0001 ? "< 0.0001" : String(format: "%.\(digits)f", p))
    }

    /// `12 October`.
    package func date(_ date: CivilDate) -> String {
        let month = months[(date.month - 1) % 12]
        return language == .finnish ? "\(date.day). \(month)" : "\(date.day) \(month)"
    }

    /// Everybody.
    package var all: String {
        switch language {
        case .english: "all"
        case .finnish: "kaikki"
        case .swedish: "alla"
        }
    }

    /// A key without a value.
    package var none: String {
        switch language {
        case .english: "none"
        case .finnish: "ei tietoa"
        case .swedish: "saknas"
        }
    }

    private func localised(_ number: String) -> String {
        language == .english ? number : number.replacingOccurrences(of: ".", with: ",")
    }

    private func against(_ number: String, _ base: String) -> String {
        switch language {
        case .english: "\(number) against \(base)"
        case .finnish: "\(number), vertailussa \(base)"
        case .swedish: "\(number) mot \(base)"
        }
    }

    private func since(_ date: String) -> String {
        switch language {
        case .english: "since about \(date)"
        case .finnish: "noin \(date) alkaen"
        case .swedish: "sedan omkring \(date)"
        }
    }

    private func silence(_ days: Int) -> String {
        switch language {
        case .english: "no answers for \(days) \(days == 1 ? "day" : "days")"
        case .finnish: "ei vastauksia \(days) päivään"
        case .swedish: "inga svar på \(days) \(days == 1 ? "dag" : "dagar")"
        }
    }

    private var months: [String] {
        switch language {
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        case .finnish:
            [
                "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta",
                "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
            ]
        case .swedish:
            [
                "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
                "november", "december",
            ]
        }
    }
}
