import Foundation
import Testing

/// Real files, without a word about them. Skipped where shared/data is not beside the checkout.
@Suite(.enabled(if: sharedData != nil, "shared/data is not beside the checkout"))
struct RealDataTests {
    private struct Report: Decodable {
        struct Metric: Decodable {
            var metric: String
            var n: Int
            var value: Double?
        }
        struct Decisions: Decodable {
            var route: Int
        }
        var metrics: [Metric]
        var decisions: Decisions
    }

    private func report(_ path: String) throws -> Report {
        let file = try #require(sharedData).appending(path: path).path
        let outcome = try Program.run(["run", file, "--format", "json"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("channel {"))
        return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test func telco() throws {
        let report = try report("telco_nps_verbatims/verbatims.csv")
        let nps = try #require(report.metrics.first { $0.metric == "nps" })
        #expect(nps.n == 2353)
        #expect(abs(try #require(nps.value) + 24.6919) < 0.00005)
        #expect(report.decisions.route == 1271)
    }

    @Test func stagesOfTheTelcoStandOut() throws {
        let file = try #require(sharedData).appending(path: "telco_nps_verbatims/verbatims.csv").path
        let text = try Program.run(["run", file, "--lang", "en"]).output
        let lines = text.split(separator: "\n")
        for (stage, sign) in [("Equipment Received", "−"), ("Service in Use", "−"), ("Order ", "+")] {
            let line = try #require(lines.first { $0.hasPrefix("  touchpoint") && $0.contains(stage) }, "\(stage)")
            let numbers = line.split(separator: " ").filter { $0.contains(".") }
            // The value, then the difference from the others.
            #expect(numbers.count >= 2 && numbers[1].hasPrefix(sign), "\(line)")
        }
        #expect(text.contains("nps-rating is made of the score itself and was not compared."))
    }

    @Test func airport() throws {
        let nps = try #require(try report("sfo_airport_survey/sfo_2017.csv").metrics.first { $0.metric == "nps" })
        #expect(nps.n == 2746)
        #expect(abs(try #require(nps.value) - 39.8398) < 0.00005)
    }

    /// What is printed is what was run: pasted into a workspace it gives the same report.
    @Test func theBlockGivesTheSameNumbers() throws {
        let file = try #require(sharedData).appending(path: "telco_nps_verbatims/verbatims.csv").path
        try expectBlockGivesTheSame(["run", file])
    }
}
