import Foundation
import NPSPlugin
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct NPSMetricTests {
    /// The result of some answers.
    private func result(_ scores: [Int], _ configuration: NPSMetric.Configuration = .init()) throws -> MetricResult {
        let drafts = scores.enumerated().map {
            EventDraft(id: "\($0)", answers: [configuration.question: .integer(Int64($1))])
        }
        return try NPSMetric.trial(of: drafts, configuration: configuration).result
    }

    @Test func keepsTheMetricContract() throws {
        try expectMetricContract(NPSMetric.self, configuration: .init())
        try expectMetricContract(NPSMetric.self, configuration: .init(weight: "attributes.weight"))
        try expectMetricContract(
            NPSMetric.self, configuration: .init(question: "csat", scale: .oneToFive, detractors: 3, promoters: 5))
    }

    @Test func publishedExamples() throws {
        let scores = Array(repeating: 3, count: 20) + Array(repeating: 8, count: 10) + Array(repeating: 10, count: 70)
        let result = try result(scores)
        #expect(result.value == 50 && result.n == 100)
        #expect(
            result.parts.elementsEqual(
                [("promoters", .count(70)), ("passives", .count(10)), ("detractors", .count(20))], by: ==))
        let interval = try #require(result.interval)
        #expect((interval.lower - 32.94).magnitude < 0.006 && (interval.upper - 64.15).magnitude < 0.006)
        #expect(result.distribution.map(\.value) == (0...10).map { "\($0)" })
        #expect(result.distribution[3].count == 20 && result.distribution[0].count == 0)
        #expect(try self.result([0, 7, 7, 9, 9, 9]).value == 100.0 / 3)
    }

    @Test func boundariesOfTheGroups() throws {
        #expect(try result([6]).value == -100)
        #expect(try result([7]).value == 0)
        #expect(try result([8]).value == 0)
        #expect(try result([9]).value == 100)
        #expect(try result([0]).value == -100)
    }

    @Test func oneToTen() throws {
        let configuration = NPSMetric.Configuration(scale: try #require(Scale(1, 10)))
        let result = try result([1, 6, 7, 9, 10, 10], configuration)
        #expect(result.value == 100.0 / 6)
        #expect(result.distribution.count == 10)
    }

    @Test func rejectsWhatIsNotOnTheScale() throws {
        let values: [Value] = [.integer(11), .integer(-1), .decimal(4.5), .text("9"), .boolean(true), .list(["9"])]
        var drafts = values.enumerated().map { EventDraft(id: "\($0)", answers: ["nps": $1]) }
        drafts.append(EventDraft(id: "other", answers: ["csat": .integer(3)]))
        drafts.append(EventDraft(id: "whole", answers: ["nps": .decimal(9.0)]))
        let (result, uptake) = try NPSMetric.trial(of: drafts, configuration: .init())
        #expect(uptake.rejected == ["not on the scale 0-10": 6])
        #expect(uptake.ignored == 1 && uptake.counted == 1)
        #expect(result.value == 100)
    }

    @Test func weighted() throws {
        let answers: [(Int64, Value?)] = [
            (10, .decimal(1.5)), (3, .decimal(0.5)), (8, .integer(1)), (9, nil), (9, .integer(0)), (9, .text("1")),
        ]
        let drafts = answers.enumerated().map { number, answer in
            var event = EventDraft(id: "\(number)", answers: ["nps": .integer(answer.0)])
            if let weight = answer.1 { event.attributes = [("w", weight)] }
            return event
        }
        let (result, uptake) = try NPSMetric.trial(of: drafts, configuration: .init(weight: "attributes.w"))
        #expect(
            uptake.rejected == ["no weight": 1, "the weight is not above 0": 1, "the weight is not a number": 1])
        #expect(result.value == 0 && result.n == 3)
        let weighted = try #require(result.weighted)
        #expect((weighted.value - 100.0 / 3).magnitude < 1e-9)
        #expect((weighted.effectiveN - 9 / 3.5).magnitude < 1e-9)
        // √(1.5²(2/3)² + 0.5²(4/3)² + (1/3)²) / 3
        let error = 100 * (1 + 4.0 / 9 + 1.0 / 9).squareRoot() / 3
        #expect((weighted.standardError - error).magnitude < 1e-9)
    }

    @Test(
        arguments: [
            (NPSMetric.Configuration(question: ""), "question"), (.init(scale: .oneToFive), "detractors"),
            (.init(scale: .oneToFive, detractors: 2), "promoters"), (.init(detractors: 10), "detractors"),
            (.init(detractors: -1), "detractors"), (.init(promoters: 6), "promoters"),
            (.init(promoters: 11), "promoters"),
            (.init(weight: "unit"), "weight"), (.init(weight: ""), "weight"), (.init(weight: "attributes."), "weight"),
        ] as [(NPSMetric.Configuration, String)])
    func refusesAConfiguration(configuration: NPSMetric.Configuration, key: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try NPSMetric.trial(of: [], configuration: configuration)
        }
        #expect(error?.key == key)
        #expect(error?.problem.isEmpty == false && error?.expected.isEmpty == false)
    }

    @Test func decodesTheWorkspacesKeys() throws {
        let json = #"{"question":"recommend","scale":[1,10],"detractors":5,"promoters":8,"weight":"attributes.W"}"#
        let configuration = try JSONDecoder().decode(NPSMetric.Configuration.self, from: Data(json.utf8))
        #expect(configuration.question == "recommend" && configuration.scale == Scale(1, 10))
        #expect(configuration.detractors == 5 && configuration.promoters == 8 && configuration.weight == "attributes.W")
        let usual = try JSONDecoder().decode(NPSMetric.Configuration.self, from: Data("{}".utf8))
        #expect(usual.question == "nps" && usual.scale == .zeroToTen && usual.detractors == 6 && usual.promoters == 9)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(NPSMetric.Configuration.self, from: Data(#"{"detractors":"six"}"#.utf8))
        }
    }
}
