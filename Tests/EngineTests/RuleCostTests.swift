import Testing
import TuntumaTesting

@testable import Engine

@Suite struct RuleCostTests {
    /// The share's number against a sorted list, for random costs put together in two parts.
    @Test func percentilesAreThoseOfASortedList() {
        var random = SplitMix64(seed: 5)
        for count in [1, 2, 3, 10, 99, 100, 101, 1_000] {
            let steps = (0..<count).map { _ in Int.random(in: 0...300, using: &random) }
            var (left, right) = (RuleCost(), RuleCost())
            for (index, step) in steps.enumerated() {
                if index % 3 == 0 { left.note(steps: step) } else { right.note(steps: step) }
            }
            left.add(right)
            let sorted = steps.sorted()
            for share in [0.01, 0.5, 0.9, 0.99, 1] {
                let rank = max(1, Int((share * Double(count)).rounded(.up)))
                #expect(left.steps(atShare: share) == sorted[rank - 1])
            }
            #expect(left.countedCalls == count)
            let mean = Double(steps.reduce(0, +)) / Double(count)
            #expect(abs((left.meanSteps ?? .nan) - mean) < 1e-9)
        }
        #expect(RuleCost().steps(atShare: 0.5) == nil && RuleCost().meanSteps == nil)
    }

    /// About one in so many, by the id alone.
    @Test func aSampleTakesItsShareOfIds() {
        for every in [1, 2, 64] as [UInt64] {
            let sample = CostSample(every: every)
            let taken = (0..<64_000).count { number in
                Array("r-\(number)".utf8).withUnsafeBufferPointer(sample.takes)
            }
            let expected = 64_000 / Double(every)
            #expect(abs(Double(taken) - expected) <= expected * 0.15, "\(every): \(taken)")
        }
    }
}
