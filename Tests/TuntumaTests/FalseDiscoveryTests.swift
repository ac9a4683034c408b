import Testing
import TuntumaTesting

@testable import Tuntuma

/// The false discovery rate, against its definition and the paper that defined it.
struct FalseDiscoveryTests {
    /// The example of Benjamini and Hochberg 1995: the p values of a trial's 15 comparisons; at a rate of 0.05 the first four are marked.
    private static let paper = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0000,
    ]

    /// The procedure as the paper says it: with k the largest i for which the i-th smallest p is at most i/m of the rate, the k
    /// smallest are marked.
    private static func isMarked(_ p: [Double], at rate: Double) -> [Bool] {
        let sorted = p.sorted()
        let last = sorted.indices.last { sorted[$0] <= Double($0 + 1) / Double(p.count) * rate * (1 + 1e-12) }
        return p.map { own in last.map { own <= sorted[$0] } ?? false }
    }

    @Test func marksTheFourOfTheFirstPaper() {
        for shift in 0..<Self.paper.count {
            // In any order.
            let p = Array(Self.paper[shift...] + Self.paper[..<shift])
            let adjusted = FalseDiscovery.adjusted(p)
            #expect(p.indices.filter { adjusted[$0] <= 0.05 }.map { p[$0] }.sorted() == Array(Self.paper.prefix(4)))
            #expect(Self.isMarked(p, at: 0.05) == adjusted.map { $0 <= 0.05 })
        }
        // By hand: 15 p / rank, of the ranks from its own on the least.
        let adjusted = FalseDiscovery.adjusted(Self.paper)
        for (rank, expected) in [0.0015, 0.003, 0.0095, 0.035_625, 0.0603, 0.447 / 7, 0.447 / 7, 0.0645].enumerated() {
            #expect(abs(adjusted[rank] - expected) < 1e-12, "\(rank): \(adjusted[rank])")
        }
    }

    /// At every rate, what has an adjusted p of at most it is what the procedure marks.
    @Test func anAdjustedPIsTheLeastRateThatMarks() {
        var random = SplitMix64(seed: 1995)
        for _ in 0..<2_000 {
            let p = (0..<Int.random(in: 0...12, using: &random)).map { _ -> Double in
                let one = Double.random(in: 0...1, using: &random)
                return [one, one * 0.05, (one * 20).rounded() / 20].randomElement(using: &random) ?? one
            }
            let adjusted = FalseDiscovery.adjusted(p)
            #expect(adjusted.count == p.count)
            #expect(zip(p, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
            for (left, right) in zip(p.indices, p.indices.shuffled(using: &random)) where p[left] <= p[right] {
                #expect(adjusted[left] <= adjusted[right])
            }
            for rate in [0.01, 0.05, 0.2, 0.5, Double.random(in: 0.001...0.999, using: &random)] + adjusted
            where rate < 1 {
                #expect(Self.isMarked(p, at: rate) == adjusted.map { $0 <= rate * (1 + 1e-12) }, "\(p) at \(rate)")
            }
        }
    }

    @Test func oneComparisonIsNotAdjusted() {
        #expect(FalseDiscovery.adjusted([0.03]) == [0.03])
        #expect(FalseDiscovery.adjusted([]) == [])
        #expect(FalseDiscovery.adjusted([0.04, 0.04, 0.04]) == [0.04, 0.04, 0.04])
        #expect(FalseDiscovery.adjusted([0, 1]) == [0, 1])
    }
}
