import CSVPlugin
import Foundation
import Testing
import TuntumaTesting

/// Real surveys: what the rows say must give the published numbers. Skipped without shared/data.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct SharedDataTests {
    private func rows(
        of path: String, _ change: (inout CSVChannel.Configuration) -> Void = { _ in }
    ) async throws -> [[String: String]] {
        var configuration = CSVChannel.Configuration(path: try SharedData.path(path))
        change(&configuration)
        let delivery = try await Delivery(configuration)
        #expect(delivery.failure == nil)
        #expect(delivery.records.allSatisfy { $0.flaw == nil })
        return delivery.rows
    }

    /// Promoters minus detractors in percent of the answers on 0-10, and how many those are.
    private func netPromoters(_ rows: [[String: String]], _ column: String) -> (score: Double, count: Int) {
        let scores = rows.compactMap { $0[column].flatMap { Double($0) } }.filter { (0...10).contains($0) }
        let net = scores.count { $0 >= 9 } - scores.count { $0 <= 6 }
        return (100 * Double(net) / Double(scores.count), scores.count)
    }

    @Test(arguments: [("2017", 2831, 2746, 39.8398), ("2018", 2809, 2650, 30.9811)])
    func airport(wave: String, rowCount: Int, answers: Int, score: Double) async throws {
        // In 2018 the column's name has blanks at its end.
        let rows = try await rows(of: "sfo_airport_survey/sfo_\(wave).csv")
        #expect(rows.count == rowCount)
        let result = netPromoters(rows, "NETPRO")
        #expect(result.count == answers)
        #expect(abs(result.score - score) < 0.00005)
    }

    @Test(arguments: [("2014", 2818), ("2015", 2958), ("2016", 3087)])
    func archivesOfEarlierWaves(wave: String, rowCount: Int) async throws {
        #expect(try await rows(of: "sfo_airport_survey/sfo_\(wave).csv.gz").count == rowCount)
    }

    @Test func telco() async throws {
        let result = netPromoters(try await rows(of: "telco_nps_verbatims/verbatims.csv"), "NPS_SCORE")
        #expect(result.count == 2353)
        #expect(abs(result.score - -24.6919) < 0.00005)
    }

    /// Two header rows, and a second block of columns that repeats an earlier wave: its names get numbers.
    @Test func maintainers() async throws {
        let rows = try await rows(of: "cncf_maintainer_surveys/raw/2022H1.csv") { $0.headerRows = 2 }
        let names = try #require(rows.first).keys.filter {
            $0.hasPrefix("Would you recommend CNCF") && $0.contains(" / Response")
        }.sorted()
        #expect(names.count == 2)
        #expect(names.last?.hasSuffix(" (2)") == true)
        let result = netPromoters(rows, try #require(names.first))
        #expect(result.count == 99)
        #expect(abs(result.score - 44.4444) < 0.00005)
    }
}
