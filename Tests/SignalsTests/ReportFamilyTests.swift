import Testing
import Tuntuma
import TuntumaTesting

@testable import Signals

/// What a report says of groups and periods that stand beside each other.
@Suite struct ReportFamilyTests {
    private func nps(_ promoters: Int, _ passives: Int, _ detractors: Int) -> MetricResult {
        .net(promoters: promoters, detractors: detractors, of: promoters + passives + detractors)
    }

    /// Each result against all others.
    private func marks(_ results: [MetricResult]) -> [ReportMark] {
        var pool = ResultPool()
        for result in results { pool.add(result) }
        return ReportFamily.marks(
            results.map { result in
                var rest = pool
                rest.remove(result)
                return rest.test(of: result)
            }, by: .falseDiscoveryRate)
    }

    @Test func theThreeAnswers() {
        let marks = marks([nps(60, 20, 20), nps(55, 25, 20), nps(58, 20, 22), nps(10, 20, 70), nps(0, 0, 9)])
        #expect(
            marks.map(\.verdict) == [.moreThanChance, .moreThanChance, .moreThanChance, .moreThanChance, .tooFewToSay])
        #expect(marks[3].direction == .dropped && marks[0].direction == .rose)
        #expect(marks[4] == .tooFewToSay && marks[4].p == nil && marks[4].difference == nil)
        let quiet = self.marks([nps(60, 20, 20), nps(55, 25, 20), nps(58, 20, 22)])
        #expect(quiet.allSatisfy { $0.verdict == .couldBeChance && $0.p ?? 0 > 0.05 })
    }

    @Test func answersThatAreAllAlikeSayNothing() {
        #expect(marks([nps(50, 0, 0), nps(70, 0, 0)]) == [.tooFewToSay, .tooFewToSay])
        #expect(marks([nps(0, 0, 0), nps(70, 3, 1)]) == [.tooFewToSay, .tooFewToSay])
    }

    /// A group against the rest is the exact test of its counts against the sum of all other counts, adjusted for all of them.
    @Test func aMarkIsTheExactTestAdjusted() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<100 {
            let results = (0..<Int.random(in: 2...9, using: &random)).map { _ in
                nps(
                    Int.random(in: 5...30, using: &random), Int.random(in: 5...30, using: &random),
                    Int.random(in: 5...30, using: &random))
            }
            let p = try results.indices.map { own in
                let tallies = try results.map { try #require($0.tally).counts }
                let rest = tallies.indices.filter { $0 != own }.map { tallies[$0] }.reduce([0, 0, 0]) {
                    zip($0, $1).map(+)
                }
                let window = try #require(ScoreCounts(values: [-1, 0, 1], counts: tallies[own], points: 100))
                let base = try #require(ScoreCounts(values: [-1, 0, 1], counts: rest, points: 100))
                let test = try #require(TwoSampleTest(window: window, base: base))
                return test.evidence(.changed, screen: -.infinity).p
            }
            for (place, (mark, rate)) in zip(marks(results), FalseDiscovery.adjusted(p)).enumerated() {
                #expect((mark.verdict == .moreThanChance) == (rate <= 0.05))
                if mark.method == .permutation { #expect(abs(try #require(mark.p) - p[place]) < 1e-9) }
                if rate < 0.05 { #expect(abs(try #require(mark.adjusted) - rate) < 1e-9) }
            }
        }
    }

    /// Holm's method marks what it marks of the same p; never more than the false discovery rate does.
    @Test func aChartIsJudgedByHolm() throws {
        let results = [nps(60, 20, 20), nps(45, 25, 30), nps(58, 20, 22), nps(30, 20, 50), nps(50, 20, 30)]
        let tests = results.map { result in
            var pool = ResultPool()
            pool.add(nps(100, 40, 60))
            return pool.test(of: result)
        }
        let found = ReportFamily.marks(tests, by: .falseDiscoveryRate)
        let careful = ReportFamily.marks(tests, by: .familywise)
        #expect(found.map(\.p) == careful.map(\.p))
        let corrected = HolmCorrection.corrected(try careful.map { try #require($0.p) })
        #expect(careful.map(\.adjusted) == corrected)
        #expect(zip(found, careful).allSatisfy { ($0.adjusted ?? 1) <= ($1.adjusted ?? 0) })
    }

    /// Of two groups, each is the other's rest: one comparison, which nothing corrects.
    @Test func twoGroupsAreOneComparison() throws {
        let (first, second) = (nps(40, 10, 30), nps(25, 10, 45))
        var pool = ResultPool()
        pool.add(second)
        let test = try #require(pool.test(of: first))
        let marks = ReportFamily.marks([test, test], by: .falseDiscoveryRate, isOneComparison: true)
        #expect(marks[0].p == test.evidence(.changed).p && marks[0] == marks[1])
        #expect(marks[0].adjusted == marks[0].p)
    }

    /// Where nothing differs, at most one report in twenty calls anything more than chance.
    @Test func aReportWithoutDifferencesSeldomNamesOne() {
        var random = SplitMix64(seed: 2026)
        var named = 0
        for _ in 0..<1000 {
            let results = (0..<8).map { _ in
                let scores = (0..<40).map { _ in Double.random(in: 0..<1, using: &random) }
                return nps(
                    scores.count { $0 < 0.5 }, scores.count { $0 >= 0.5 && $0 < 0.8 }, scores.count { $0 >= 0.8 })
            }
            if marks(results).contains(where: { $0.verdict == .moreThanChance }) { named += 1 }
        }
        // 50 are expected at most; 70 or more would come up once in 300 runs of another seed.
        #expect(named < 70, "\(named)")
    }

    /// Four of twelve groups changed by 50 points: of the marks at most one in twenty is expected on one of the others.
    @Test func ofTheMarkedAtMostOneInTwentyIsNone() throws {
        var random = SplitMix64(seed: 1995)
        func answers(_ promoters: Double) -> MetricResult {
            let scores = (0..<90).map { _ in Double.random(in: 0..<1, using: &random) }
            return nps(
                scores.count { $0 < promoters }, scores.count { $0 >= promoters && $0 < 0.8 },
                scores.count { $0 >= 0.8 })
        }
        let runs = 500
        var (falseShares, found) = (0.0, 0)
        for _ in 0..<runs {
            let marks = ReportFamily.marks(
                (0..<12).map { group in
                    var pool = ResultPool()
                    pool.add(answers(0.5))
                    return pool.test(of: answers(group < 4 ? 0.15 : 0.5))
                }, by: .falseDiscoveryRate)
            let marked = marks.indices.filter { marks[$0].verdict == .moreThanChance }
            found += marked.count { $0 < 4 }
            falseShares += Double(marked.count { $0 >= 4 }) / Double(max(1, marked.count))
        }
        // 8/12 of 5 % is expected, 3.3 %, give or take 0.5.
        #expect(falseShares / Double(runs) <= 0.05, "\(falseShares / Double(runs))")
        #expect(found > runs * 2, "\(found) of \(4 * runs)")
    }

    /// A metric that is no mean of whole numbers, and one with weights: value and standard error.
    @Test func metricsWithoutCountsAreComparedByTheirErrors() throws {
        func result(_ value: Double, _ n: Int, _ error: Double) -> MetricResult {
            MetricResult(value: value, n: n, interval: nil, standardError: error)
        }
        let marks = marks([result(5, 100, 0.1), result(5.05, 100, 0.1), result(3, 100, 0.1)])
        #expect(marks[2].verdict == .moreThanChance && marks[2].method == .normal)
        #expect(abs(try #require(marks[2].difference) + 2.025) < 1e-9)
        var weighted = [nps(40, 10, 30), nps(42, 10, 28), nps(10, 10, 60)]
        for (place, value) in [12.0, 11, -60].enumerated() {
            weighted[place].weighted = .init(value: value, interval: nil, standardError: 9, effectiveN: 60)
        }
        let under = self.marks(weighted)
        #expect(under.map(\.method).last == .weighted && under[2].verdict == .moreThanChance)
        #expect(abs(try #require(under[2].difference) + 71.5) < 1e-9)
    }
}
