import Signals
import Testing
import TuntumaTesting

struct TwoSampleScreenTests {
    /// The screen is the test's own z, and a group without its test leaves the verdicts of the others as they are.
    @Test func whatIsLeftOutCouldNotHaveChanged() throws {
        var random = SplitMix64(seed: 21)
        let plan = try #require(LookPlan(window: 30, base: .before(days: 90)))
        for direction in Direction.allCases {
            for _ in 0..<40 {
                let groups = Int.random(in: 1...12, using: &random)
                let family = Family(groups: groups)
                let detector = Detector(direction, plan: plan, family: family, atLeast: 3, minimumCount: 2)
                let least = Detector(direction, plan: plan, family: Family(groups: 1)).leastScreen
                var tests: [(any ChangeTest)?] = []
                var kept: [(any ChangeTest)?] = []
                for _ in 0..<groups {
                    func counts() throws -> ScoreCounts {
                        let shift = Int.random(in: 0...40, using: &random)
                        return try #require(
                            ScoreCounts(values: [-1, 0, 1], counts: [20 + shift, 30, 70 - shift], points: 100))
                    }
                    let (window, base) = (try counts(), try counts())
                    let test = try #require(TwoSampleTest(window: window, base: base))
                    func sum(_ counts: ScoreCounts) -> Double { Double(counts.counts[1] + 2 * counts.counts[2]) }
                    let squares = zip(window.counts, base.counts).map { Double($0 + $1) }
                    let screen = try #require(
                        TwoSampleScreen(
                            n: window.count, m: base.count, first: sum(window), second: sum(base),
                            squares: squares[1] + 4 * squares[2]))
                    #expect(screen.z == test.z && screen.gap * 100 == test.difference)
                    tests.append(test)
                    kept.append(
                        screen.isPossible(direction, screen: least, atLeast: 3, points: 100) ? test : nil)
                }
                let (all, some) = (detector.look(tests), detector.look(kept))
                for group in 0..<groups {
                    if kept[group] == nil {
                        #expect(!all[group].isChange)
                    } else {
                        #expect(some[group] == all[group])
                    }
                }
            }
        }
    }

    @Test func withoutAnswersOrSpreadNothingIsSaid() {
        #expect(TwoSampleScreen(n: 0, m: 5, first: 0, second: 3, squares: 3) == nil)
        #expect(TwoSampleScreen(n: 5, m: 0, first: 3, second: 0, squares: 3) == nil)
        #expect(TwoSampleScreen(n: 5, m: 5, first: 5, second: 5, squares: 10) == nil)
    }
}
