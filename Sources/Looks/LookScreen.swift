import Signals
import Workspace

/// Which groups cannot have changed by a predicate, from the sums of their answers alone: nearly all of them, so that few are put to
/// a test.
struct LookScreen {
    private let window: MovingSums
    private let base: MovingSums
    private let scoring: (values: [Int], points: Double)
    /// What an answer can count for, from the lowest on.
    private let steps: [Double]
    private let direction: Direction
    private let atLeast: Double
    /// From how many standard errors on a difference can be a change at all.
    private let screen: Double
    /// The fewest answers of the base.
    private let least: Int

    /// Nil where sums say nothing.
    init?(
        _ predicate: LookPredicate, window: MovingSums, base: MovingSums?,
        scoring: (values: [Int], points: Double)?, screen: Double, least: Int
    ) {
        guard let base, let scoring, let origin = scoring.values.first else { return nil }
        self.window = window
        self.base = base
        steps = scoring.values.map { Double($0 - origin) }
        self.scoring = scoring
        direction = Direction(predicate.kind)
        atLeast = predicate.atLeast
        self.screen = screen
        self.least = least
    }

    /// What the sums say of a group and what it is compared with; nil where it takes a test.
    func comparison(_ group: Int, with other: Int) -> MetricLook.Comparison? {
        var (n, m, first, second, squares) = (0, 0, 0.0, 0.0, 0.0)
        for place in steps.indices {
            let (count, before, step) = (window.count(place, of: group), base.count(place, of: other), steps[place])
            n += count
            m += before
            first += Double(count) * step
            second += Double(before) * step
            squares += Double(count + before) * step * step
        }
        guard m >= least else { return MetricLook.Comparison.none(m == 0 ? .nothingToCompare : .tooFew) }
        guard let sums = TwoSampleScreen(n: n, m: m, first: first, second: second, squares: squares),
            !sums.isPossible(direction, screen: screen, atLeast: atLeast, points: scoring.points)
        else { return nil }
        return .small
    }

    /// The answers of what a group is compared with.
    func baseCounts(of group: Int) -> ScoreCounts? {
        ScoreCounts(values: scoring.values, counts: base.counts(of: group), points: scoring.points)
    }
}
