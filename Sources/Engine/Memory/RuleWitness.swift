package import Memory
package import Trials
import Workspace

/// Sees what rules make of some events in the order of the log: for explanations. Belongs to one worker.
package final class RuleWitness {
    /// What one rule with a memory made of one event.
    package struct Sight {
        /// The rule's place in the ``RuleSet``.
        package var rule: Int
        var recall: RuleCalls.Recall
        /// The event's row in its batch.
        package var row: Int32 { recall.row }
        /// What `once` tells the event apart by; nil where the rule has none, or the event lacks a field of it.
        package var onceKey: String? { recall.key }
        /// Log time, in milliseconds since 1970.
        package var logTime: Int64 { recall.now }
        package var before: RuleMemory
        package var after: RuleMemory
        /// The names and keys that the call looked at or remembered.
        package var touched: Set<MemoryCall.Place>
        /// What the call was told of metrics.
        package var answers: [MetricAnswer]
        package var outcome: RuleTrial.Outcome
    }

    /// How the breaker of a rule stood at one event that passed its condition.
    package struct BreakerSight {
        /// The rule's place in the ``RuleSet``.
        package var rule: Int
        package var row: Int32
        package var before: BreakerState
        package var after: BreakerState
        /// Whether the event was let through; nil where nobody asked, as `once` held it back.
        package var isAdmitted: Bool?
        /// The last change until then, those at the event among them; nil where there was none.
        package var change: BreakerTransition?
    }

    /// Which rows of the batch at hand are looked at.
    package var isWatched: (Int32) -> Bool = { _ in false }
    private(set) var sights: [Sight] = []

    private(set) var breakers: [BreakerSight] = []

    package init() {}

    func note(_ sight: Sight) { sights.append(sight) }

    func note(_ sight: BreakerSight) { breakers.append(sight) }

    /// What was seen of a batch; the next one begins with nothing.
    package func takeSights() -> (rules: [Sight], breakers: [BreakerSight]) {
        defer { (sights, breakers) = ([], []) }
        return (sights, breakers)
    }
}
