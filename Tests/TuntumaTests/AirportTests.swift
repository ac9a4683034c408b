import Testing
import Tuntuma
import TuntumaTesting

/// The weighted scores of the San Francisco airport survey. What is read here is what a workspace has to know of the
/// file: 11 means blank, and the column names of 2018 end in spaces.
@Suite struct AirportTests {
    @Test(
        .enabled(if: SharedData.isPresent, SharedData.absence),
        arguments: [
            (2017, 2746, 39.8398, 1.3341, 40.3984, 2266.51), (2018, 2650, 30.9811, 1.4422, 35.1136, 2134.24),
        ])
    func recommendation(year: Int, n: Int, nps: Double, error: Double, weightedNPS: Double, kish: Double) throws {
        let rows = try SharedData.rows("sfo_airport_survey/sfo_\(year).csv")
        let header: [String] = rows[0].map { $0.split(separator: " ").first.map(String.init) ?? "" }
        let score = try #require(header.firstIndex(of: "NETPRO"))
        let weight = try #require(header.firstIndex(of: "WEIGHT"))
        var histogram = Histogram(.zeroToTen)
        var weights = WeightedSums()
        for row in rows.dropFirst() {
            guard let answer = Double(row[score]), histogram.add(Int(answer)) else { continue }
            let vote = answer >= 9 ? 1 : answer <= 6 ? -1 : 0
            try weights.add(vote, weight: Weight(try #require(Double(row[weight]))))
        }
        let result = MetricResult.net(
            promoters: histogram.count(in: 9...10), detractors: histogram.count(in: 0...6), of: histogram.count,
            weights: weights)
        #expect(result.n == n)
        #expect(isClose(result.value, nps, within: 6e-5))
        #expect(isClose(result.standardError, error, within: 6e-5))
        #expect(isClose(result.weighted?.value, weightedNPS, within: 6e-5))
        #expect(isClose(result.weighted?.effectiveN, kish, within: 6e-3))
        #expect(result.weighted?.interval?.method == "linearised")
    }
}
