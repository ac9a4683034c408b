import Foundation
import ProjectExperiencePlugin
import Testing
import Tuntuma
import TuntumaTesting

@Suite struct ProjectExperienceMetricTests {
    private static let items = ["goals", "communication", "schedule", "expertise"]

    /// A response; nil for an item that was not answered.
    private func response(
        _ scores: [Int?], recommend: Int? = nil, project: String = "", survey: String = "project"
    ) -> EventDraft {
        var answers: [String: Value] = [:]
        for (item, score) in zip(Self.items, scores) { answers[item] = score.map { .integer(Int64($0)) } }
        answers["recommend"] = recommend.map { .integer(Int64($0)) }
        var draft = EventDraft(id: "r", answers: answers)
        draft.survey = survey
        draft.project = project
        return draft
    }

    private func result(
        _ drafts: [EventDraft], _ configuration: ProjectExperienceMetric.Configuration = .init()
    ) throws -> MetricResult {
        try ProjectExperienceMetric.trial(of: drafts, configuration: configuration).result
    }

    /// A number of a result by its path; nil when there is none.
    private func number(_ result: MetricResult, _ path: String...) -> Double? {
        var parts = result.parts
        for name in path {
            switch parts.first(where: { $0.name == name })?.part {
            case .group(let inner)?: parts = inner
            case .count(let count)?: return Double(count)
            case .number(let number)?: return number
            case .interval?, nil: return nil
            }
        }
        return nil
    }

    private func interval(_ result: MetricResult, _ group: String) -> Interval? {
        guard case .group(let parts)? = result.parts.first(where: { $0.name == group })?.part,
            case .interval(let interval)? = parts.first(where: { $0.name == "interval" })?.part
        else { return nil }
        return interval
    }

    @Test func keepsTheMetricContract() throws {
        try expectMetricContract(ProjectExperienceMetric.self, configuration: .init())
        try expectMetricContract(
            ProjectExperienceMetric.self,
            configuration: .init(
                survey: "", items: ["goals", "schedule", "csat"], recommend: "", weight: "attributes.weight"))
    }

    @Test func theIndexIsTheMeanOfTheAnsweredItems() throws {
        #expect(try result([response([5, 5, 5, 5])]).value == 100)
        #expect(try result([response([1, 1, 1, 1])]).value == 0)
        #expect(try result([response([5, nil, nil, 1])]).value == 50)
        // 100 and 25: the mean over responses, not over answers.
        #expect(try result([response([5, 5, 5, 5]), response([2, 2, nil, nil])]).value == 62.5)
        #expect(try result([response([5, 4, nil, 4])]).value == 100 * (4 + 3 + 3) / 12.0)
    }

