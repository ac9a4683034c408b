import Testing
import Tuntuma
import TuntumaTesting

@testable import Changes

struct DaySumsTests {
    /// Whatever the order in which days come, and however often one comes again, a stretch says what adding up says.
    @Test func anyStretchSaysWhatAddingUpSays() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<50 {
            let width = Int.random(in: 1...4, using: &random)
            var sums = DaySums(width: width)
            var plain: [Int: [Int]] = [:]
            for step in 0..<60 {
                let day = Int.random(in: -30...30, using: &random) * (step % 7 == 0 ? 40 : 1)
                var counts = (0..<width).map { _ in Int.random(in: 0...5, using: &random) }
                if step % 5 == 4, let known = plain[day] { counts = known.map { -$0 } }
                sums.add(counts, day: day, cell: step)
                plain[day, default: Array(repeating: 0, count: width)] = zip(
                    plain[day] ?? Array(repeating: 0, count: width), counts
                ).map(+)
                let first = Int.random(in: -1500...1500, using: &random)
                let stretch = first...first + Int.random(in: 0...1500, using: &random)
                var expected = Array(repeating: 0, count: width)
                for (day, counts) in plain where stretch.contains(day) { expected = zip(expected, counts).map(+) }
                #expect(sums.sum(in: stretch) == expected)
                // A day whose answers were all taken back has none.
                let days = plain.filter { $0.key <= first && $0.value.contains { $0 != 0 } }
                #expect(sums.lastDay(upTo: first) == days.keys.max())
            }
        }
    }

    @Test func aDayThatComesAgainIsAddedTo() {
        var sums = DaySums(width: 2)
        sums.add([1, 2], day: 3, cell: 0)
        sums.add([4, 0], day: 5, cell: 1)
        sums.add([1, 3], day: 3, cell: 0)
        #expect(sums.sum(in: 0...3) == [2, 5])
        #expect(sums.sum(in: 0...9) == [6, 5])
        #expect(sums.sum(in: 4...9) == [4, 0])
        #expect(sums.sum(in: 6...9) == [0, 0])
    }
}
