import Workspace

/// Sees what rules with a memory make of some events: for explanations. Belongs to one worker.
final class RuleWitness {
    /// What one rule made of one event.
    struct Sight {
        /// The rule's place in the ``RuleSet``.
        var rule: Int
        var recall: RuleCalls.Recall
        var before: RuleMemory
        var after: RuleMemory
        /// The names and keys that the call looked at or remembered.
        var touched: Set<MemoryCall.Place>
        var outcome: RuleTrial.Outcome
    }

    /// Which rows of the batch at hand are looked at.
    var isWatched: (Int32) -> Bool = { _ in false }
    private(set) var sights: [Sight] = []

    func note(_ sight: Sight) { sights.append(sight) }

    /// What was seen of a batch; the next one begins with nothing.
    func takeSights() -> [Sight] {
        defer { sights = [] }
        return sights
    }
}
