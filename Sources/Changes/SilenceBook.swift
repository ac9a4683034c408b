import Workspace

/// Which declared groups have fallen silent. A group that the workspace declares and that never answered is silent from the first
/// day of the log on.
struct SilenceBook: Sendable {
    private let keys: [String]
    private let after: Int
    /// The declared groups, in the order of their values.
    private let groups: [[String]]

    /// Nil for a rule that is not about silence.
    init?(_ rule: MetricRule, _ workspace: Workspace) {
        guard case .silence(let days) = rule.subject else { return nil }
        after = days
        keys = rule.keys
        var groups: [[String]] = [[]]
        for key in rule.keys {
            let values = (key == "unit" ? Array(workspace.units.keys) : Array(workspace.touchpoints.keys)).sorted()
            groups = groups.flatMap { group in values.map { group + [$0] } }
        }
        self.groups = groups
    }

    /// The values of a declared group by key.
    func group(_ place: Int) -> [(key: String, value: String?)] { zip(keys, groups[place]).map { ($0, $1) } }

    /// The place of a declared group; nil for another.
    func place(of values: [String?]) -> Int? { groups.firstIndex { $0.map(Optional.some) == values } }

    /// Looks at all declared groups at the close of a day.
    /// - Parameter firstDay: The first day that closed.
    func look(_ series: SeriesBook, day: Int, since firstDay: Int) -> [Look] {
        groups.enumerated().map { place, values in
            let node = series.node(with: values)
            let last = node.flatMap { series.nodes[$0].sums.lastDay(upTo: day) } ?? firstDay - 1
            return Look(
                node: place, verdict: day - last >= after ? .holds : .doesNotHold, finding: nil, silentDays: day - last)
        }
    }
}
