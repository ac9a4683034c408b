import Memory
import Trials
import Workspace

/// Sees what rules make of some events in the order of the log: for explanations. Belongs to one worker.
final class RuleWitness {
    /// What one rule with a memory made of one event.
    struct Sight {
        /// The rule's place in the ``RuleSet``.
        var rule: Int
        var recall: RuleCalls.Recall
        var before: RuleMemory
        var after: RuleMemory
        /// The names and keys that the call looked at or remembered.
        var touched: Set<MemoryCall.Place>
        /// What the call was told of metrics.
        var answers: [MetricAnswer]
        var outcome: RuleTrial.Outcome
    }

    /// How the breaker of a rule stood at one event that passed its condition.
    struct BreakerSight {
        /// The rule's place in the ``RuleSet``.
        var rule: Int
        var row: Int32
        var before: BreakerState
        var after: BreakerState
        /// Whether the event was let through; nil where nobody asked, as `once` held it back.
        var isAdmitted: Bool?
        /// The last change until then, those at the event among them; nil where there was none.
        var change: BreakerTransition?
    }

    /// Which rows of the batch at hand are looked at.
    var isWatched: (Int32) -> Bool = { _ in false }
    private(set) var sights: [Sight] = []

    private(set) var breakers: [BreakerSight] = []

    func note(_ sight: Sight) { sights.append(sight) }

    func note(_ sight: BreakerSight) { breakers.append(sight) }

    /// What was seen of a batch; the next one begins with nothing.
    func takeSights() -> (rules: [Sight], breakers: [BreakerSight]) {
        defer { (sights, breakers) = ([], []) }
        return (sights, breakers)
    }
}
