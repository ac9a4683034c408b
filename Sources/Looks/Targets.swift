package import Workspace

/// The goals of a workspace, for `target`.
package struct Targets: Sendable {
    private let goals: [Goal]

    package init(_ goals: [Goal]) {
        self.goals = goals
    }

    /// The goal of a group: of those whose keys and values the group has all, the one with the most; the first of several.
    package func target(of metric: String, group: [(key: String, value: String?)]) -> Double? {
        let fitting = goals.filter { goal in
            goal.metric == metric
                && goal.by.allSatisfy { key, value in group.contains { $0.key == key && $0.value == value } }
        }
        guard let most = fitting.map(\.by.count).max() else { return nil }
        return fitting.first { $0.by.count == most }?.target
    }
}
