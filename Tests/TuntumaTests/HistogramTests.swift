import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct HistogramTests {
    private func histogram(_ scores: [Int], on scale: Scale = .zeroToTen) -> Histogram {
        var histogram = Histogram(scale)
        for score in scores { histogram.add(score) }
        return histogram
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func agreesWithBruteForce(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for scale in [Scale.zeroToTen, .oneToFive, try #require(Scale(-3, 3))] {
            let scores = (0..<500).map { _ in Int.random(in: scale.scores, using: &generator) }
            let histogram = histogram(scores, on: scale)
            let mean = Double(scores.reduce(0, +)) / 500
            #expect(histogram.count == 500)
            #expect(histogram.sum == Int128(scores.reduce(0, +)))
            #expect(histogram.sumOfSquares == Int128(scores.reduce(0) { $0 + $1 * $1 }))
            #expect(isClose(histogram.mean, mean))
            let squares = scores.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            #expect(isClose(histogram.variance, squares / 499))
            #expect(isClose(histogram.moments.populationVariance, squares / 500))
            #expect(histogram.distribution.map(\.count) == scale.scores.map { score in scores.count { $0 == score } })
            #expect(histogram.distribution.map(\.value) == scale.scores.map { "\($0)" })
        }
    }

    @Test func leavesOutWhatIsOffTheScale() {
        var histogram = Histogram(.oneToFive)
        for score in [0, 6, .max, .min, -1] {
            let isCounted = histogram.add(score)
            #expect(!isCounted)
        }
        #expect(histogram == Histogram(.oneToFive))
        histogram.add(9, times: 3)
        histogram.add(3, times: -1)
        #expect(histogram.count == 0)
        histogram.add(3, times: 4)
        #expect(histogram[3] == 4 && histogram[99] == 0)
    }

    @Test func countsRanges() {
        let histogram = histogram([0, 0, 6, 7, 8, 9, 10, 10])
        #expect(histogram.count(in: 0...6) == 3)
        #expect(histogram.count(in: 9...10) == 3)
        #expect(histogram.count(in: -5...100) == 8)
        #expect(histogram.count(in: 11...20) == 0)
        #expect(histogram.count(in: -9 ... -1) == 0)
    }

    @Test func mergesAlsoWhenScalesDiffer() throws {
        var first = histogram([1, 5, 5], on: .oneToFive)
        let second = histogram([0, 10], on: .zeroToTen)
        var other = second
        first.merge(second)
        other.merge(histogram([1, 5, 5], on: .oneToFive))
        #expect(first == other)
        #expect(first.scores == 0..<11)
        #expect((first[0], first[1], first[5], first[10]) == (1, 1, 2, 1))
    }

    @Test func emptyHasNoMean() {
        let empty = Histogram(.zeroToTen)
        #expect(empty.mean == nil && empty.variance == nil && empty.moments.populationVariance == nil)
        #expect(histogram([4]).mean == 4 && histogram([4]).variance == nil)
        #expect(histogram([4, 4, 4]).variance == 0)
    }

    @Test(arguments: [
        #"{"low":0,"counts":[]}"#, #"{"low":0,"counts":[1]}"#, #"{"low":0,"counts":[1,-1]}"#,
        #"{"low":9223372036854775807,"counts":[1,1]}"#, #"{"low":0}"#,
    ])
    func refusesWhatNoHistogramWrote(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Histogram.self, from: Data(json.utf8)) }
    }

    @Test func momentsOutlastSixtyFourBits() {
        let moments = Moments(count: .max, sum: Int128(Int.max) * 10, sumOfSquares: Int128(Int.max) * 100)
        #expect(moments.mean == 10)
        #expect(isClose(moments.variance, 0, within: 1e-6))
    }
}