    @Test func aResponseCountsWithHalfOfTheItems() throws {
        let drafts = [
            response([3, 3, nil, nil]), response([3, nil, nil, nil]), response([nil, nil, nil, nil], recommend: 9),
            response([3, 3, 3, 3], survey: "pulse"), response([3, 6, 3, 3]), response([3, 3, 3, 3], recommend: 11),
        ]
        let uptake = try ProjectExperienceMetric.trial(of: drafts, configuration: .init()).uptake
        #expect(uptake.counted == 1 && uptake.ignored == 2)
        #expect(
            uptake.rejected == [
                "fewer than half of the items were answered": 1, "communication: not on the scale 1-5": 1,
                "recommend: not on the scale 0-10": 1,
            ])
        #expect(try result([response([3, 3, 3, 3], survey: "pulse")], .init(survey: "")).n == 1)
    }

    @Test func itemsProjectsAndRecommendationStandBeside() throws {
        let result = try result([
            response([5, 4, 3, 2], recommend: 10, project: "a"),
            response([5, 4, nil, nil], recommend: 3, project: "a"),
            response([1, 2, 3, 4], recommend: 9, project: "b"), response([3, 3, 3, 3]),
        ])
        #expect(result.n == 4)
        #expect(number(result, "complete") == 3)
        #expect(number(result, "items", "goals", "value") == 62.5)
        #expect(number(result, "items", "goals", "n") == 4)
        #expect(number(result, "items", "schedule", "n") == 3)
        #expect(number(result, "items", "schedule", "value") == 50)
        #expect(number(result, "recommend", "n") == 3)
        #expect(number(result, "recommend", "value") == 100.0 / 3)
        #expect(number(result, "projects", "n") == 2)
        // Project a: (62.5 + 87.5) / 2 = 75; b: 37.5.
        #expect(number(result, "projects", "value") == 56.25)
        #expect(interval(result, "projects")?.method == "wilson-mean")
        #expect(result.parts.map(\.name) == ["complete", "projects", "items", "alpha", "recommend"])
        #expect(try self.result([response([3, 3, 3, 3])], .init(recommend: "")).parts.map(\.name).last == "alpha")
    }

    @Test func theIntervalOverProjectsIsWiderWhenContactsAgree() throws {
        let drafts = (0..<40).flatMap { project in
            (0..<5).map { _ in response(Array(repeating: 1 + project % 5, count: 4), project: "p-\(project)") }
        }
        let result = try result(drafts)
        let responses = try #require(result.interval)
        let projects = try #require(interval(result, "projects"))
        #expect(projects.method == "t" && responses.method == "t")
        #expect(projects.upper - projects.lower > 2 * (responses.upper - responses.lower))
        #expect(number(result, "projects", "value") == 50 && result.value == 50)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func agreesWithBruteForce(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var indexes: [Double] = []
        var weights: [Double] = []
        var complete: [[Double]] = []
        let drafts = (0..<300).map { _ in
            let scores = (0..<4).map { _ in
                Int.random(in: 0..<5, using: &generator) == 0 ? nil : Int.random(in: 1...5, using: &generator)
            }
            let weight = (Double.random(in: 0.1...3, using: &generator) * 1000).rounded() / 1000
            let answered = scores.compactMap { $0 }.map { 25 * Double($0 - 1) }
            if answered.count >= 2 {
                indexes.append(answered.reduce(0, +) / Double(answered.count))
                weights.append(weight)
            }
            if answered.count == 4 { complete.append(answered) }
            var draft = response(scores)
            draft.attributes = [("w", .decimal(weight))]
            return draft
        }
        let result = try result(drafts, .init(weight: "attributes.w"))
        let mean = indexes.reduce(0, +) / Double(indexes.count)
        let variance = self.variance(indexes)
        #expect(result.n == indexes.count)
        #expect(try (#require(result.value) - mean).magnitude < 1e-9)
        #expect(try (#require(result.standardError) - (variance / Double(indexes.count)).squareRoot()).magnitude < 1e-9)
        let items = (0..<4).reduce(0.0) { sum, item in sum + self.variance(complete.map { $0[item] }) }
        let alpha = 4.0 / 3 * (1 - items / self.variance(complete.map { $0.reduce(0, +) }))
        #expect(try (#require(number(result, "alpha")) - alpha).magnitude < 1e-9)
        let weighted = try #require(result.weighted)
        let weight = weights.reduce(0, +)
        let weightedMean = zip(weights, indexes).reduce(0) { $0 + $1.0 * $1.1 } / weight
        let spread = zip(weights, indexes).reduce(0) { $0 + pow($1.0 * ($1.1 - weightedMean), 2) }
        #expect((weighted.value - weightedMean).magnitude < 1e-9)
        #expect((weighted.standardError - spread.squareRoot() / weight).magnitude < 1e-9)
    }

    private func variance(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }

    @Test func nothingToSay() throws {
        let none = try result([])
        #expect(none.value == nil && none.reason == "no answers" && none.interval == nil)
        let one = try result([response([3, 3, 3, 3], project: "a")])
        #expect(one.value == 50 && one.interval == nil && interval(one, "projects") == nil)
        #expect(number(one, "alpha") == nil)
        #expect(try result([response([5, 5, 5, 5]), response([5, 5, 5, 5])]).interval?.upper == 100)
    }

    @Test(
        arguments: [
            (ProjectExperienceMetric.Configuration(items: []), "items"), (.init(items: ["a", "a"]), "items"),
            (.init(items: ["a", ""]), "items"), (.init(items: (0..<17).map { "q\($0)" }), "items"),
            (.init(recommend: "goals"), "recommend"), (.init(scale: Scale(0, 201) ?? .oneToFive), "scale"),
            (.init(weight: "project"), "weight"),
        ] as [(ProjectExperienceMetric.Configuration, String)])
    func refusesAConfiguration(configuration: ProjectExperienceMetric.Configuration, key: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try ProjectExperienceMetric.trial(of: [], configuration: configuration)
        }
        #expect(error?.key == key)
    }

    @Test func sixteenItemsFit() throws {
        let items = (0..<16).map { "q\($0)" }
        let configuration = ProjectExperienceMetric.Configuration(survey: "", items: items, recommend: "")
        let draft = EventDraft(
            id: "r", answers: Dictionary(uniqueKeysWithValues: items.prefix(15).map { ($0, .integer(4)) }))
        #expect(try result([draft, draft, draft], configuration).value == 75)
    }

    @Test func decodesTheWorkspacesKeys() throws {
        let json = #"{"survey":"s","items":["a","b"],"scale":[1,7],"recommend":"r","weight":"attributes.w"}"#
        let configuration = try JSONDecoder().decode(
            ProjectExperienceMetric.Configuration.self, from: Data(json.utf8))
        #expect(configuration.items == ["a", "b"] && configuration.survey == "s" && configuration.recommend == "r")
        let usual = try JSONDecoder().decode(ProjectExperienceMetric.Configuration.self, from: Data("{}".utf8))
        #expect(usual.survey == "project" && usual.items == Self.items && usual.recommend == "recommend")
    }
}
