package import Workspace

/// Which groups have fallen silent, of those that the rule names or the workspace declares. One that never answered is silent from the
/// first day of the log on.
package struct SilenceBook: Sendable {
    private let keys: [String]
    private let after: Int
    /// The groups, in the order of their values.
    private let groups: [[String]]

    /// Nil for a rule that is not about silence.
    package init?(_ rule: MetricRule, _ workspace: Workspace) {
        guard case .silence(let days) = rule.subject else { return nil }
        after = days
        keys = rule.keys
        groups = rule.groups ?? DeclaredGroups(workspace).groups(by: rule.keys)
    }

    /// The values of a group by key.
    package func group(_ place: Int) -> [(key: String, value: String?)] { zip(keys, groups[place]).map { ($0, $1) } }

    /// The place of a group; nil for another.
    package func place(of values: [String?]) -> Int? { groups.firstIndex { $0.map(Optional.some) == values } }

    /// Looks at all groups at the close of a day.
    /// - Parameter firstDay: The first day that closed.
    package func look(_ series: SeriesBook, day: Int, since firstDay: Int) -> [Look] {
        groups.enumerated().map { place, values in
            let node = series.node(with: values)
            let last = node.flatMap { series.table.lastDay(of: $0, upTo: day) } ?? firstDay - 1
            var look = Look(node: place, verdict: day - last >= after ? .holds : .doesNotHold)
            look.silentDays = day - last
            return look
        }
    }
}
