import Testing
import TuntumaTesting

@testable import Signals

/// The exact conditional p, held against the dynamic programme over (answers drawn, their sum).
@Suite struct PermutationTests {
    /// All probabilities of the sum, by the dynamic programme: each value's answers are chosen in turn.
    static func distribution(drawing n: Int, from values: [Int], _ counts: [Int]) -> [Int: Double] {
        var ways: [[Int: Double]] = Array(repeating: [:], count: n + 1)
        ways[0][0] = 1
        for (value, count) in zip(values, counts) {
            var next: [[Int: Double]] = Array(repeating: [:], count: n + 1)
            for drawn in 0...n {
                for (sum, weight) in ways[drawn] {
                    var choices = 1.0
                    for taken in 0...min(count, n - drawn) {
                        next[drawn + taken][sum + taken * value, default: 0] += weight * choices
                        choices *= Double(count - taken) / Double(taken + 1)
                    }
                }
            }
            ways = next
        }
        let all = ways[n].values.reduce(0, +)
        return ways[n].mapValues { $0 / all }
    }

    @Test func agreesWithTheDynamicProgramme() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<60 {
            let kinds = Int.random(in: 2...5, using: &random)
            let step = Int.random(in: 1...3, using: &random)
            let values = (0..<kinds).map { $0 * step - 4 }
            let counts = values.map { _ in Int.random(in: 0...9, using: &random) }
            let all = counts.reduce(0, +)
            guard all > 1 else { continue }
            let n = Int.random(in: 1..<all, using: &random)
            let expected = Self.distribution(drawing: n, from: values, counts)
            for sum in expected.keys {
                let tail = expected.reduce(0.0) { $0 + ($1.key >= sum ? $1.value : 0) }
                let p = PermutationTail.probability(ofAtLeast: sum, drawing: n, from: values, counts)
                #expect((p / tail - 1).magnitude < 1e-8, "\(values) \(counts) n \(n) sum \(sum): \(p), not \(tail)")
            }
        }
    }

    /// Fisher's tea: 4 of 8 cups, all right, 1 in 70.
    @Test func tastesTea() {
        let p = PermutationTail.probability(ofAtLeast: 4, drawing: 4, from: [0, 1], [4, 4])
        #expect((p - 1.0 / 70).magnitude < 1e-14)
        let three = PermutationTail.probability(ofAtLeast: 3, drawing: 4, from: [0, 1], [4, 4])
        #expect((three - 17.0 / 70).magnitude < 1e-13)
    }

    @Test func isRightAtTheEdges() {
        #expect(PermutationTail.probability(ofAtLeast: 0, drawing: 0, from: [1, 2], [3, 3]) == 1)
        #expect(PermutationTail.probability(ofAtLeast: 10, drawing: 6, from: [1, 2], [3, 3]) == 0)
        #expect(PermutationTail.probability(ofAtLeast: 9, drawing: 6, from: [1, 2], [3, 3]) == 1)
        #expect(PermutationTail.probability(ofAtLeast: 7, drawing: 3, from: [1, 2], [3, 3]) == 0)
        #expect(PermutationTail.probability(ofAtLeast: 14, drawing: 2, from: [7], [5]) == 1)
        #expect(PermutationTail.probability(ofAtLeast: 15, drawing: 2, from: [7], [5]) == 0)
    }

    /// Whatever the counts, p is a probability and falls as the sum rises.
    @Test func isAProbabilityForAnyCounts() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<60 {
            let kinds = Int.random(in: 1...6, using: &random)
            let values = (0..<kinds).map { $0 * 3 - 5 }
            let widest = [1, 5, 40, 900].randomElement(using: &random) ?? 1
            let counts = values.map { _ in Int.random(in: 0...widest, using: &random) }
            let all = counts.reduce(0, +)
            let n = Int.random(in: 0...max(1, all), using: &random)
            let sums = (0..<6).map { _ in Int.random(in: -6 * (n + 1)...12 * (n + 1), using: &random) }.sorted()
            var last = 1.0
            for sum in sums {
                let p = PermutationTail.probability(ofAtLeast: sum, drawing: n, from: values, counts)
                #expect(p >= 0 && p <= last + 1e-9, "\(values) \(counts) n \(n) sum \(sum): \(p) after \(last)")
                last = p
            }
        }
    }
}
