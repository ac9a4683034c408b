import Foundation
import Signals

/// The answers of one simulated group, day by day.
struct History {
    /// Answers by value up to each day: those of a span of days are a difference.
    private var totals: [Int]
    /// The clusters, and how many there are up to each day.
    private var clusters: [ClusterSums.Sum] = []
    private var clusterEnds: [Int] = [0]
    private let population: Population

    init(
        of population: Population, in scenario: Scenario, drops: Bool, random: inout some RandomNumberGenerator
    ) {
        self.population = population
        let kinds = population.values.count
        totals = Array(repeating: 0, count: kinds)
        let days = scenario.history + scenario.monitored
        totals.reserveCapacity((days + 1) * kinds)
        let size = population.cluster?.size ?? 1
        let rate = population.answersAMonth / 30 / Double(size)
        let alike = (population.cluster?.correlation ?? 0).squareRoot()
        let usual = Self.cumulative(population.shares)
        let start = Int.random(in: 0..<365, using: &random)
        for day in 0..<days {
            let isLower = drops && day >= scenario.history
            var limits = usual
            if isLower || scenario.season != 0 {
                let wave = scenario.season * sin(2 * .pi * Double(day + start) / 365)
                limits = Self.cumulative(population.shares(loweredBy: (isLower ? scenario.drop : 0) + wave))
            }
            for kind in 0..<kinds { totals.append(totals[day * kinds + kind]) }
            let row = (day + 1) * kinds
            for _ in 0..<Self.poisson(rate, &random) {
                var cluster = ClusterSums.Sum()
                let common = population.cluster == nil ? 0 : Self.draw(limits, &random)
                for _ in 0..<size {
                    // With probability √r an answer is the cluster's: two of them then correlate by r.
                    let takesCommon = alike > 0 && Double.random(in: 0..<1, using: &random) < alike
                    let kind = takesCommon ? common : Self.draw(limits, &random)
                    totals[row + kind] += 1
                    cluster.count += 1
                    cluster.sum += population.values[kind]
                }
                if scenario.usesClusters { clusters.append(cluster) }
            }
            clusterEnds.append(clusters.count)
        }
    }

    /// The answers of days from a first one up to before a last one.
    func counts(_ days: Range<Int>) -> ScoreCounts? {
        let kinds = population.values.count
        let counts = (0..<kinds).map {
            totals[days.upperBound * kinds + $0] - totals[days.lowerBound * kinds + $0]
        }
        return ScoreCounts(values: population.values, counts: counts, points: population.points)
    }

    /// The clusters of these days.
    func clusters(_ days: Range<Int>) -> [ClusterSums.Sum] {
        Array(clusters[clusterEnds[days.lowerBound]..<clusterEnds[days.upperBound]])
    }

    private static func cumulative(_ shares: [Double]) -> [Double] {
        var sum = 0.0
        return shares.map { share in
            sum += share
            return sum
        }
    }

    private static func draw(_ limits: [Double], _ random: inout some RandomNumberGenerator) -> Int {
        let uniform = Double.random(in: 0..<1, using: &random)
        for kind in 0..<limits.count - 1 where uniform < limits[kind] { return kind }
        return limits.count - 1
    }

    /// How many come in a day: Knuth's product of uniforms, *The Art of Computer Programming* 2, section 3.4.1.
    private static func poisson(_ rate: Double, _ random: inout some RandomNumberGenerator) -> Int {
        let limit = exp(-rate)
        var (product, count) = (Double.random(in: 0..<1, using: &random), 0)
        while product > limit {
            product *= Double.random(in: 0..<1, using: &random)
            count += 1
        }
        return count
    }
}
