import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct NetScoreTests {
    private func counts(_ detractors: Int, _ passives: Int, _ promoters: Int) throws -> NetCounts {
        try #require(
            NetCounts(promoters: promoters, detractors: detractors, of: detractors + passives + promoters))
    }

    // The tests of the R package NPS (brendan-r/NPS, tests/testthat/test_01_basics.R).
    @Test(
        arguments: [
            (1, 2, 3, 1.0 / 3, 5.0 / 9, 0.304), (1, 0, 1, 0, 1, 0.707), (0, 1, 1, 0.5, 0.25, 0.354),
            (1, 1, 1, 0, 2.0 / 3, 0.471), (1, 0, 0, -1, 0, 0), (0, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0),
        ] as [(Int, Int, Int, Double, Double, Double)])
    func publishedScoreVarianceAndError(
        detractors: Int, passives: Int, promoters: Int, score: Double, variance: Double, error: Double
    ) throws {
        let plain = try counts(detractors, passives, promoters).plain
        #expect(isClose(plain.score, score))
        #expect(isClose(plain.variance, variance))
        #expect(isClose(plain.standardError, error, within: 0.001))
    }

    @Test func publishedExamples() throws {
        #expect(isClose(try counts(20, 10, 70).plain.score, 0.5))
        #expect(isClose(100 * (try counts(20, 10, 70).plain.standardError), 8.06, within: 0.005))
        #expect(isClose(try counts(54, 108, 162).plain.variance, 5.0 / 9))
        #expect(isClose(100 * (try counts(54, 108, 162).plain.standardError), 4.14, within: 0.005))
        #expect(isClose(try counts(20, 50, 30).plain.score, 0.1))
        #expect(isClose(try counts(50, 40, 110).plain.score, 0.3))
    }

    // Computed independently at 95 %, in points: centre, standard error, limits.
    @Test(arguments: [
        (20, 10, 70, 48.544, 7.960, 32.94, 64.15), (20, 30, 50, 29.126, 7.692, 14.05, 44.20),
        (1, 0, 0, -25.0, 37.5, -98.50, 48.50), (1, 2, 3, 22.222, 24.983, -26.74, 71.19),
        (50, 40, 110, 29.557, 5.907, 17.98, 41.13),
    ])
    func adjustedWald(
        detractors: Int, passives: Int, promoters: Int, centre: Double, error: Double, lower: Double, upper: Double
    ) throws {
        let counts = try counts(detractors, passives, promoters)
        #expect(isClose(100 * counts.adjusted.score, centre, within: 0.0006))
        #expect(isClose(100 * counts.adjusted.standardError, error, within: 0.0006))
        let interval = Interval.adjustedWald(counts).rescaled(times: 100)
        #expect(isClose(interval.lower, lower, within: 0.006))
        #expect(isClose(interval.upper, upper, within: 0.006))
        #expect(interval.method == "adjusted-wald")
    }

    // The same, printed to four digits in the provenance of the reference data.
    @Test(arguments: [
        (1, 2, 3, -26.7433, 71.1877), (0, 0, 5, 17.4915, 107.5085), (1271, 392, 690, -28.2087, -21.1122),
        (342, 968, 1436, 37.1824, 42.4102),
    ])
    func adjustedWaldToFourDigits(detractors: Int, passives: Int, promoters: Int, lower: Double, upper: Double) throws {
        let interval = Interval.adjustedWald(try counts(detractors, passives, promoters)).rescaled(times: 100)
        #expect(isClose(interval.lower, lower, within: 6e-5))
        #expect(isClose(interval.upper, upper, within: 6e-5))
    }

    @Test func twoSampleTests() throws {
        let first = try counts(20, 10, 70)
        let second = try counts(30, 30, 40)
        let adjusted = try #require(DifferenceTest(first, second))
        #expect(isClose(100 * adjusted.difference, 38.835, within: 0.0006))
        #expect(isClose(100 * adjusted.standardError, 11.395, within: 0.0006))
        #expect(isClose(adjusted.z, 3.408, within: 0.0006))
        #expect(isClose(adjusted.p, 0.000654, within: 6e-7))
        let plain = try #require(DifferenceTest(first, second, adjusted: false))
        #expect(isClose(plain.z, 3.455, within: 0.0006))
        #expect(isClose(plain.p, 0.000549, within: 6e-7))
    }

    @Test func fortyPointsOfTenAnswersAreNoDifference() throws {
        let test = try #require(DifferenceTest(try counts(2, 3, 5), try counts(4, 3, 3)))
        #expect(isClose(100 * test.difference, 30.77, within: 0.006))
        #expect(isClose(test.p, 0.321, within: 0.0006))
    }

    @Test func changeBetweenTheAirportWaves() throws {
        let before = MetricResult.net(promoters: 1436, detractors: 342, of: 2746)
        let after = MetricResult.net(promoters: 1268, detractors: 447, of: 2650)
        let test = try #require(DifferenceTest(after, before))
        // The source took the difference of rounded scores.
        #expect(isClose(test.difference, -8.8587, within: 1e-4))
        #expect(isClose(test.standardError, 1.9646, within: 6e-5))
        #expect(isClose(test.z, -4.5091, within: 1e-4))
        let interval = test.interval()
        #expect(isClose((interval.lower + interval.upper) / 2, test.difference))
        #expect(interval.upper < 0)
    }

    @Test func aTestNeedsAnErrorAboveZero() throws {
        let alike = try counts(0, 0, 9)
        #expect(DifferenceTest(alike, alike, adjusted: false) == nil)
        #expect(DifferenceTest(alike, alike)?.p == 1)
        #expect(DifferenceTest((1, .nan), (2, 1)) == nil)
        #expect(DifferenceTest((.infinity, 1), (2, 1)) == nil)
        #expect(DifferenceTest(.net(promoters: 0, detractors: 0, of: 0), .share(1, of: 2)) == nil)
    }

    @Test func countsMustFit() {
        #expect(NetCounts(promoters: -1, detractors: 0, of: 3) == nil)
        #expect(NetCounts(promoters: 2, detractors: 2, of: 3) == nil)
        #expect(NetCounts(promoters: 0, detractors: 0, of: 0) == nil)
        #expect(NetCounts(promoters: .max, detractors: .max, of: .max) == nil)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func everyCaseOfTheRPackage() throws {
        let data = try SharedData.data("reference_stats/nps_R_package_expectations.json")
        let cases =
            try #require(
                try JSONSerialization.jsonObject(with: data) as? [String: Any])["cases"] as? [[String: Any]]
        var checked = 0
        for reference in try #require(cases) {
            var split: [Int]
            if let counts = reference["input_counts_D_P_Pr"] as? [Int] {
                split = counts
            } else if let scores = reference["input_scores"] as? [Int] {
                split = [
                    scores.count { $0 <= 6 }, scores.count { (7...8).contains($0) }, scores.count { $0 >= 9 },
                ]
            } else {
                // "1..15 with break points 0-6 / 7-8 / 9-15"
                split = [6, 2, 7]
            }
            let plain = try counts(split[0], split[1], split[2]).plain
            let score = try #require(reference["nps"] as? Double)
            #expect(isClose(plain.score, score))
            if let variance = reference["var"] as? Double { #expect(isClose(plain.variance, variance)) }
            if let error = reference["se"] as? Double { #expect(isClose(plain.standardError, error, within: 0.001)) }
            checked += 1
        }
        #expect(checked == 9)
        #expect(isClose(try counts(6, 2, 7).plain.variance, 0.8622, within: 6e-5))
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func theRPackagesTestData() throws {
        let scores = try SharedData.rows("reference_stats/nps_testdata.csv").dropFirst().compactMap { Int($0[0]) }
        var histogram = Histogram(try #require(Scale(0, 10)))
        for score in scores { histogram.add(score) }
        #expect(histogram.count == 1000)
        let counts = try counts(histogram.count(in: 0...6), histogram.count(in: 7...8), histogram.count(in: 9...10))
        #expect((counts.promoters, counts.detractors) == (462, 362))
        let result = MetricResult.net(promoters: counts.promoters, detractors: counts.detractors, of: counts.n)
        #expect(isClose(result.value, 10))
        #expect(isClose(result.standardError, 2.8531, within: 6e-5))
        #expect(isClose(histogram.mean, 7.009))
        let reach = NormalDistribution.quantile(0.975) * counts.plain.standardError
        #expect(isClose(100 * (counts.plain.score - reach), 4.4081, within: 6e-5))
        #expect(isClose(100 * (counts.plain.score + reach), 15.5919, within: 6e-5))
    }
}
