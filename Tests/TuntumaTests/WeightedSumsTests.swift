import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct WeightedSumsTests {
    private typealias Answer = (value: Int, weight: Double)

    private func answers(_ count: Int, _ values: ClosedRange<Int>, seed: UInt64) -> [Answer] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            (Int.random(in: values, using: &generator), Double.random(in: 0.01...4, using: &generator))
        }
    }

    private func sums(_ answers: some Sequence<Answer>) throws -> WeightedSums {
        var sums = WeightedSums()
        for answer in answers { try sums.add(answer.value, weight: Weight(answer.weight)) }
        return sums
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func agreesWithBruteForce(seed: UInt64) throws {
        for range in [-1...1, 0...1, 1...7, 0...10] {
            let answers = answers(300, range, seed: seed)
            let sums = try sums(answers)
            let weight = answers.reduce(0) { $0 + $1.weight }
            let mean = answers.reduce(0) { $0 + $1.weight * Double($1.value) } / weight
            let spread = answers.reduce(0) { $0 + pow($1.weight * (Double($1.value) - mean), 2) }
            let variance = answers.reduce(0) { $0 + $1.weight * pow(Double($1.value) - mean, 2) } / weight
            #expect(isClose(sums.mean, mean))
            #expect(isClose(sums.standardError, spread.squareRoot() / weight))
            #expect(isClose(sums.variance, variance))
            let squares = answers.reduce(0) { $0 + $1.weight * $1.weight }
            #expect(isClose(sums.effectiveN, weight * weight / squares, within: 1e-6))
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func anySplitAndOrderGivesTheSameSums(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let answers = answers(200, -1...1, seed: seed)
        let whole = try sums(answers)
        for _ in 0..<10 {
            let cut = Int.random(in: 0...200, using: &generator)
            let shuffled = answers.shuffled(using: &generator)
            var merged = try sums(shuffled[cut...])
            merged.merge(try sums(shuffled[..<cut]))
            #expect(merged == whole)
        }
    }

    @Test func groupsWithFactorsAreOneMean() throws {
        // Totals of three items and of two, each over its number of items.
        let three = answers(120, 0...12, seed: 5)
        let two = answers(80, 0...8, seed: 6)
        let all = three.map { (Double($0.value) / 3, $0.weight) } + two.map { (Double($0.value) / 2, $0.weight) }
        let weight = all.reduce(0) { $0 + $1.1 }
        let mean = all.reduce(0) { $0 + $1.0 * $1.1 } / weight
        let spread = all.reduce(0) { $0 + pow($1.1 * ($1.0 - mean), 2) }
        let estimate = try #require(WeightedMean([(try sums(three), 1.0 / 3), (try sums(two), 0.5)]))
        #expect(isClose(estimate.value, mean))
        #expect(isClose(estimate.standardError, spread.squareRoot() / weight))
        #expect(estimate.count == 200)
    }

    @Test func equalAnswersHaveNoError() throws {
        let sums = try sums(answers(40, 7...7, seed: 9))
        #expect(sums.mean == 7)
        #expect(isClose(sums.standardError, 0, within: 1e-14))
    }

    @Test func equalWeightsChangeNothing() throws {
        let answers = answers(50, 0...10, seed: 3).map { (value: $0.value, weight: 2.5) }
        let sums = try sums(answers)
        let mean = Double(answers.reduce(0) { $0 + $1.value }) / 50
        #expect(isClose(sums.mean, mean, within: 1e-12))
        #expect(isClose(sums.effectiveN, 50))
        let deviations = answers.reduce(0) { $0 + pow(Double($1.value) - mean, 2) }
        #expect(isClose(sums.standardError, deviations.squareRoot() / 50, within: 1e-12))
    }

    @Test func survivesJSON() throws {
        let sums = try sums(answers(100, -5...100_000, seed: 8))
        #expect(try JSONDecoder().decode(WeightedSums.self, from: JSONEncoder().encode(sums)) == sums)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(WeightedSums.self, from: Data(#"{"n":1,"w":"x"}"#.utf8))
        }
    }

    @Test func aValueTooLargeIsRejectedAndChangesNothing() throws {
        var sums = try sums([(5, 1)])
        let before = sums
        for value in [100_001, -100_001, .max, .min] {
            #expect(throws: RejectedWeight.valueTooLarge) { try sums.add(value, weight: Weight(1)) }
        }
        #expect(sums == before)
        try sums.add(-100_000, weight: Weight(10_000))
        #expect(sums.count == 2)
    }

    @Test func passing128BitsLeavesNoNumberWhateverTheOrder() throws {
        let large = try sums([(100_000, 10_000)])
        let small = try sums([(1, 1)])
        var first = large
        first.merge(large)
        #expect(first.isExceeded && first.mean == nil && first.effectiveN == 0)
        #expect(WeightedMean([(first, 1)]) == nil)
        first.merge(small)
        var second = small
        second.merge(large)
        second.merge(large)
        #expect(first == second)
        #expect(MetricResult.share(1, of: 2, weights: first).weighted == nil)
    }

    @Test func nothingHasNoMean() {
        #expect(WeightedSums().mean == nil && WeightedSums().standardError == nil && WeightedSums().effectiveN == 0)
        #expect(WeightedMean([]) == nil)
    }

    @Test func intervalsAreLinearisedOrOnTheSafeSide() throws {
        let many = try #require(WeightedMean([(try sums(answers(200, 1...7, seed: 2)), 1)]))
        let weighted = many.weighted(in: 1...7)
        let interval = try #require(weighted.interval)
        #expect(interval.method == "linearised")
        #expect(isClose(interval.upper - interval.lower, 2 * 1.959963984540054 * weighted.standardError))
        let few = try #require(WeightedMean([(try sums(answers(5, 1...7, seed: 2)), 1)])).weighted(in: 1...7)
        #expect(few.interval?.method == "wilson-mean")
        let equal = try #require(WeightedMean([(try sums(answers(99, 7...7, seed: 2)), 1)])).weighted(in: 1...7)
        #expect(equal.value == 7 && equal.interval?.method == "wilson-mean" && equal.interval?.upper == 7)
        let one = try #require(WeightedMean([(try sums([(4, 2)]), 1)])).weighted(in: 1...7)
        #expect(one.interval == nil && one.value == 4)
    }
}
