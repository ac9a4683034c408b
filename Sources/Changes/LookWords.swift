import Tuntuma
import Workspace

/// What stands in braces in the texts of a rule, in the words of the organisation's first language.
struct LookWords: Sendable {
    private let words: FigureWords

    /// - Parameter languages: The organisation's.
    init(_ languages: [String]) {
        words = FigureWords(languages)
    }

    /// What a name in braces stands for; "" for what is not there.
    func text(of name: String, _ measure: Measure) -> String {
        if let key = measure.group.first(where: { $0.key == name }) { return key.value ?? words.none }
        let finding = measure.finding
        switch name {
        case "value": return words.number(finding?.value ?? measure.result.value)
        case "n": return "\(finding?.n ?? measure.result.n)"
        case "lower": return words.number(measure.result.interval?.lower)
        case "upper": return words.number(measure.result.interval?.upper)
        case "base": return words.number(finding?.base)
        case "base_n": return finding?.baseCount.map { "\($0)" } ?? ""
        case "difference": return words.number(finding?.difference)
        case "p": return finding.map { words.share($0.p) } ?? ""
        case "since": return finding?.since.map(words.date) ?? ""
        case "summary": return summary(measure)
        case "metric": return measure.metric
        case "group": return group(measure.group)
        case "day": return measure.day.text
        case "days": return measure.silentDays.map { "\($0)" } ?? ""
        case "target": return words.number(measure.target)
        default: return ""
        }
    }

    /// A group as people say it: `turku, go-live`.
    func group(_ group: [(key: String, value: String?)]) -> String {
        group.isEmpty ? words.all : group.map { $0.value ?? words.none }.joined(separator: ", ")
    }

    /// `42 -> 22, n 79 against 106, p = 0.0002, since about 12 October`.
    func summary(_ measure: Measure) -> String { words.summary(measure.figures) }
}
