import Testing
import Tuntuma
import TuntumaTesting

@testable import Signals

/// The tests of a window against a base.
@Suite struct TwoSampleTests {
    private func nps(_ detractors: Int, _ passives: Int, _ promoters: Int) throws -> ScoreCounts {
        try #require(ScoreCounts(values: [-1, 0, 1], counts: [detractors, passives, promoters], points: 100))
    }

    @Test func readsWhatAnAnswerCountsFor() {
        var histogram = Histogram(.zeroToTen)
        for (score, count) in [(0, 3), (6, 2), (7, 4), (9, 5), (10, 6)] { histogram.add(score, times: count) }
        let net = ScoreCounts(histogram, as: .nps)
        #expect(net.values == [-1, 0, 1])
        #expect(net.counts == [5, 4, 11])
        #expect(net.value == 30)
        #expect(ScoreCounts(histogram, as: .share(9...10)).counts == [9, 11])
        #expect(ScoreCounts(histogram, as: .mean).moments == histogram.moments)
        #expect(ScoreCounts(values: [1, 0], counts: [1, 1]) == nil)
        #expect(ScoreCounts(values: [0, 1], counts: [1, -1]) == nil)
    }

    @Test func aStandardErrorOfNoneIsNoEvidence() throws {
        #expect(TwoSampleTest(window: try nps(0, 0, 30), base: try nps(0, 0, 90)) == nil)
        #expect(TwoSampleTest(window: try nps(0, 0, 0), base: try nps(1, 2, 90)) == nil)
        #expect(ClusterTest(window: [.init(count: 9, sum: 9)], base: [.init(count: 9, sum: 0)]) == nil)
        var alike = WeightedSums()
        try alike.add(1, weight: Weight(0.3))
        try alike.add(1, weight: Weight(0.7))
        #expect(WeightedTest(window: alike, base: alike) == nil)
    }

    @Test func oneSideIsTheOtherTurnedRound() throws {
        let (window, base) = (try nps(20, 10, 30), try nps(20, 40, 120))
        let test = try #require(TwoSampleTest(window: window, base: base))
        let turned = try #require(
            TwoSampleTest(window: try nps(30, 10, 20), base: try nps(120, 40, 20)))
        #expect((test.difference + turned.difference).magnitude < 1e-12)
        let (p, other) = (test.evidence(.dropped), turned.evidence(.rose))
        #expect((p.p / other.p - 1).magnitude < 1e-9)
        #expect(test.evidence(.changed).p == 2 * p.p)
        #expect(p.method == .permutation)
        #expect(test.evidence(.rose, screen: 0).method == .screen, "it went the other way")
        #expect(test.evidence(.dropped, screen: 99).isConfirmed == false)
    }

    /// Clusters of one answer each are answers: the p is that of the histogram, but for the rounding of residuals.
    @Test func clustersOfOneAreAnswers() throws {
        let (window, base) = (try nps(20, 10, 30), try nps(20, 40, 120))
        func single(_ counts: ScoreCounts) -> [ClusterSums.Sum] {
            zip(counts.values, counts.counts).flatMap { value, count in
                Array(repeating: ClusterSums.Sum(count: 1, sum: value), count: count)
            }
        }
        let plain = try #require(TwoSampleTest(window: window, base: base))
        let clustered = try #require(ClusterTest(window: single(window), base: single(base), points: 100))
        #expect((plain.z - clustered.z).magnitude < 1e-9)
        #expect((plain.difference - clustered.difference).magnitude < 1e-9)
        let (p, other) = (plain.evidence(.dropped).p, clustered.evidence(.dropped).p)
        #expect((p / other - 1).magnitude < 0.2)
    }

    /// Five alike answers of a project are one vote: the z is smaller by √5.
    @Test func alikeAnswersOfAProjectAreOneVote() throws {
        func projects(_ sums: [Int], of size: Int) -> [ClusterSums.Sum] {
            sums.map { ClusterSums.Sum(count: size, sum: $0 * size) }
        }
        let (window, base) = ([1, -1, -1, 0, -1, -1], [1, 1, 0, 1, -1, 1, 1, 1])
        let one = try #require(ClusterTest(window: projects(window, of: 1), base: projects(base, of: 1)))
        let five = try #require(ClusterTest(window: projects(window, of: 5), base: projects(base, of: 5)))
        #expect((one.z - five.z).magnitude < 1e-9)
        #expect(one.evidence(.dropped).p == five.evidence(.dropped).p)
        var day = ClusterSums()
        day.add(1, cluster: 7)
        var next = ClusterSums()
        next.add(-1, cluster: 7)
        next.add(0, cluster: 8)
        day.merge(next)
        #expect(day.sums == [7: .init(count: 2, sum: 0), 8: .init(count: 1, sum: 0)])
    }

    /// On a scale of 0-1000 the values are rounded; the p stays next to that of the z, which is right for so many even answers.
    @Test func aLongScaleIsRounded() throws {
        var random = SplitMix64(seed: 6)
        func draw(_ n: Int, from low: Int) throws -> ScoreCounts {
            var counts = Array(repeating: 0, count: 1001)
            for _ in 0..<n { counts[Int.random(in: low...1000, using: &random)] += 1 }
            return try #require(ScoreCounts(values: Array(0...1000), counts: counts))
        }
        let test = try #require(TwoSampleTest(window: try draw(100, from: 0), base: try draw(300, from: 200)))
        let p = test.evidence(.dropped).p
        let normal = NormalDistribution.probability(below: test.z)
        #expect(p < 0.01)
        #expect((p / normal - 1).magnitude < 0.5, "\(p), \(normal)")
        let target = try #require(TargetTest(window: try draw(100, from: 0), target: 600))
        #expect(target.evidence(.dropped).method == .normal)
    }

    @Test func resultsAreTestedByTheirErrors() throws {
        let low = MetricResult(value: 3, n: 40, interval: nil, standardError: 0.3)
        let high = MetricResult(value: 4, n: 50, interval: nil, standardError: 0.4)
        let test = try #require(ResultTest(window: low, base: high))
        #expect((test.z + 2).magnitude < 1e-12)
        #expect((test.evidence(.dropped).p - 0.0227501319).magnitude < 1e-9)
        #expect(ResultTest(window: low, base: MetricResult(none: "no answers")) == nil)
    }

    /// Where the asymptotic p fails, the exact one holds its level: NPS 88, 30 answers against 180, seeded.
    @Test func theLevelHoldsAtTheCeiling() throws {
        var random = SplitMix64(seed: 5)
        func draw(_ n: Int) throws -> ScoreCounts {
            var counts = [0, 0, 0]
            for _ in 0..<n {
                let uniform = Double.random(in: 0..<1, using: &random)
                counts[uniform < 0.02 ? 0 : uniform < 0.10 ? 1 : 2] += 1
            }
            return try nps(counts[0], counts[1], counts[2])
        }
        var (exact, normal) = (0, 0)
        for _ in 0..<4000 {
            guard let test = TwoSampleTest(window: try draw(30), base: try draw(180)) else { continue }
            if test.z <= -2, test.evidence(.dropped).p <= 0.001 { exact += 1 }
            if test.z <= -3.719 { normal += 1 }
        }
        #expect(exact <= 10, "0.1 % of 4,000 is 4: \(exact)")
        #expect(normal >= 3, "0.01 % of 4,000 is 0.4, and the normal p was to fail here: \(normal)")
    }
}
