import Testing
import Tuntuma
import TuntumaTesting

@Suite struct MetricResultTests {
    @Test func share() throws {
        let result = MetricResult.share(2206, of: 2688)
        #expect(isClose(result.value, 82.0685, within: 6e-5))
        let interval = try #require(result.interval)
        #expect(isClose(interval.lower, 80.5728, within: 6e-5) && isClose(interval.upper, 83.4726, within: 6e-5))
        #expect(result.range == 0...100 && result.n == 2688 && result.reason == nil)
        let p = 2206.0 / 2688
        #expect(isClose(result.standardError, 100 * (p * (1 - p) / 2688).squareRoot()))
    }

    @Test func net() throws {
        let result = MetricResult.net(promoters: 1436, detractors: 342, of: 2746)
        #expect(isClose(result.value, 39.8398, within: 6e-5))
        #expect(isClose(result.standardError, 1.3341, within: 6e-5))
        let interval = try #require(result.interval)
        #expect(isClose(interval.lower, 37.1824, within: 6e-5) && isClose(interval.upper, 42.4102, within: 6e-5))
    }

    // Adjusted Wald alone would give -98.50...48.50 and 17.49...107.51.
    @Test func netIsClippedAndIncludesItsValue() throws {
        let one = try #require(MetricResult.net(promoters: 0, detractors: 1, of: 1).interval)
        #expect(one.lower == -100 && isClose(one.upper, 48.5, within: 0.006))
        let five = try #require(MetricResult.net(promoters: 5, detractors: 0, of: 5).interval)
        #expect(five.upper == 100 && isClose(five.lower, 17.4915, within: 6e-5))
    }

    @Test func meanOfThirtyAndMoreHasATInterval() throws {
        var histogram = Histogram(.oneToSeven)
        for score in 0..<35 { histogram.add(1 + score % 7) }
        let result = MetricResult.mean(of: histogram)
        #expect(result.value == 4)
        let interval = try #require(result.interval)
        #expect(interval.method == "t")
        // t(34) at 97.5 % is 2.032 in tables; s² = 35 * 4 / 34.
        let reach = 2.0322445 * ((140.0 / 34) / 35).squareRoot()
        #expect(isClose(interval.upper - 4, reach, within: 1e-6) && isClose(4 - interval.lower, reach, within: 1e-6))
        #expect(isClose(result.standardError, ((140.0 / 34) / 35).squareRoot()))
        #expect(result.range == 1...7 && result.distribution.count == 7)
    }

    @Test func meanOfFewOrEqualAnswersHasAWilsonInterval() throws {
        var few = Histogram(.oneToSeven)
        for score in [7, 7, 7, 7, 3] { few.add(score) }
        let result = MetricResult.mean(of: few)
        #expect(result.interval?.method == "wilson-mean")
        let expected = try #require(Interval.wilson(mean: 6.2, in: 1...7, n: 5))
        #expect(isClose(result.interval?.lower, expected.lower, within: 1e-12))
        var equal = Histogram(.oneToSeven)
        equal.add(7, times: 1000)
        let interval = try #require(MetricResult.mean(of: equal).interval)
        #expect(interval.method == "wilson-mean" && interval.upper == 7 && interval.lower < 7)
        var one = Histogram(.oneToSeven)
        one.add(7)
        #expect(MetricResult.mean(of: one).value == 7 && MetricResult.mean(of: one).interval == nil)
    }

    @Test func meanWithoutARange() throws {
        let moments = Moments(count: 3, sum: 60_000_000_000, sumOfSquares: 1_400_000_000_000_000_000_000)
        let result = MetricResult.mean(of: moments, dividedBy: 1e10, in: nil)
        #expect(result.value == 2 && result.range == nil)
        // 1, 2 and 3: s = 1, t(2) = 4.302653.
        let interval = try #require(result.interval)
        #expect(isClose(interval.upper, 2 + 4.302652729749462 / 3.0.squareRoot()))
        let equal = MetricResult.mean(of: Moments(count: 3, sum: 6, sumOfSquares: 12), in: nil)
        #expect(equal.value == 2 && equal.interval == nil)
    }

    @Test func ratio() throws {
        let pairs: [(y: Double, x: Double)] = [(1, 2), (3, 4), (2, 5), (6, 7)]
        let squares = RatioSums.Squares(
            numerator: pairs.reduce(0) { $0 + $1.y * $1.y }, denominator: pairs.reduce(0) { $0 + $1.x * $1.x },
            product: pairs.reduce(0) { $0 + $1.x * $1.y })
        let result = MetricResult.ratio(RatioSums(n: 4, numerator: 12, denominator: 18, squares: squares), times: 100)
        #expect(isClose(result.value, 100 * 12 / 18))
        let spread = pairs.reduce(0) { $0 + ($1.y - $1.x * 2 / 3) * ($1.y - $1.x * 2 / 3) }
        #expect(isClose(result.standardError, 100 * (4.0 / 3 * spread).squareRoot() / 18))
        #expect(result.interval?.method == "linearised")
        let plain = MetricResult.ratio(RatioSums(n: 4, numerator: 12, denominator: 18))
        #expect(plain.standardError == nil && plain.interval == nil && isClose(plain.value, 2.0 / 3))
    }

    @Test func withoutAnswersThereIsAReason() {
        let empty = [
            MetricResult.share(0, of: 0), .net(promoters: 0, detractors: 0, of: 0), .mean(of: Histogram(.zeroToTen)),
            .mean(of: Moments(), in: nil), .ratio(RatioSums(n: 0, numerator: 0, denominator: 0)),
        ]
        for result in empty {
            #expect(result.value == nil && result.interval == nil && result.n == 0)
            #expect(result.reason == "no answers")
        }
    }

    @Test func whatCannotBeIsAReasonNotATrap() {
        let impossible = [
            MetricResult.share(3, of: 2), .share(-1, of: 2), .share(0, of: -1), .share(.max, of: .min),
            .net(promoters: 3, detractors: 3, of: 5), .net(promoters: -1, detractors: 0, of: 5),
            .net(promoters: .max, detractors: .max, of: .max), .net(promoters: 0, detractors: 0, of: -3),
            .ratio(RatioSums(n: 3, numerator: 1, denominator: 0)),
            .ratio(RatioSums(n: 3, numerator: .nan, denominator: 1)),
            .mean(of: Moments(count: -1, sum: 3, sumOfSquares: 9), in: nil),
            .mean(of: Moments(count: 1, sum: 3, sumOfSquares: 9), dividedBy: 0, in: nil),
        ]
        for result in impossible {
            #expect(result.value == nil && result.reason?.isEmpty == false && result.interval == nil)
            #expect(result.n >= 0)
        }
    }

    @Test func weightsStandBesideTheValue() throws {
        var weights = WeightedSums()
        try weights.add(1, weight: Weight(3))
        try weights.add(-1, weight: Weight(1))
        let result = MetricResult.net(promoters: 1, detractors: 1, of: 2, weights: weights)
        #expect(result.value == 0 && result.weighted?.value == 50)
        #expect(isClose(result.weighted?.effectiveN, 1.6))
    }
}
