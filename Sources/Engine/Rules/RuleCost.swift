/// What one rule cost on one worker.
package struct RuleCost: Sendable {
    /// Steps of the calls that were counted: how often each number came.
    private(set) var steps: [Int: Int] = [:]
    /// Seconds spent in the condition, over whole batches.
    package var matchSeconds = 0.0
    /// Seconds spent in calls whose steps were not counted, and how many those were: counting makes a call slower.
    package private(set) var plainSeconds = 0.0
    package private(set) var plainCalls = 0

    mutating func note(steps count: Int) {
        steps[count, default: 0] += 1
    }

    mutating func note(seconds: Double) {
        plainSeconds += seconds
        plainCalls += 1
    }

    package mutating func add(_ other: RuleCost) {
        steps.merge(other.steps, uniquingKeysWith: +)
        matchSeconds += other.matchSeconds
        plainSeconds += other.plainSeconds
        plainCalls += other.plainCalls
    }

    /// How many calls were counted.
    var countedCalls: Int { steps.values.reduce(0, +) }

    /// The number of steps that a share of the counted calls did not exceed; nil when none was counted.
    package func steps(atShare share: Double) -> Int? {
        let calls = countedCalls
        guard calls > 0 else { return nil }
        // The nearest rank: the smallest number such that at least this share of the calls is no greater.
        let rank = max(1, Int((share * Double(calls)).rounded(.up)))
        var seen = 0
        for (count, times) in steps.sorted(by: { $0.key < $1.key }) {
            seen += times
            if seen >= rank { return count }
        }
        return nil
    }

    /// The mean of the counted calls; nil when there are none.
    package var meanSteps: Double? {
        let calls = countedCalls
        return calls == 0 ? nil : Double(steps.reduce(0) { $0 + $1.key * $1.value }) / Double(calls)
    }
}

/// Which calls of rules have their steps counted: the same events however the log is cut and whoever works on it.
package struct CostSample: Sendable {
    /// One event in so many, a power of two; 1: all.
    let every: UInt64
    /// Whether the other calls have their time taken.
    var timesOthers = false

    /// Whether the calls on an event are counted, by the bytes of its id (FNV-1a).
    func takes(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
        if every == 1 { return true }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash ^ hash >> 32) & (every - 1) == 0
    }
}
