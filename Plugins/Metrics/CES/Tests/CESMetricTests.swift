import CESPlugin
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct CESMetricTests {
    /// The result of some answers, given as counts from the lowest score.
    private func result(_ counts: [Int], _ configuration: CESMetric.Configuration = .init()) throws -> MetricResult {
        let answers = [EventDraft].answers(to: configuration.question, counts, on: configuration.scale)
        let (result, uptake) = try CESMetric.trial(of: answers, configuration: configuration)
        #expect(uptake.counted == answers.count)
        return result
    }

    @Test(arguments: ["mean", "share", "index"])
    func keepsTheMetricContract(aggregation: String) throws {
        try expectMetricContract(CESMetric.self, configuration: .init(aggregation: aggregation))
        try expectMetricContract(
            CESMetric.self, configuration: .init(aggregation: aggregation, weight: "attributes.weight"))
    }

    // The airport's ease of finding the way in 2017: n 2683, mean 4.4133, sd 0.8093.
    @Test func mean() throws {
        let result = try result([16, 40, 337, 716, 1574], .init(scale: .oneToFive))
        #expect(try (#require(result.value) - 4.4133).magnitude < 6e-5)
        #expect(try (#require(result.standardError) - 0.8093 / 2683.0.squareRoot()).magnitude < 2e-6)
        #expect(result.interval?.method == "t" && result.range == 1...5 && result.n == 2683)
    }

    @Test func aMeanOfFewOrEqualAnswers() throws {
        #expect(try result([0, 0, 0, 0, 0, 0, 5]).interval?.method == "wilson-mean")
        #expect(try result([0, 0, 0, 0, 0, 0, 500]).interval?.method == "wilson-mean")
        #expect(try result([0, 0, 0, 0, 0, 0, 1]).interval == nil)
        #expect(try result([0, 0, 0, 0, 0, 0, 1]).value == 7)
        #expect(try result([]).reason == "no answers")
    }

    @Test func share() throws {
        let result = try result([1, 1, 1, 1, 1, 2, 3], .init(aggregation: "share"))
        #expect(result.value == 60 && result.interval?.method == "wilson" && result.range == 0...100)
        #expect(result.parts.first?.name == "easy" && result.parts.first?.part == .count(6))
    }

    @Test func index() throws {
        let result = try result([1, 1, 1, 1, 1, 2, 3], .init(aggregation: "index"))
        #expect(result.value == 20 && result.interval?.method == "adjusted-wald" && result.range == -100...100)
        #expect(result.parts.map(\.name) == ["easy", "neutral", "difficult", "mean"])
        #expect(result.parts.prefix(3).map(\.part) == [.count(5), .count(2), .count(3)])
    }

    @Test func boundsOfAnotherScale() throws {
        let index = CESMetric.Configuration(scale: .oneToFive, aggregation: "index", easy: 4, difficult: 2)
        #expect(try result([1, 1, 1, 1, 6], index).value == 50)
        let share = CESMetric.Configuration(scale: .oneToFive, aggregation: "share", easy: 5)
        #expect(try result([1, 1, 1, 1, 4], share).value == 50)
    }

    @Test(
        arguments: [
            (CESMetric.Configuration(question: ""), "question"), (.init(aggregation: "median"), "aggregation"),
            (.init(aggregation: ""), "aggregation"), (.init(easy: 6), "easy"), (.init(difficult: 2), "difficult"),
            (.init(scale: .oneToFive, aggregation: "share"), "easy"),
            (.init(aggregation: "share", difficult: 3), "difficult"),
            (.init(aggregation: "share", easy: 1), "easy"), (.init(aggregation: "share", easy: 8), "easy"),
            (.init(aggregation: "index", easy: 4, difficult: 4), "difficult"),
            (.init(scale: .oneToFive, aggregation: "index", easy: 4), "difficult"), (.init(weight: "time"), "weight"),
        ] as [(CESMetric.Configuration, String)])
    func refusesAConfiguration(configuration: CESMetric.Configuration, key: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try CESMetric.trial(of: [], configuration: configuration)
        }
        #expect(error?.key == key)
    }

    @Test func decodesTheWorkspacesKeys() throws {
        let json = #"{"question":"q","scale":"1-5","aggregation":"index","easy":4,"difficult":2}"#
        let configuration = try JSONDecoder().decode(CESMetric.Configuration.self, from: Data(json.utf8))
        #expect(configuration.easy == 4 && configuration.difficult == 2 && configuration.aggregation == "index")
        let usual = try JSONDecoder().decode(CESMetric.Configuration.self, from: Data("{}".utf8))
        #expect(usual.question == "ces" && usual.scale == .oneToSeven && usual.aggregation == "mean")
    }
}
