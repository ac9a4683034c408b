import SignalTrials
import Testing
import TuntumaTesting

@testable import Signals

/// When a series changed.
@Suite struct ChangePointTests {
    /// The Nile after the dam of 1899: 1898 is the last year before, from 1097.75 to 849.97 (R, strucchange).
    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func theNileFell() throws {
        let columns = try SharedData.columns("reference_stats/nile.csv")
        let years = try #require(columns["time"]).map { try #require(Int($0)) }
        let flows = try #require(columns["value"]).map { try #require(Double($0)) }
        let change = try #require(ChangePoint(flows.map { (1, $0, 0) }))
        #expect(years[change.first - 1] == 1898)
        #expect((change.before - 1097.75).magnitude < 0.005)
        #expect((change.after - 849.9722).magnitude < 0.005)
        // strucchange gives 1895 to 1902 for the last year before, with an own variance on each side.
        #expect(change.interval.lowerBound...change.interval.upperBound == change.first - 3...change.first + 3)
    }

    /// Bai 1997: 7 at 90 %, 11 at 95 %.
    @Test func theDistanceHasItsDistribution() {
        #expect((ChangePoint.quantile(0.95) - 7.7).magnitude < 0.1)
        #expect((ChangePoint.quantile(0.975) - 11.03).magnitude < 0.02)
    }

    /// Daily answers, a change of 20 points: the interval holds the day in nearly 95 % of seeded runs, or more.
    @Test func theIntervalHoldsTheDay() {
        var random = SignalTrials.SplitMix64(seed: 8)
        var held = 0
        let runs = 200
        for _ in 0..<runs {
            let days = (0..<90).map { day -> (n: Int, mean: Double, variance: Double) in
                let n = Int.random(in: 0...12, using: &random)
                let promoters = day < 50 ? 0.5 : 0.3
                var (sum, squares) = (0, 0)
                for _ in 0..<n {
                    let uniform = Double.random(in: 0..<1, using: &random)
                    let value = uniform < promoters ? 1 : uniform > promoters + 0.3 ? -1 : 0
                    (sum, squares) = (sum + value, squares + value * value)
                }
                let mean = n > 0 ? Double(sum) / Double(n) : 0
                return (n, mean, n > 0 ? Double(squares) / Double(n) - mean * mean : 0)
            }
            if let change = ChangePoint(days, fewest: 20), change.interval.contains(50) { held += 1 }
        }
        #expect(Double(held) / Double(runs) >= 0.9, "\(held) of \(runs)")
    }

    @Test func aSeriesWithoutAChangeHasNoDate() {
        #expect(ChangePoint([]) == nil)
        #expect(ChangePoint([(5, 1, 1)]) == nil)
        #expect(ChangePoint([(5, 1, 1), (5, 1, 1)]) == nil)
        #expect(ChangePoint([(5, 1, 1), (0, 0, 0), (5, 2, 1)])?.first == 2)
        #expect(ChangePoint([(5, 1, 1), (5, 2, 1)], fewest: 6) == nil)
    }
}
