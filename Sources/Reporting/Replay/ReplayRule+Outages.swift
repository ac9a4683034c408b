import Engine
import Hindsight

extension ReplayRule {
    /// On which sides the rule was out of use, each under the name that the report shows: once where both are the same.
    func outages(in language: Language) -> [(name: String, outage: RuleOutage)] {
        guard current.outage != candidate.outage else { return [(rule, current.outage)] }
        return [(current, ReplayPhrase.current), (candidate, .candidate)].map { side, phrase in
            ("\(rule) (\(phrase.text(in: language)))", side.outage)
        }
    }
}
