import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@testable import Signals

/// One sample against a fixed target.
@Suite struct TargetTests {
    /// A share against a target is the exact binomial test.
    @Test(arguments: [(5, 10, 0.8), (12, 40, 0.45), (88, 90, 0.9), (150, 400, 0.5), (0, 30, 0.1)])
    func aShareIsTestedByTheBinomial(count: Int, n: Int, target: Double) throws {
        var below = 0.0
        for k in 0...count {
            let ways = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
            below += exp(ways + Double(k) * log(target) + Double(n - k) * log(1 - target))
        }
        let window = try #require(ScoreCounts(values: [0, 1], counts: [n - count, count], points: 100))
        let test = try #require(TargetTest(window: window, target: 100 * target))
        let p = test.confirmed(upward: false).p
        #expect((p / below - 1).magnitude < 1e-8, "\(p), not \(below)")
        let z = (Double(count) / Double(n) - target) / (target * (1 - target) / Double(n)).squareRoot()
        #expect((test.z - z).magnitude < 1e-9)
    }

    @Test func sumsOfDrawsAgreeWithTheirConvolution() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<40 {
            let values = [-1, 0, 1, 4, 7].map { $0 * Int.random(in: 1...1, using: &random) }
            let weights = values.map { _ in Double.random(in: 0...1, using: &random) }
            let shares = weights.map { $0 / weights.reduce(0, +) }
            let n = Int.random(in: 1...12, using: &random)
            var sums: [Int: Double] = [0: 1]
            for _ in 0..<n {
                var next: [Int: Double] = [:]
                for (sum, p) in sums {
                    for (value, share) in zip(values, shares) { next[sum + value, default: 0] += p * share }
                }
                sums = next
            }
            for sum in sums.keys {
                let expected = sums.reduce(0.0) { $0 + ($1.key >= sum ? $1.value : 0) }
                let p = ResampledTail.probability(ofAtLeast: sum, drawing: n, from: values, shares)
                #expect((p / expected - 1).magnitude < 1e-8, "n \(n) sum \(sum): \(p), not \(expected)")
            }
        }
    }

    /// 30 promoters of 30 do not prove that NPS is above 88: at a true 88 this happens in a run of seven.
    @Test func answersAllAlikeAreNoProof() throws {
        let all = try #require(ScoreCounts(values: [-1, 0, 1], counts: [0, 0, 30], points: 100))
        let test = try #require(TargetTest(window: all, target: 88))
        #expect(test.evidence(.rose).p > 0.05)
        #expect(TargetTest(window: all, target: 100) == nil)
        #expect(TargetTest(window: all, target: .nan) == nil)
        #expect(TargetTest(window: try #require(ScoreCounts(values: [0, 1], counts: [0, 0])), target: 0.5) == nil)
    }
}
