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

    private func nps(_ scores: some Sequence<Int>) -> MetricResult {
        var counts = Array(repeating: 0, count: 11)
        for score in scores { counts[score] += 1 }
        return .net(
            promoters: counts[9...].reduce(0, +), detractors: counts[...6].reduce(0, +), of: counts.reduce(0, +),
            distribution: counts.enumerated().map { ("\($0.offset)", $0.element) })
    }

    private func mean(_ scores: some Sequence<Int>) throws -> MetricResult {
        var histogram = Histogram(try #require(Scale(0, 10)))
        for score in scores { histogram.add(score) }
        return .mean(of: histogram)
    }

    private func contrasts(
        _ metric: String, _ answers: [Answer], _ result: ([Int]) throws -> MetricResult
    ) rethrows -> [Contrast] {
        let whole = try result(answers.map(\.score))
        return try (answers.first?.groups ?? []).indices.flatMap { segment in
            try Set(answers.map { $0.groups[segment] }).sorted().map { group in
                Contrast(
                    metric: metric, key: "attributes.s\(segment)", group: "g\(group)",
                    result: try result(answers.filter { $0.groups[segment] == group }.map(\.score)),
                    rest: try result(answers.filter { $0.groups[segment] != group }.map(\.score)), whole: whole)
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

    @Test func aPlantedDifferenceIsFound() throws {
        for seed in 0..<20 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
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
            #expect(first.p < 0.001)
            #expect(found.comparisons <= 10)
            #expect(!found.groups.contains { $0.contrast.key == "attributes.s1" && $0.p < 0.001 })
        }
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

    /// Values worked by hand: 0.01 * 4, then never less than the one before, never above 1.
    @Test func holm() {
        let corrected = HolmCorrection.corrected([0.04, 0.01, 0.03, 0.5])
        for (corrected, expected) in zip(corrected, [0.09, 0.04, 0.09, 0.5]) {
            #expect(abs(corrected - expected) < 1e-12)
        }
        #expect(HolmCorrection.corrected([]) == [])
        #expect(HolmCorrection.corrected([0.9, 0.8]) == [1, 1])
    }
}
