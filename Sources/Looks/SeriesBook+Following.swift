import Tuntuma
package import Workspace

/// What rules look at again and again: the sums of their windows, and of what they compare these with.
extension SeriesBook {
    /// A stretch of days that moves with the closes, and what the groups counted in it.
    struct Followed: Sendable {
        fileprivate let window: LookWindow
        fileprivate let since: CivilDate?
        /// Nil: the window itself.
        fileprivate let base: LookBase?
        var sums = MovingSums()
    }

    /// Where a rule finds its stretches among those that are followed.
    package struct Places: Sendable {
        fileprivate let window: Int
        /// By predicate; nil where the sums of the base say nothing.
        fileprivate let bases: [Int?]
    }

    /// Begins to follow what a rule looks at.
    package mutating func follow(_ rule: MetricRule, _ predicates: [LookPredicate]) -> Places {
        let window = place(rule, nil)
        let bases = predicates.map { predicate -> Int? in
            guard rule.cluster == nil, rule.since == nil else { return nil }
            switch predicate.against {
            case .days, .previous, .lastYear: return place(rule, predicate.against)
            case .group: return window
            case .target, .value: return nil
            }
        }
        return Places(window: window, bases: bases)
    }

    /// Rules with the same days have one place.
    private mutating func place(_ rule: MetricRule, _ base: LookBase?) -> Int {
        let known = followed.firstIndex { $0.window == rule.window && $0.since == rule.since && $0.base == base }
        if let known { return known }
        followed.append(Followed(window: rule.window, since: rule.since, base: base))
        return followed.count - 1
    }

    /// Moves what a rule looks at on to a close.
    /// - Returns: Nil where answers are not kept by step.
    package mutating func sums(_ places: Places, _ rule: MetricRule, atCloseOf day: Int) -> LookSums? {
        guard keepsSteps else { return nil }
        let days = LookDays(rule, atCloseOf: day)
        for place in Set(places.bases.compactMap { $0 } + [places.window]) {
            let stretch = followed[place].base.map { days.base($0, rule) } ?? days.window
            if let stretch { followed[place].sums.move(to: stretch, table) }
        }
        return LookSums(
            window: followed[places.window].sums, bases: places.bases.map { $0.map { followed[$0].sums } })
    }
}

/// What the groups counted in the days of a look.
package struct LookSums: Sendable {
    let window: MovingSums
    /// By predicate, in what the window is compared with; nil where that is a number, or the test is not one of sums.
    let bases: [MovingSums?]
}
