package import Signals

/// A world to try a rule in: its groups, what happens to them, and the rule.
package struct Scenario: Sendable {
    /// What the rule compares with.
    package enum Against: Sendable {
        /// The days before the window.
        case days(Int)
        /// The same days a year before.
        case lastYear
        /// A value.
        case target(Double)
    }

    /// A name, for the table.
    package var name: String
    /// The groups.
    package var groups: [Population]
    /// The rule's window in days.
    package var window: Int
    /// What it compares with.
    package var against: Against
    /// Whether the rule has `cluster`.
    package var usesClusters = false
    /// How many points the value goes up and down in a year.
    package var season = 0.0
    /// How many points the first group drops on the first monitored day, and stays there.
    package var drop = 0.0
    /// Days from one look to the next.
    package var every = 1
    /// How many days are looked at, after all the days of history that window and base need.
    package var monitored = 90

    package init(
        _ name: String, _ groups: [Population], window: Int, against: Against, usesClusters: Bool = false,
        season: Double = 0, drop: Double = 0, monitored: Int = 90
    ) {
        self.name = name
        self.groups = groups
        self.window = window
        self.against = against
        self.usesClusters = usesClusters
        self.season = season
        self.drop = drop
        self.monitored = monitored
    }

    /// The same with a drop of the first group.
    package func dropping(_ points: Double) -> Scenario {
        var other = self
        other.drop = points
        return other
    }

    /// The same, looked at for longer.
    package func monitored(_ days: Int) -> Scenario {
        var other = self
        other.monitored = days
        return other
    }

    /// The same, looked at only every so many days, and only its first groups: for quick tests.
    package func sparser(every days: Int, groups count: Int) -> Scenario {
        var other = self
        other.every = days
        other.groups = Array(groups.prefix(count))
        return other
    }

    /// The days before the first look.
    var history: Int {
        switch against {
        case .days(let days): window + days
        case .lastYear: window + 365
        case .target: window
        }
    }

    /// The plan of the looks.
    package var plan: LookPlan? {
        switch against {
        case .days(let days): LookPlan(window: window, base: .before(days: days), every: every)
        case .lastYear, .target: LookPlan(window: window, base: .apart, every: every)
        }
    }
}
