import Foundation
import Signals

/// How long an exact p takes: `tuntuma-signals time`.
package enum Stopwatch {
    /// One line for each kind of comparison: the median time of one exact p, in milliseconds.
    package static func lines() -> [String] {
        var lines: [String] = []
        func measure(_ name: String, _ population: Population, _ n: Int, _ base: Int) {
            var random = SplitMix64(seed: 1)
            var times: [Double] = []
            for _ in 0..<101 {
                guard let test = test(population, n, base, &random) else { continue }
                let clock = ContinuousClock()
                let time = clock.measure { _ = test.evidence(.dropped, screen: -.infinity).p }
                times.append(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3)
            }
            times.sort()
            guard !times.isEmpty else { return }
            let columns = name.padding(toLength: 28, withPad: " ", startingAt: 0)
            lines.append("\(columns) \(n) against \(base): " + String(format: "%.3f ms", times[times.count / 2]))
        }
        let nps = Population.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100)
        for (n, base) in [(30, 180), (199, 600), (400, 1200), (5000, 20000)] {
            measure("NPS 30", nps, n, base)
            measure("CSAT 95", .share(0.95, answersAMonth: 100), n, base)
            measure("CES, four of five 7", .effort(answersAMonth: 100), n, base)
            measure("mean of an even 0-10", even, n, base)
        }
        measure("NPS 30, clusters of 3", nps.clustered(size: 3, correlation: 0.2), 199, 600)
        measure("NPS 30, clusters of 5", nps.clustered(size: 5, correlation: 0.3), 400, 1200)
        lines.append(looks(groups: 1000, days: 365))
        return lines
    }

    /// How long a rule takes over many groups and looks, from histograms to verdicts.
    private static func looks(groups: Int, days: Int) -> String {
        guard let plan = LookPlan(window: 60, base: .before(days: 180)) else { return "" }
        let detector = Detector(.dropped, plan: plan, family: Family(groups: groups), minimumCount: 30)
        var random = SplitMix64(seed: 2)
        let population = Population.net(promoters: 0.5, detractors: 0.2, answersAMonth: 100)
        let scenario = Scenario("", [population], window: 60, against: .days(180), monitored: 0)
        let pairs = (0..<groups).compactMap { _ -> (window: ScoreCounts, base: ScoreCounts)? in
            let history = History(of: population, in: scenario, drops: false, random: &random)
            guard let window = history.counts(180..<240), let base = history.counts(0..<180) else { return nil }
            return (window, base)
        }
        var alarms = 0
        let time = ContinuousClock().measure {
            for _ in 0..<days {
                let verdicts = detector.look(pairs.map { TwoSampleTest(window: $0.window, base: $0.base) })
                alarms += verdicts.count { $0.isChange }
            }
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        return "\(groups) groups, \(days) looks: " + String(format: "%.2f s", seconds) + ", \(alarms) alarms"
    }

    private static let even = Population(
        values: Array(0...10), shares: Array(repeating: 1.0 / 11, count: 11), points: 1, answersAMonth: 100)

    private static func test(
        _ population: Population, _ n: Int, _ base: Int, _ random: inout SplitMix64
    ) -> (any ChangeTest)? {
        let isClustered = population.cluster != nil
        var busy = population
        busy.answersAMonth = Double(30 * (n + base)) / 100
        let scenario = Scenario("", [busy], window: 50, against: .days(50), usesClusters: isClustered, monitored: 0)
        let history = History(of: busy, in: scenario, drops: false, random: &random)
        let share = 100 * n / (n + base)
        let (window, before) = (100 - share..<100, 0..<100 - share)
        if isClustered {
            return ClusterTest(window: history.clusters(window), base: history.clusters(before), points: 100)
        }
        guard let first = history.counts(window), let second = history.counts(before) else { return nil }
        return TwoSampleTest(window: first, base: second)
    }
}
