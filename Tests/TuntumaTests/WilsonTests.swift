import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct WilsonTests {
    // R binom.confint, as statsmodels keeps it, to the digits it prints; 19/38 from statsmodels' test_proportion.py;
    // 100/200 from R's DescTools; 38/38 and 0/77 computed independently.
    @Test(arguments: [
        (18, 20, 0.6989663547715128, 0.972133518786232, 1e-9),
        (4, 20, 0.0806576625797981, 0.4160174322518935, 1e-9),
        (4, 200, 0.00780442641634947, 0.05028708690582643, 1e-9),
        (190, 200, 0.910421851861224, 0.972617354399236, 1e-9),
        (1, 30, 0.005908590, 0.16670391, 6e-9),
        (29, 30, 0.8332961, 0.9940914, 6e-8),
        (0, 30, 0, 0.11351339, 6e-9),
        (30, 30, 0.8864866, 1, 6e-8),
        (19, 38, 0.348499283643951, 0.651500716356049, 1e-9),
        (100, 200, 0.4313609, 0.5686391, 6e-8),
        (38, 38, 0.9081901317744162, 1, 1e-9),
        (0, 77, 0, 0.04751842528243411, 1e-9),
    ])
    func publishedCases(count: Int, n: Int, lower: Double, upper: Double, tolerance: Double) throws {
        let interval = try #require(Interval.wilson(count, of: n))
        #expect(isClose(interval.lower, lower, within: tolerance))
        #expect(isClose(interval.upper, upper, within: tolerance))
        #expect(interval.method == "wilson")
        #expect(interval.level == 0.95)
    }

    // Newcombe's examples and four published satisfaction shares, computed independently, in percent.
    @Test(arguments: [
        (81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0, 16.11), (1, 29, 0.61, 17.18),
        (74, 107, 59.87, 77.12), (30, 50, 46.18, 72.39), (80, 100, 71.12, 86.66), (160, 200, 73.91, 84.95),
    ])
    func computedCases(count: Int, n: Int, lower: Double, upper: Double) throws {
        let interval = try #require(Interval.wilson(count, of: n)).rescaled(times: 100)
        #expect(isClose(interval.lower, lower, within: 0.006))
        #expect(isClose(interval.upper, upper, within: 0.006))
    }

    private struct Case: Decodable {
        let count: Int
        let nobs: Int
        let wilson_low: Double
        let wilson_upp: Double
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func everyCaseOfTheSharedFile() throws {
        let cases = try JSONDecoder().decode([Case].self, from: SharedData.data("reference_stats/wilson_R_binom.json"))
        #expect(cases.count == 8)
        for reference in cases {
            let interval = try #require(Interval.wilson(reference.count, of: reference.nobs))
            // Some are printed to seven digits.
            #expect(isClose(interval.lower, reference.wilson_low, within: 6e-8))
            #expect(isClose(interval.upper, reference.wilson_upp, within: 6e-8))
        }
    }

    @Test func endsAreExact() throws {
        for n in 1...200 {
            let none = try #require(Interval.wilson(0, of: n))
            let all = try #require(Interval.wilson(n, of: n))
            #expect(none.lower == 0 && none.upper > 0 && none.upper < 1)
            #expect(all.upper == 1 && all.lower > 0 && all.lower < 1)
        }
    }

    @Test func includesTheShareAndNarrowsWithMoreAnswers() throws {
        for n in 1...60 {
            for count in 0...n {
                let interval = try #require(Interval.wilson(count, of: n))
                let more = try #require(Interval.wilson(count * 4, of: n * 4))
                #expect(interval.lower <= Double(count) / Double(n) && Double(count) / Double(n) <= interval.upper)
                #expect(more.upper - more.lower < interval.upper - interval.lower)
            }
        }
    }

    @Test func nothingForWhatIsNoShare() {
        #expect(Interval.wilson(0, of: 0) == nil)
        #expect(Interval.wilson(-1, of: 5) == nil)
        #expect(Interval.wilson(6, of: 5) == nil)
        #expect(Interval.wilson(mean: 3, in: 1...5, n: 0) == nil)
        #expect(Interval.wilson(mean: 6, in: 1...5, n: 3) == nil)
        #expect(Interval.wilson(mean: .nan, in: 1...5, n: 3) == nil)
        #expect(Interval.wilson(mean: 3, in: 3...3, n: 3) == nil)
    }

    @Test func aMeanOnZeroToOneIsAShare() throws {
        let mean = try #require(Interval.wilson(mean: 0.3, in: 0...1, n: 10))
        let share = try #require(Interval.wilson(3, of: 10))
        #expect(isClose(mean.lower, share.lower, within: 1e-15) && isClose(mean.upper, share.upper, within: 1e-15))
        #expect(mean.method == "wilson-mean")
        let rescaled = try #require(Interval.wilson(mean: 2.8, in: 1...7, n: 10))
        #expect(isClose(rescaled.lower, 1 + 6 * share.lower) && isClose(rescaled.upper, 1 + 6 * share.upper))
    }
}
