import CSATPlugin
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct CSATMetricTests {
    /// The result of some answers, given as counts from the lowest score.
    private func result(_ counts: [Int], _ configuration: CSATMetric.Configuration = .init()) throws -> MetricResult {
        let answers = [EventDraft].answers(to: configuration.question, counts, on: configuration.scale)
        let (result, uptake) = try CSATMetric.trial(of: answers, configuration: configuration)
        #expect(uptake.counted == answers.count)
        return result
    }

    @Test func keepsTheMetricContract() throws {
        try expectMetricContract(CSATMetric.self, configuration: .init())
        try expectMetricContract(
            CSATMetric.self, configuration: .init(question: "ces", scale: .oneToSeven, weight: "attributes.weight"))
    }

    // Published shares, with their Wilson intervals.
    @Test(
        arguments: [
            ([14, 9, 10, 32, 42], 69.16, 59.87, 77.12), ([5, 5, 10, 20, 10], 60, 46.18, 72.39),
            ([20, 0, 0, 0, 80], 80, 71.12, 86.66), ([0, 40, 0, 160, 0], 80, 73.91, 84.95),
            // The airport's Q7ALL in 2017.
            ([6, 32, 444, 1507, 699], 82.0685, 80.5728, 83.4726),
        ] as [([Int], Double, Double, Double)])
    func publishedCases(counts: [Int], value: Double, lower: Double, upper: Double) throws {
        let result = try result(counts)
        #expect(try (#require(result.value) - value).magnitude < 0.006)
        let interval = try #require(result.interval)
        #expect((interval.lower - lower).magnitude < 0.006 && (interval.upper - upper).magnitude < 0.006)
        #expect(interval.method == "wilson")
        #expect(result.distribution.map(\.count) == counts)
    }

    @Test func theMeanStandsBesideTheShare() throws {
        let result = try result([6, 32, 444, 1507, 699])
        guard case .number(let mean?)? = result.parts.first(where: { $0.name == "mean" })?.part else {
            Issue.record("no mean")
            return
        }
        #expect((mean - 4.0644).magnitude < 6e-5)
        #expect(result.parts.first?.name == "top_boxes" && result.parts.first?.part == .count(2206))
    }

    @Test func otherScalesAndBoxes() throws {
        #expect(try result([0, 0, 0, 0, 1, 1, 2], .init(scale: .oneToSeven)).value == 75)
        #expect(try result([1, 0, 0, 0, 3], .init(topBoxes: [5])).value == 75)
        #expect(try result([1, 0, 2, 0, 1], .init(topBoxes: [1, 3])).value == 75)
    }

    @Test func nobodyAndEverybody() throws {
        #expect(try result([3, 0, 0, 0, 0]).value == 0)
        #expect(try result([0, 0, 0, 0, 3]).value == 100)
        #expect(try result([0, 0, 0, 0, 3]).interval?.upper == 100)
        let none = try result([])
        #expect(none.value == nil && none.reason == "no answers" && none.distribution.count == 5)
    }

    @Test(
        arguments: [
            (CSATMetric.Configuration(question: ""), "question"), (.init(topBoxes: []), "top_boxes"),
            (.init(topBoxes: [0, 4]), "top_boxes"), (.init(topBoxes: [6]), "top_boxes"),
            (.init(topBoxes: [1, 2, 3, 4, 5]), "top_boxes"), (.init(weight: "weight"), "weight"),
        ] as [(CSATMetric.Configuration, String)])
    func refusesAConfiguration(configuration: CSATMetric.Configuration, key: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try CSATMetric.trial(of: [], configuration: configuration)
        }
        #expect(error?.key == key)
    }

    @Test func decodesTheWorkspacesKeys() throws {
        let json = #"{"question":"q","scale":"1-7","top_boxes":[7],"weight":"answers.w"}"#
        let configuration = try JSONDecoder().decode(CSATMetric.Configuration.self, from: Data(json.utf8))
        #expect(configuration.topBoxes == [7] && configuration.scale == .oneToSeven && configuration.question == "q")
        let usual = try JSONDecoder().decode(CSATMetric.Configuration.self, from: Data("{}".utf8))
        #expect(usual.topBoxes == [4, 5] && usual.scale == .oneToFive && usual.question == "csat")
    }
}
