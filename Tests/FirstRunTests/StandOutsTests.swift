import Engine
import Testing
import Tuntuma
import TuntumaTesting

struct StandOutsTests {
    /// One answerer: a score 0-10, and a group in each segment.
    private struct Answer {
        var score: Int
        var groups: [Int]
    }

    /// Answers by score, 0 to 10.
    private typealias Counts = [Int]

    private func nps(_ counts: Counts) -> MetricResult {
        .net(
            promoters: counts[9...].reduce(0, +), detractors: counts[...6].reduce(0, +), of: counts.reduce(0, +),
            distribution: counts.enumerated().map { ("\($0.offset)", $0.element) })
    }

    private func mean(_ counts: Counts) throws -> MetricResult {
        var histogram = Histogram(try #require(Scale(0, 10)))
        for (score, count) in counts.enumerated() { histogram.add(score, times: count) }
        return .mean(of: histogram)
    }

    private func contrasts(
        _ metric: String, _ answers: [Answer], _ result: (Counts) throws -> MetricResult
    ) rethrows -> [Contrast] {
        var whole = Array(repeating: 0, count: 11)
        for answer in answers { whole[answer.score] += 1 }
        let all = try result(whole)
        return try (answers.first?.groups ?? []).indices.flatMap { segment in
            var groups: [Int: Counts] = [:]
            for answer in answers {
                groups[answer.groups[segment], default: Array(repeating: 0, count: 11)][answer.score] += 1
            }
            return try groups.sorted { $0.key < $1.key }.map { group, counts in
                Contrast(
                    metric: metric, key: "attributes.s\(segment)", group: "g\(group)", result: try result(counts),
                    rest: try result(zip(whole, counts).map { $0 - $1 }), whole: all)
            }
        }
    }

    /// Answers whose scores have nothing to do with their groups.
    private func random(
        _ count: Int, _ scores: [Int], segments: [Int], _ generator: inout SplitMix64
    ) -> [Answer] {
        (0..<count).map { _ in
            Answer(
                score: scores.randomElement(using: &generator) ?? 0,
                groups: segments.map { groups in
                    // The groups are of very different sizes.
                    min(Int.random(in: 0..<groups, using: &generator), Int.random(in: 0..<groups, using: &generator))
                })
        }
    }

    /// And with differences to be found, at most one in twenty of those that are named is none.
    @Test func aPlantedDifferenceIsFound() throws {
        let runs = 100
        var falseShares = 0.0
        for seed in 0..<UInt64(runs) {
            var generator = SplitMix64(seed: seed &* 104_729 &+ 5)
            var answers = random(800, [3, 6, 7, 8, 9, 9, 10, 10], segments: [4, 6], &generator)
            for index in answers.indices where answers[index].groups[0] == 1 && index % 2 == 0 {
                answers[index].score = 2
            }
            let found = StandOuts(among: contrasts("nps", answers, nps))
            let first = try #require(found.groups.first)
            #expect(first.contrast.key == "attributes.s0")
            #expect(first.contrast.group == "g1")
            #expect(first.difference < -20)
            #expect(first.interval.lower < first.difference && first.difference < first.interval.upper)
            #expect(first.falseDiscoveryRate < 0.001)
            #expect(found.comparisons <= 10)
            let none = found.groups.count { $0.contrast.key == "attributes.s1" }
            falseShares += Double(none) / Double(found.groups.count)
        }
        #expect(falseShares * 20 <= Double(runs), "\(falseShares) of \(runs)")
    }

    /// With nothing to find, at most one run in twenty finds something: for usual scores, for scores that hardly differ,
    /// and for a scale.
    @Test(arguments: [
        [3, 6, 7, 8, 9, 9, 10, 10], [0] + Array(repeating: 10, count: 24), Array(repeating: 9, count: 12) + [8],
    ])
    func nothingIsFoundWhereThereIsNothing(scores: [Int]) throws {
        let runs = 300
        var found = (nps: 0, mean: 0)
        for seed in 0..<UInt64(runs) {
            var generator = SplitMix64(seed: seed &* 7919 &+ 1)
            let answers = random(400, scores, segments: [2, 5, 12, 25], &generator)
            if !StandOuts(among: contrasts("nps", answers, nps)).groups.isEmpty { found.nps += 1 }
            if !StandOuts(among: try contrasts("mean", answers, mean)).groups.isEmpty { found.mean += 1 }
        }
        #expect(found.nps * 20 <= runs, "\(found.nps) of \(runs)")
        #expect(found.mean * 20 <= runs, "\(found.mean) of \(runs)")
    }

    @Test func smallGroupsAreNotLookedAt() {
        let answers = (0..<100).map { Answer(score: $0 < 9 ? 0 : 10 - $0 % 3, groups: [$0 < 9 ? 1 : 2 + $0 % 2]) }
        let found = StandOuts(among: contrasts("nps", answers, nps))
        #expect(!found.groups.contains { $0.contrast.group == "g1" })
        #expect(found.comparisons == 2)
    }

    @Test func aSegmentMadeOfTheScoreIsNotCompared() {
        var generator = SplitMix64(seed: 3)
        var answers = random(300, [3, 6, 7, 8, 9, 9, 10], segments: [1], &generator)
        for index in answers.indices {
            answers[index].groups = [answers[index].score <= 6 ? 0 : answers[index].score >= 9 ? 2 : 1]
        }
        let found = StandOuts(among: contrasts("nps", answers, nps))
        #expect(found.comparisons == 0)
        #expect(found.groups.isEmpty)
        #expect(found.echoes.map(\.key) == ["attributes.s0"])
    }

    @Test func twoGroupsThatMakeUpTheWholeAreOneComparison() throws {
        let answers = (0..<200).map { Answer(score: $0 % 2 == 0 ? [3, 9][$0 % 3 % 2] : 10 - $0 % 5, groups: [$0 % 2]) }
        let found = StandOuts(among: contrasts("nps", answers, nps))
        #expect(found.comparisons == 1)
        #expect(found.groups.map(\.contrast.group) == ["g0"])
    }
}
