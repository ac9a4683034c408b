import SignalTrials
import Testing
import Tuntuma

@testable import Signals

/// One look of a rule.
@Suite struct DetectorTests {
    private func nps(_ detractors: Int, _ passives: Int, _ promoters: Int) throws -> ScoreCounts {
        try #require(ScoreCounts(values: [-1, 0, 1], counts: [detractors, passives, promoters], points: 100))
    }

    private func plan() throws -> LookPlan {
        try #require(LookPlan(window: 60, base: .before(days: 180)))
    }

    @Test func saysWhichChanged() throws {
        let detector = Detector(.dropped, plan: try plan(), family: Family(groups: 4), atLeast: 5, minimumCount: 30)
        let base = try nps(200, 300, 500)
        let verdicts = detector.look([
            TwoSampleTest(window: try nps(160, 100, 140), base: base),
            TwoSampleTest(window: try nps(80, 120, 200), base: base),
            TwoSampleTest(window: try nps(9, 1, 1), base: base),
            nil,
        ])
        #expect(verdicts.map(\.isChange) == [true, false, false, false])
        guard case .changed(let evidence, let level) = verdicts[0] else { return }
        #expect((evidence.difference + 35).magnitude < 1e-9)
        #expect(evidence.p < level)
        #expect(verdicts[2] == .notEvaluated(.tooFew(n: 11, base: 1000, least: 30)))
        #expect(verdicts[3] == .notEvaluated(.nothingToCompare))
    }

    @Test func aSmallDifferenceIsNoAlarmHoweverSure() throws {
        let base = try nps(20_000, 30_000, 50_000)
        let window = try nps(11_500, 15_000, 23_500)
        let test = try #require(TwoSampleTest(window: window, base: base))
        #expect((test.difference + 6).magnitude < 1e-9)
        for (atLeast, isChange) in [(0.0, true), (6.5, false)] {
            let detector = Detector(.dropped, plan: try plan(), family: Family(groups: 1), atLeast: atLeast)
            #expect(detector.look([test]).map(\.isChange) == [isChange])
        }
    }

    @Test func moreGroupsAndTwoSidesAskForMore() throws {
        let generous = Detector(
            .changed, plan: try plan(), correction: .budget(try FalseAlarmBudget("9/day")), family: Family(groups: 1))
        #expect(generous.level(share: 1) == Detector.highestLevel)
        let one = Detector(.dropped, plan: try plan(), family: Family(groups: 1))
        let many = Detector(.dropped, plan: try plan(), family: Family(groups: 200))
        #expect(one.level(share: 1) == many.level(share: 1))
        #expect(many.level(share: 1.0 / 200) < many.level(share: 1.0 / 8))
        let both = Detector(.changed, plan: try plan(), family: Family(groups: 1))
        #expect(both.level(share: 1) < 2 * one.level(share: 1))
        #expect(both.level(share: 1) > one.level(share: 1) / 2)
        let plain = Detector(.dropped, plan: try plan(), correction: .none(level: 0.05), family: Family(groups: 9))
        #expect(plain.level(share: 1.0 / 9) == 0.05)
    }

    @Test func aTargetHasItsOwnTest() throws {
        let apart = try #require(LookPlan(window: 30, base: .apart))
        let detector = Detector(.dropped, plan: apart, family: Family(groups: 1), minimumCount: 30)
        let test = try #require(TargetTest(window: try nps(60, 30, 60), target: 40))
        let verdict = try #require(detector.look([test]).first)
        #expect(verdict.isChange)
        guard case .changed(let evidence, _) = verdict else { return }
        #expect(evidence.method == .tilting)
    }

    /// Watched for 400 looks without a change, at 20 %: the sequence misses in fewer runs than that; and it finds a drop.
    @Test func aSequenceHoldsHoweverOftenOneLooks() throws {
        let sequence = try #require(ConfidenceSequence(error: 0.2))
        var random = SplitMix64(seed: 4)
        var alarms = 0
        for _ in 0..<200 {
            var (n, sum, squares) = (0.0, 0.0, 0.0)
            var isAlarm = false
            for look in 0..<400 {
                for _ in 0..<3 {
                    let uniform = Double.random(in: 0..<1, using: &random)
                    let value: Double = uniform < 0.5 ? 1 : uniform < 0.8 ? 0 : -1
                    (n, sum, squares) = (n + 1, sum + value, squares + value * value)
                }
                guard look >= 10 else { continue }
                let error = ((squares / n - sum / n * sum / n) / n).squareRoot()
                let changed = sequence.hasChanged(.dropped, since: (sum / n, error, Int(n)), base: (0.3, 0))
                isAlarm = isAlarm || changed == true
            }
            alarms += isAlarm ? 1 : 0
        }
        #expect(alarms <= 40)
        #expect(alarms > 2, "a sequence that never misses says nothing")
        #expect(sequence.hasChanged(.dropped, since: (0.1, 0.04, 400), base: (0.3, 0.02)) == true)
        #expect(sequence.hasChanged(.rose, since: (0.1, 0.04, 400), base: (0.3, 0.02)) == false)
        #expect(sequence.hasChanged(.changed, since: (0.1, 0, 400), base: (0.3, 0.02)) == nil)
        #expect(ConfidenceSequence(error: 1) == nil)
        #expect(sequence.reach(at: 0) == .infinity)
    }
}
