import Memory
package import Tuntuma
package import Workspace

/// The two sets of rules of a replay, and which rule of one is compared with which of the other.
package struct ReplaySides: Sendable {
    /// A rule on both sides, or on one.
    package struct Pair: Sendable {
        /// The id under which it is shown: the candidate's where there is one.
        package var id: String
        /// Its place in the current rules.
        package var current: Int?
        /// Its place in the candidate's.
        package var candidate: Int?
        /// Both are the same text: one of them need not run.
        package var isSame: Bool
    }

    package let current: RuleSet
    package let candidate: RuleSet
    /// In the order of the current rules; those that only the candidate has come behind.
    package let pairs: [Pair]
    /// By place in the current rules, and by place in the candidate's: the place of the pair.
    let pairOfCurrent: [Int]
    let pairOfCandidate: [Int]
    /// The places of the candidate's rules that have to run.
    let changed: [Int]

    /// - Parameters:
    ///   - current: The live rules.
    ///   - candidate: The rules as they would be; one with ``Rule/replaces`` is compared with that rule.
    package init(current: [Rule], candidate: [Rule], symbols: SymbolTable) throws(WorkspaceError) {
        self.current = try RuleSet(current, symbols: symbols)
        self.candidate = try RuleSet(candidate, symbols: symbols)
        var pairs = current.enumerated().map { Pair(id: $1.id, current: $0, candidate: nil, isSame: false) }
        var pairOfCandidate: [Int] = []
        var changed: [Int] = []
        for (place, rule) in candidate.enumerated() {
            let known =
                current.firstIndex { $0.id == rule.id }
                ?? rule.replaces.flatMap { replaced in
                    candidate.contains { $0.id == replaced } ? nil : current.firstIndex { $0.id == replaced }
                }
            if let known, pairs[known].candidate == nil {
                pairs[known].id = rule.id
                pairs[known].candidate = place
                pairs[known].isSame = Self.isSame(current[known], rule)
                if !pairs[known].isSame { changed.append(place) }
                pairOfCandidate.append(known)
            } else {
                pairs.append(Pair(id: rule.id, current: nil, candidate: place, isSame: false))
                pairOfCandidate.append(pairs.count - 1)
                changed.append(place)
            }
        }
        self.pairs = pairs
        pairOfCurrent = Array(current.indices)
        self.pairOfCandidate = pairOfCandidate
        self.changed = changed
    }

    /// A rule is its file's text: helpers and tables at the top of the file are parts of it. And the metrics that it asks.
    private static func isSame(_ left: Rule, _ right: Rule) -> Bool {
        left.id == right.id && left.version == right.version && left.version.hasPrefix("sha256:")
            && left.memory?.metrics == right.memory?.metrics
    }
}
