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

    private let family: Family
    private let correction: Correction
    /// The levels of one look by share of the budget, for all shares a family of disjoint groups can ask for.
    private let plan: LookPlan
    private let levels: [Double]
    private let screen: Double

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
        let groups = max(1, Int((1 / family.smallestShare).rounded()))
        let known = min(groups, 64)
        levels = (1...known).map { Self.level(1 / Double($0), direction, plan, correction) }
        // The level that the last group left would be held against is the widest: a p above it cannot decide. The exact p of a
        // skew metric can be well below that of the z, so the screen starts at 0.7 of it.
        let widest = levels.first ?? 1
        let sides = direction == .changed ? 2.0 : 1.0
        screen = max(0, 0.7 * -NormalDistribution.quantile(min(0.5, widest / sides)))
    }

    /// The level of one look for a share of the budget. Two-sided for `changed`: each side has half of the budget.
    package func level(share: Double) -> Double {
        let groups = (1 / share).rounded()
        if (1 / share - groups).magnitude < 1e-9, groups >= 1, Int(groups) <= levels.count {
            return levels[Int(groups) - 1]
        }
        return Self.level(share, direction, plan, correction)
    }

    private static func level(
        _ share: Double, _ direction: Direction, _ plan: LookPlan, _ correction: Correction
    ) -> Double {
        switch correction {
        case .none(let level): return level
        case .budget(let budget):
            let sides = direction == .changed ? 2.0 : 1.0
            let z = LevelTable.threshold(expected: budget.expected * share / sides, days: budget.days, plan: plan)
            return min(1, sides * NormalDistribution.probability(below: -z))
        }
    }

    /// Looks at all groups once.
    ///
    /// - Parameter tests: A comparison for each group of the family, in its order; nil where none can be made.
    package func look(_ tests: [(any ChangeTest)?]) -> [Verdict] {
        let evidence = family.parents.indices.map { group -> Evidence? in
            guard group < tests.count, let test = tests[group], isLargeEnough(test) else { return nil }
            return test.evidence(direction, screen: screen)
        }
        let p = evidence.map { found -> Double? in
            guard let found else { return nil }
            return found.isConfirmed && found.difference.magnitude >= atLeast ? found.p : 1
        }
        let held = family.levels(for: p, level: level(share:))
        return family.parents.indices.map { group in
            guard group < tests.count, let test = tests[group] else { return .notEvaluated(.nothingToCompare) }
            guard let found = evidence[group], let value = p[group] else {
                return .notEvaluated(.tooFew(n: test.n, base: test.baseCount, least: minimumCount))
            }
            guard let level = held[group] else { return .notEvaluated(.wholeDidNotChange) }
            return value <= level ? .changed(found, level: level) : .couldBeChance(found, level: level)
        }
    }

    private func isLargeEnough(_ test: any ChangeTest) -> Bool {
        test.n >= minimumCount && (test.baseCount ?? minimumCount) >= minimumCount
    }
}
