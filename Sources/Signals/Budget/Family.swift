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

    /// Disjoint groups of one level.
    package init(groups: Int) {
        parents = Array(repeating: nil, count: max(0, groups))
        ends = Array(repeating: 1, count: max(0, groups))
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
    }

    /// The shares of the budget of which a group can get one, from the whole down to the smallest.
    package var smallestShare: Double {
        let all = total
        return all > 0 ? 1 / Double(all) : 1
    }

    /// Groups without parts.
    private var total: Int { zip(parents, ends).reduce(0) { $0 + ($1.0 == nil ? $1.1 : 0) } }

    /// Which groups changed.
    ///
    /// - Parameters:
    ///   - p: Each group's p; nil where nothing was tested.
    ///   - level: The level of one look for a share of the budget.
    /// - Returns: For each group, the level that it was held against; nil when it was not looked at, as it has no p or a group above it
    ///   did not change. A group changed when its p is at most this level.
    package func levels(for p: [Double?], level: (Double) -> Double) -> [Double?] {
        var changed = Array(repeating: false, count: parents.count)
        var held: [Double?] = Array(repeating: nil, count: parents.count)
        var isOver = false
        while !isOver {
            isOver = true
            // What is at an end and has not changed.
            let left = max(1, parents.indices.reduce(0) { $0 + (isEnd($1) && !changed[$1] ? 1 : 0) })
            var levels: [Int: Double] = [:]
            for group in parents.indices where !changed[group] {
                guard let value = p[group], parents[group].map({ changed[$0] }) ?? true else { continue }
                let within = ends[group]
                let own = levels[within] ?? level(min(1, Double(within) / Double(left)))
                levels[within] = own
                held[group] = own
                if value <= own {
                    changed[group] = true
                    isOver = false
                }
            }
        }
        return held
    }

    private func isEnd(_ group: Int) -> Bool { ends[group] == 1 && !parents.contains(group) }
}
