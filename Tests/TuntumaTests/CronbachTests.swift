import Testing
import Tuntuma
import TuntumaTesting

@Suite struct CronbachTests {
    private func alpha(_ responses: [[Int]]) -> Double? {
        var sums = CronbachSums(items: responses.first?.count ?? 0)
        for response in responses { sums.add(response.span) }
        return sums.alpha
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func attitude() throws {
        let rows = try SharedData.rows("reference_stats/attitude.csv").dropFirst().map { $0.compactMap { Int($0) } }
        #expect(rows.count == 30)
        #expect(isClose(alpha(Array(rows)), 0.843143, within: 6e-7))
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func elevenItemsInLongForm() throws {
        let rows = try SharedData.rows("reference_stats/cronbach_alpha_long.csv").dropFirst()
        var responses: [String: [Int]] = [:]
        for row in rows { responses[row[0], default: []].append(try #require(Int(row[2]))) }
        #expect(responses.count == 15)
        #expect(isClose(alpha(Array(responses.values)), 0.591719, within: 6e-7))
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func completeResponsesOnly() throws {
        let rows = try SharedData.rows("reference_stats/cronbach_wide_missing.csv").dropFirst()
        let complete = rows.map { $0.compactMap { Int($0) } }.filter { $0.count == 11 }
        #expect(complete.count == 9)
        #expect(isClose(alpha(complete), 0.801695, within: 6e-7))
    }

    @Test func itemsThatAgreeAndItemsThatDoNot() {
        #expect(isClose(alpha([[1, 1], [3, 3], [5, 5]]), 1))
        // Item variances 1 and 1, variance of the total 1: 2 (1 - 2/1).
        #expect(isClose(alpha([[1, 2], [2, 1], [3, 2], [2, 3]]), 2 * (1 - 2 * (2.0 / 3) / (4.0 / 3))))
    }

    @Test func nothingWithoutVarianceItemsOrResponses() {
        #expect(alpha([]) == nil)
        #expect(alpha([[1], [2]]) == nil)
        #expect(alpha([[1, 2]]) == nil)
        #expect(alpha([[1, 2], [1, 2]]) == nil)
        #expect(alpha([[1, 5], [5, 1]]) == nil)
    }

    @Test func aResponseOfAnotherLengthIsLeftOut() {
        var sums = CronbachSums(items: 3)
        sums.add([1, 2].span)
        #expect(sums == CronbachSums(items: 3))
    }

    @Test func mergingIsAdding() {
        let responses = [[1, 2, 3], [4, 4, 5], [2, 2, 1], [5, 3, 3], [1, 1, 2]]
        var whole = CronbachSums(items: 3)
        for response in responses { whole.add(response.span) }
        for cut in 0...responses.count {
            var first = CronbachSums(items: 3)
            var second = CronbachSums(items: 3)
            for response in responses[..<cut] { first.add(response.span) }
            for response in responses[cut...] { second.add(response.span) }
            second.merge(first)
            #expect(second == whole)
        }
    }
}
