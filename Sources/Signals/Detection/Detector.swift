import Foundation
import Tuntuma

/// Which groups of a rule changed, at one look: the screen, the exact test, the level of the look, the correction for the groups.
///
/// It keeps nothing from look to look, so a replay gives the same verdicts. Made once for a rule and a number of groups; asked at
/// each close, from any thread.
package struct Detector: Sendable {
    /// Which change counts.
    package let direction: Direction
    /// The least observed difference in the metric's points that is worth an alarm, whatever the tests say: `at_least`.
    package let atLeast: Double
    /// The fewest answers in the window and in the base: `min_n`.
    package let minimumCount: Int

    /// What a difference is held against: the level of its p, and from how many standard errors on the p is worth finding.
    private struct Bar {
        var level: Double
        var screen: Double
    }

    /// The highest level of a look, however large the budget.
    package static let highestLevel = 0.05

    private let family: Family
    private let correction: Correction
    private let plan: LookPlan
    /// By the share of the budget: those of the shares that are asked for again and again.
    private let bars: [Double: Bar]

    /// Makes a detector.
    ///
    /// - Parameters:
    ///   - direction: Which change counts.
    ///   - plan: What is compared with what, how often.
    ///   - correction: The budget of false alarms.
    ///   - family: The groups.
    ///   - atLeast: The least observed difference that counts, from 0.
    ///   - minimumCount: The fewest answers on each side, from 2.
    package init(
        _ direction: Direction, plan: LookPlan, correction: Correction = .budget(.oneAYear), family: Family,
        atLeast: Double = 0, minimumCount: Int = 2
    ) {
        self.direction = direction
        self.plan = plan
        self.correction = correction
        self.family = family
        self.atLeast = max(0, atLeast)
        self.minimumCount = max(2, minimumCount)
        var bars: [Double: Bar] = [:]
        for share in [1, family.smallestShare] { bars[share] = Self.bar(share, direction, plan, correction) }
        self.bars = bars
    }

    /// The level of one look for a share of the budget. Two-sided for `changed`: each side has half of the budget.
    package func level(share: Double) -> Double { bar(share).level }

    /// From how many standard errors on a difference can be a change at all, whatever becomes of the other groups. A group that is
    /// closer may come to ``look(_:)`` without its test: the levels of the others are the same, and it cannot be one that changed.
    package var leastScreen: Double { bar(1).screen }

    private func bar(_ share: Double) -> Bar {
        bars[share] ?? Self.bar(share, direction, plan, correction)
    }

    private static func bar(
        _ share: Double, _ direction: Direction, _ plan: LookPlan, _ correction: Correction
    ) -> Bar {
        let sides = direction == .changed ? 2.0 : 1.0
        var level = 0.0
        switch correction {
        case .none(let own): level = own
        case .budget(let budget):
            let z = LevelTable.threshold(expected: budget.expected * share / sides, days: budget.days, plan: plan)
            // A generous budget and few looks must not make an alarm of what chance does every twentieth time.
            level = min(highestLevel, sides * NormalDistribution.probability(below: -z))
        }
        // The exact p of a skew metric can be well below that of its z, hence the 0.7.
        let screen = 0.7 * -NormalDistribution.quantile(min(0.5, level / sides))
        return Bar(level: level, screen: max(0, screen))
    }

    /// Looks at all groups once.
    ///
    /// - Parameter tests: A comparison for each group of the family, in its order; nil where none can be made.
    package func look(_ tests: [(any ChangeTest)?]) -> [Verdict] {
        let groups = family.parents.indices
        let isTestable = groups.map { group in
            guard group < tests.count, let test = tests[group] else { return false }
            return isLargeEnough(test)
        }
        var confirmed: [Int: Evidence] = [:]
        let held = family.levels(isTestable, level: bar) { group, bar in
            guard let test = tests[group], test.difference.magnitude >= atLeast else { return false }
            let evidence = confirmed[group] ?? test.evidence(direction, screen: bar.screen)
            if evidence.isConfirmed { confirmed[group] = evidence }
            return evidence.isConfirmed && evidence.p <= bar.level
        }
        return groups.map { group in
            guard group < tests.count, let test = tests[group] else { return .notEvaluated(.nothingToCompare) }
            guard isTestable[group] else {
                return .notEvaluated(.tooFew(n: test.n, base: test.baseCount, least: minimumCount))
            }
            guard let bar = held[group] else { return .notEvaluated(.wholeDidNotChange) }
            let evidence = confirmed[group] ?? test.evidence(direction, screen: .infinity)
            return evidence.isConfirmed && evidence.p <= bar.level
                ? .changed(evidence, level: bar.level) : .couldBeChance(evidence, level: bar.level)
        }
    }

    private func isLargeEnough(_ test: any ChangeTest) -> Bool {
        test.n >= minimumCount && (test.baseCount ?? minimumCount) >= minimumCount
    }
}
