import Engine
import TerminalTables

/// What became of a rule that failed too often, in the same words in every report.
struct OutageText {
    /// `hog: disabled at event r-29, log/2025.jsonl:29: it was suspended 3 times`.
    let state: String
    /// How many events it did not see; nil: it saw them all.
    let unseen: String?
    let isDisabled: Bool

    /// Nil for a rule that was never out of use.
    /// - Parameter rule: Its name, as the report shows it.
    init?(_ outage: RuleOutage, of rule: String, in language: Language) {
        guard let last = outage.transitions.last, let first = outage.transitions.first else { return nil }
        isDisabled = outage.breaker == .disabled
        let openings = outage.transitions.count { $0.to == .open || $0.to == .disabled }
        let phrase =
            if isDisabled {
                Phrase.ruleDisabled(rule: rule, event: last.event, place: last.place)
            } else if openings == 1 {
                Phrase.ruleSuspendedOnce(rule: rule, event: first.event, place: first.place)
            } else {
                Phrase.ruleSuspended(
                    rule: rule, times: language.format(openings), event: first.event, place: first.place)
            }
        state = "\(phrase.text(in: language)): \(Phrase.breakerReason(first.reason).text(in: language))"
        unseen =
            outage.passedOver > 0
            ? Phrase.passedOver(language.format(outage.passedOver)).text(in: language) : nil
    }
}

extension TextReport {
    /// Since when a rule is out of use, why, and what it did not see; nothing for one that never was.
    func outageLines(_ outage: RuleOutage, of rule: String) -> [StyledText] {
        guard let text = OutageText(outage, of: rule, in: language) else { return [] }
        return wrap(text.state, indent: 2, style: text.isDisabled ? .red : .yellow)
            + (text.unseen.map { wrap($0, indent: 4) } ?? [])
    }
}
