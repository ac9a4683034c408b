import Foundation
import Testing
import TuntumaTesting

@testable import Signals

/// Charts against the published values of text-book data (PROVENANCE.md of reference_stats names the sources).
@Suite struct ChartTests {
    private func close(_ value: Double?, _ expected: Double, _ tolerance: Double = 6e-7) -> Bool {
        guard let value else { return false }
        return (value - expected).magnitude <= tolerance
    }

    private func whole(_ texts: [String]?) throws -> [Int] {
        try #require(texts).map { try #require(Int($0)) }
    }

    private func numbers(_ texts: [String]?) throws -> [Double] {
        try #require(texts).map { try #require(Double($0)) }
    }

    /// Montgomery's cans of orange juice: samples 15 and 23 are out; without them the limits are narrower and 21 is out.
    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func orangeJuice() throws {
        let columns = try SharedData.columns("reference_stats/spc_orangejuice.csv")
        let counts = try whole(columns["D"])
        let trial = zip(counts, try #require(columns["trial"])).filter { $0.1 == "True" }.map { (count: $0.0, n: 50) }
        #expect(trial.count == 30)
        let chart = try #require(ShareChart(usual: trial))
        let points = trial.compactMap { chart.point(count: $0.count, n: $0.n) }
        #expect(close(points.first?.centre, 0.231333))
        #expect(close(points.first?.lower, 0.052428))
        #expect(close(points.first?.upper, 0.410239))
        #expect(points.indices.filter { points[$0].isBeyond }.map { $0 + 1 } == [15, 23])
        let kept = trial.enumerated().filter { ![14, 22].contains($0.offset) }.map(\.element)
        let revised = try #require(ShareChart(usual: kept))
        #expect(close(revised.point(count: 0, n: 50)?.lower, 0.040703))
        #expect(close(revised.point(count: 0, n: 50)?.upper, 0.389297))
        #expect(revised.point(count: counts[20], n: 50)?.isBeyond == true)
    }

    /// The circuit boards: 26 samples, a c chart; samples 6 and 20 are out.
    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func circuitBoards() throws {
        let columns = try SharedData.columns("reference_stats/spc_circuit.csv")
        let counts = try whole(columns["x"])
        let trial = zip(counts, try #require(columns["trial"])).filter { $0.1 == "True" }.map(\.0)
        let chart = try #require(CountChart(usual: trial.map { ($0, 1) }))
        let points = trial.compactMap { chart.point(count: $0) }
        #expect(points.count == 26)
        #expect(close(chart.centre, 19.846154))
        #expect(close(points.first?.lower, 6.481447))
        #expect(close(points.first?.upper, 33.210861))
        #expect(points.indices.filter { points[$0].isBeyond }.map { $0 + 1 } == [6, 20])
    }

    /// The u chart of the personal computers.
    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func personalComputers() throws {
        let columns = try SharedData.columns("reference_stats/spc_pcmanufact.csv")
        let counts = zip(try whole(columns["x"]), try numbers(columns["size"]))
        let chart = try #require(CountChart(usual: counts.map { ($0.0, $0.1) }))
        let point = try #require(chart.point(count: 10, units: 5))
        #expect(close(chart.centre, 1.93))
        #expect(close(point.lower, 0.066133))
        #expect(close(point.upper, 3.793867))
    }

    private func pistonRings() throws -> (chart: MeanChart, means: [Double]) {
        let columns = try SharedData.columns("reference_stats/spc_pistonrings.csv")
        let diameters = try numbers(columns["diameter"])
        let samples = stride(from: 0, to: diameters.count, by: 5).map { Array(diameters[$0..<$0 + 5]) }
        #expect(samples.count == 40)
        let chart = try #require(MeanChart(samples: Array(samples.prefix(25))))
        return (chart, samples.map { $0.reduce(0, +) / 5 })
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func pistonRingsByMean() throws {
        let (chart, means) = try pistonRings()
        #expect(close(chart.centre, 74.001176))
        #expect(close(chart.deviation, 0.009785337, 1e-9))
        let points = means.compactMap { chart.point(mean: $0, n: 5) }
        #expect(close(points.first?.lower, 73.988048))
        #expect(close(points.first?.upper, 74.014304))
        #expect(points.indices.filter { points[$0].isBeyond }.map { $0 + 1 } == [37, 38, 39])
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func pistonRingsByCumulativeSum() throws {
        let (chart, means) = try pistonRings()
        let error = try #require(chart.standardError(n: 5))
        let sums = try #require(CumulativeSumChart())
        let points = sums.points(means.map { ($0 - chart.centre) / error })
        let reference = try JSONDecoder().decode(
            Reference.self, from: SharedData.data("reference_stats/reference.json"))
        #expect(points.count == reference.spc.cusum.upper.count)
        for (point, expected) in zip(points, zip(reference.spc.cusum.upper, reference.spc.cusum.lower)) {
            #expect(close(point.above, expected.0, 2e-6))
            #expect(close(point.below, expected.1, 2e-6))
        }
        #expect(points.firstIndex { sums.isBeyond($0) } == 36)
        #expect(points.contains { sums.isBeyond($0, .dropped) } == false)
        #expect(points[36].periodsAbove >= 3)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func pistonRingsByMovingAverage() throws {
        let (chart, means) = try pistonRings()
        let error = try #require(chart.standardError(n: 5))
        let average = try #require(MovingAverageChart(centre: chart.centre))
        let points = average.points(means.map { ($0, error) })
        let reference = try JSONDecoder().decode(
            Reference.self, from: SharedData.data("reference_stats/reference.json"))
        for (point, expected) in zip(points, reference.spc.ewma.ewma) { #expect(close(point.value, expected, 2e-6)) }
        #expect(points.indices.filter { points[$0].isBeyond }.map { $0 + 1 } == reference.spc.ewma.beyond)
        #expect(close(points.first.map { $0.upper - $0.centre }, 0.002626, 1e-6))
        #expect(close(points.last.map { $0.upper - $0.centre }, 0.004376, 1e-6))
    }

    /// Montgomery and Runger, section 16-8: the published table of sums.
    @Test func chemicalsOfTheTextBook() throws {
        let values = [
            102.0, 94.8, 98.3, 98.4, 102.0, 98.5, 99.0, 97.7, 100.0, 98.1, 101.3, 98.7, 101.1, 98.4, 97.0, 96.7, 100.3,
            101.4, 97.2, 101.0,
        ]
        let chart = try #require(CumulativeSumChart(target: 99, slack: 1, limit: 10))
        let points = chart.points(values)
        let above = [2.0, 0, 0, 0, 2.0, 0.5, 0, 0, 0, 0, 1.3, 0, 1.1, 0, 0, 0, 0.3, 1.7, 0, 1.0]
        let below = [0, 3.2, 2.9, 2.5, 0, 0, 0, 0.3, 0, 0, 0, 0, 0, 0, 1.0, 2.3, 0, 0, 0.8, 0]
        for (point, expected) in zip(points, zip(above, below)) {
            #expect(close(point.above, expected.0, 1e-9))
            #expect(close(point.below, expected.1, 1e-9))
        }
        #expect(!points.contains { chart.isBeyond($0) })
    }

    @Test func whatIsNoChartIsNone() {
        #expect(ShareChart(usual: []) == nil)
        #expect(CountChart(usual: []) == nil)
        #expect(MeanChart(samples: [[1], [2]]) == nil)
        #expect(MeanChart(usual: [(1, 5, 0)]) == nil)
        #expect(MeanChart(centre: 1, deviation: 0) == nil)
        #expect(CumulativeSumChart(limit: 0) == nil)
        #expect(MovingAverageChart(centre: 0, weight: 0) == nil)
        #expect(ShareChart(usual: [(1, 4)])?.point(count: 0, n: 0) == nil)
    }

    private struct Reference: Decodable {
        struct Charts: Decodable {
            var cusum: Sums
            var ewma: Averages

            enum CodingKeys: String, CodingKey {
                case cusum = "cusum_pistonrings(k=0.5,h=5 in SE units)"
                case ewma = "ewma_pistonrings(lambda=0.2,L=3)"
            }
        }

        struct Sums: Decodable {
            var upper: [Double]
            var lower: [Double]
        }

        struct Averages: Decodable {
            var ewma: [Double]
            var beyond: [Int]

            enum CodingKeys: String, CodingKey {
                case ewma
                case beyond = "beyond_samples"
            }
        }

        var spc: Charts
    }
}
