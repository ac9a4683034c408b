import Foundation
import Tuntuma
import Workspace

/// What a look found, in the words of the organisation's first language.
struct LookWords: Sendable {
    private enum Language {
        case english, finnish, swedish
    }

    private let language: Language

    /// - Parameter languages: The organisation's; its first one counts, English where it is another than Finnish or Swedish.
    init(_ languages: [String]) {
        switch languages.first?.prefix(2) {
        case "fi": language = .finnish
        case "sv": language = .swedish
        default: language = .english
        }
    }

    /// What a name in braces stands for; "" for what is not there.
    func text(of name: String, _ measure: Measure) -> String {
        if let key = measure.group.first(where: { $0.key == name }) { return key.value ?? none }
        let finding = measure.finding
        switch name {
        case "value": return number(finding?.value ?? measure.result.value)
        case "n": return "\(finding?.n ?? measure.result.n)"
        case "lower": return number(measure.result.interval?.lower)
        case "upper": return number(measure.result.interval?.upper)
        case "base": return number(finding?.base)
        case "base_n": return finding?.baseCount.map { "\($0)" } ?? ""
        case "difference": return number(finding?.difference)
        case "p": return finding.map { share($0.p) } ?? ""
        case "since": return finding?.since.map(date) ?? ""
        case "summary": return summary(measure)
        case "metric": return measure.metric
        case "group": return group(measure.group)
        case "day": return measure.day.text
        case "days": return measure.silentDays.map { "\($0)" } ?? ""
        case "target": return number(measure.target)
        default: return ""
        }
    }

    /// A group as people say it: `turku, go-live`.
    func group(_ group: [(key: String, value: String?)]) -> String {
        group.isEmpty ? all : group.map { $0.value ?? none }.joined(separator: ", ")
    }

    /// `42 -> 22, n 79 against 106, p = 0.0002, since about 12 October`.
    func summary(_ measure: Measure) -> String {
        if let days = measure.silentDays { return silence(days) }
        guard let finding = measure.finding else {
            return "\(number(measure.result.value)), n \(measure.result.n)"
        }
        var parts = ["\(number(finding.base)) -> \(number(finding.value))"]
        parts.append(finding.baseCount.map { against(finding.n, $0) } ?? "n \(finding.n)")
        parts.append("p \(finding.p < 0.0001 ? "" : "= ")\(share(finding.p))")
        if let day = finding.since { parts.append(since(date(day))) }
        return parts.joined(separator: ", ")
    }

    /// A number of a metric: one decimal, and none where it is 0.
    private func number(_ value: Double?) -> String {
        guard let value else { return "" }
        guard value.magnitude < 1e15 else { return "\(value)" }
        let rounded = (value * 10).rounded() / 10
        let text = rounded == rounded.rounded() ? "\(Int(rounded))" : String(format: "%.1f", rounded)
        return localised(text)
    }

    /// A p as people write it: two digits that count, and never 0.
    private func share(_ p: Double) -> String {
        let digits = p < 0.001 ? 4 : p < 0.01 ? 3 : 2
        return localised(p < 0.0001 ? "< 0.0001" : String(format: "%.\(digits)f", p))
    }

    private func localised(_ number: String) -> String {
        language == .english ? number : number.replacingOccurrences(of: ".", with: ",")
    }

    private var all: String {
        switch language {
        case .english: "all"
        case .finnish: "kaikki"
        case .swedish: "alla"
        }
    }

    private var none: String {
        switch language {
        case .english: "none"
        case .finnish: "ei tietoa"
        case .swedish: "saknas"
        }
    }

    private func against(_ n: Int, _ base: Int) -> String {
        switch language {
        case .english: "n \(n) against \(base)"
        case .finnish: "n \(n), vertailussa \(base)"
        case .swedish: "n \(n) mot \(base)"
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

    /// `12 October`.
    private func date(_ date: CivilDate) -> String {
        let month = months[(date.month - 1) % 12]
        return language == .finnish ? "\(date.day). \(month)" : "\(date.day) \(month)"
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
