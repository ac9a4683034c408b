/// The groups that a rule looks at: disjoint ones of one level, or a tree of levels.
///
/// The budget of the rule holds for all of them together. A group gets the share of the budget that the groups at the ends
/// below it have among all that are still unexplained, and is looked at only when all above it have changed: from the top down
/// (Meinshausen, *Biometrika* 95 (2008) 265-278). What changed explains its groups at the end: their shares go to the
/// others (Holm 1979; Goeman and Solari, *Annals of Statistics* 38 (2010) 3782-3810). With one level alone this is Holm's
/// correction, with a level per rank from the table in place of α/m.
package struct Family: Equatable, Sendable {
    /// The group that a group is part of; nil for one of the highest level.
    package let parents: [Int?]
    /// How many groups without parts are within each group, itself included.
    private let ends: [Int]
    private let isAtEnd: [Bool]

    /// Disjoint groups of one level.
    package init(groups: Int) {
        parents = Array(repeating: nil, count: max(0, groups))
        ends = Array(repeating: 1, count: max(0, groups))
        isAtEnd = Array(repeating: true, count: max(0, groups))
    }

    /// A tree of groups; nil unless each parent stands before its parts.
    package init?(parents: [Int?]) {
        var hasParts = Array(repeating: false, count: parents.count)
        for (group, parent) in parents.enumerated() {
            guard let parent else { continue }
            guard (0..<group).contains(parent) else { return nil }
            hasParts[parent] = true
        }
        var ends = hasParts.map { $0 ? 0 : 1 }
        for group in parents.indices.reversed() {
            if let parent = parents[group] { ends[parent] += ends[group] }
        }
        self.parents = parents
        self.ends = ends
        isAtEnd = hasParts.map { !$0 }
    }

    /// The share of the budget of a group without parts, while none has changed.
    package var smallestShare: Double {
        let all = total
        return all > 0 ? 1 / Double(all) : 1
    }

    /// Groups without parts.
    private var total: Int { zip(parents, ends).reduce(0) { $0 + ($1.0 == nil ? $1.1 : 0) } }

    /// Which groups changed.
    ///
    /// - Parameters:
    ///   - isTestable: Whether each group has anything to be tested.
    ///   - level: The level of one look for a share of the budget, above 0 and up to 1.
    ///   - isChange: Whether a group's p is at most a level. Asked again for wider levels as other groups turn out to have changed.
    /// - Returns: For each group, the widest level that it was held against; nil when it was not looked at, as it cannot be tested or a
    ///   group above it did not change.
    package func levels<Level>(
        _ isTestable: [Bool], level: (Double) -> Level, isChange: (Int, Level) -> Bool
    ) -> [Level?] {
        var changed = Array(repeating: false, count: parents.count)
        var held: [Level?] = Array(repeating: nil, count: parents.count)
        var isOver = false
        while !isOver {
            isOver = true
            // What is at an end and has not changed.
            let left = max(1, parents.indices.reduce(0) { $0 + (isAtEnd[$1] && !changed[$1] ? 1 : 0) })
            var levels: [Int: Level] = [:]
            for group in parents.indices where !changed[group] && isTestable[group] {
                guard parents[group].map({ changed[$0] }) ?? true else { continue }
                let own: Level
                if let known = levels[ends[group]] {
                    own = known
                } else {
                    own = level(min(1, Double(ends[group]) / Double(left)))
                    levels[ends[group]] = own
                }
                held[group] = own
                if isChange(group, own) {
                    changed[group] = true
                    isOver = false
                }
            }
        }
        return held
    }
}
