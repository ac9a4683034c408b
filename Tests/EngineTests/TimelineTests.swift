import Testing
import Tuntuma
import TuntumaTesting

@testable import Engine

/// A timeline against a plain list: every stretch has the same sum, whatever came when.
struct TimelineTests {
    /// How many of each kind: a sum of the wrong events shows.
    private struct Counts: MetricState {
        var counts: [Int]
        mutating func merge(_ other: Counts) {
            for place in counts.indices { counts[place] += other.counts[place] }
        }
    }

    private static let empty = Counts(counts: [0, 0, 0])
    private static let states = (0..<3).map { kind in Counts(counts: (0..<3).map { $0 == kind ? 1 : 0 }) }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func everyStretchHasTheSumOfItsEvents(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var timeline = Timeline(empty: Self.empty)
        var list: [(time: Int64, kind: Int32)] = []
        var now: Int64 = 1_000_000
        // The first seed comes in order, the others more and more late; enough for several runs of blocks.
        for place in 0..<40_000 {
            now += Int64.random(in: 0...20, using: &random)
            let isLate = Int.random(in: 0..<10, using: &random) < (Int(seed) - 1) * 3
            let time = isLate ? now - Int64.random(in: 0...60_000, using: &random) : now
            let kind = Int32.random(in: 0..<3, using: &random)
            timeline.add(time, kind, Self.states)
            list.append((time, kind))
            if place == 36_000 {
                let horizon = now - 150_000
                timeline.removeAll(through: horizon, Self.states)
                list.removeAll { $0.time <= horizon }
            }
            guard place % 100 == 0 else { continue }
            let end = now - Int64.random(in: -50...70_000, using: &random)
            let start = end - Int64.random(in: -5...400_000, using: &random)
            var expected = Self.empty
            for event in list where event.time > start && event.time <= end {
                expected.merge(Self.states[Int(event.kind)])
            }
            #expect(timeline.sum(after: start, through: end, Self.states) == expected, "\(place): \(start) \(end)")
        }
        #expect(timeline.count == list.count && timeline.last == list.map(\.time).max())
        #expect(timeline.elements.map(\.time) == list.map(\.time).sorted())
        timeline.removeAll(through: now, Self.states)
        #expect(timeline.count == 0 && timeline.last == nil)
        #expect(timeline.sum(after: 0, through: now, Self.states) == Self.empty)
    }
}
