package import Signals

/// A rule tried in a world many times.
package struct Trial: Sendable {
    /// What decides.
    package enum Judge: Sendable {
        /// The detector, with this correction.
        case detector(Correction)
        /// The plain difference of the values alone: what a dashboard with a threshold does. In points.
        case threshold(Double)
    }

    private let scenario: Scenario
    private let judge: Judge
    private let within: Int

    /// - Parameters:
    ///   - scenario: The world.
    ///   - judge: What decides. Alarms are for drops.
    ///   - within: In how many days a drop is to be found.
    package init(_ scenario: Scenario, _ judge: Judge, within: Int = 60) {
        self.scenario = scenario
        self.judge = judge
        self.within = within
    }

    /// Tries it.
    ///
    /// - Parameters:
    ///   - runs: How many times.
    ///   - seed: What the generators start from; each run has its own.
    package func outcome(runs: Int, seed: UInt64) -> Outcome {
        var outcome = Outcome()
        guard let plan = scenario.plan else { return outcome }
        var correction = Correction.none(level: 0)
        if case .detector(let own) = judge { correction = own }
        let detector = Detector(
            .dropped, plan: plan, correction: correction, family: Family(groups: scenario.groups.count))
        var seeds = SplitMix64(seed: seed)
        for _ in 0..<runs {
            var random = SplitMix64(seed: seeds.next())
            let groups = scenario.groups.enumerated().map { number, population in
                History(of: population, in: scenario, drops: number == 0, random: &random)
            }
            outcome.add(attempt(groups, detector))
        }
        return outcome
    }

    private func attempt(_ groups: [History], _ detector: Detector) -> (isFalse: Bool, found: Int?) {
        var isFalse = false
        var found: Int?
        for day in stride(from: 0, to: scenario.monitored, by: scenario.every) {
            let end = scenario.history + day + 1
            for group in alarms(groups, detector, end: end) {
                if group == 0, scenario.drop != 0 {
                    found = found ?? (day < within ? day + 1 : nil)
                } else {
                    isFalse = true
                }
            }
            if isFalse, scenario.drop == 0 || found != nil { break }
        }
        return (isFalse, found)
    }

    private func alarms(_ groups: [History], _ detector: Detector, end: Int) -> [Int] {
        switch judge {
        case .detector:
            let verdicts = detector.look(groups.map { test($0, end: end) })
            return verdicts.indices.filter { verdicts[$0].isChange }
        case .threshold(let points):
            return groups.indices.filter { group in
                guard let value = groups[group].counts(end - scenario.window..<end)?.value,
                    let base = base(end: end).flatMap({ groups[group].counts($0)?.value })
                else { return false }
                return value - base <= -points
            }
        }
    }

    private func base(end: Int) -> Range<Int>? {
        let start = end - scenario.window
        switch scenario.against {
        case .days(let days): return start - days..<start
        case .lastYear: return start - 365..<end - 365
        case .target: return nil
        }
    }

    private func test(_ group: History, end: Int) -> (any ChangeTest)? {
        let days = end - scenario.window..<end
        guard let window = group.counts(days) else { return nil }
        if case .target(let target) = scenario.against { return TargetTest(window: window, target: target) }
        guard let before = base(end: end), let base = group.counts(before) else { return nil }
        if scenario.usesClusters {
            return ClusterTest(window: group.clusters(days), base: group.clusters(before), points: window.points)
        }
        return TwoSampleTest(window: window, base: base)
    }
}
