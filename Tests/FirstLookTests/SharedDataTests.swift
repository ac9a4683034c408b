import DelimitedText
import FirstLook
import TableSurvey
import Foundation
import Testing
import TuntumaTesting

/// Real files. Skipped where shared/data is not beside the checkout.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct SharedDataTests {
    private func look(at path: String) throws -> FirstLook {
        try FirstLook(path: try SharedData.path(path))
    }

    @Test func airport() throws {
        let look = try look(at: "sfo_airport_survey/sfo_2017.csv")
        #expect(look.rows == 2831)
        #expect(look.isWhole)
        #expect(look.columns.count == 97)
        #expect(look.identifier?.name == "RESPNUM")
        #expect(look.time == nil)
        #expect(look.scores.map(\.column.name) == ["Q7ALL", "NETPRO"])
        #expect(look.scores.map(\.question) == ["csat", "nps"])
        #expect(look.scores.allSatisfy { $0.score.isUsualScale })
        #expect(look.weight?.name == "WEIGHT")
        #expect(look.attributes.map(\.name) == ["day", "barea"])
        // 11 means no answer, as the codebook says, which the file does not.
        #expect(look.warnings.contains { $0.hasPrefix("NETPRO: 11 (rows: 84) is not on the scale 0-10") })
        #expect(look.warnings.contains { $0.hasPrefix("Q7ALL: \"Blank\" (rows: 143)") })
        #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
    }

    /// The column's name has blanks at its end in this wave.
    @Test func airportOfTheNextYear() throws {
        let look = try look(at: "sfo_airport_survey/sfo_2018.csv")
        #expect(look.rows == 2809)
        #expect(look.scores.first { $0.question == "nps" }?.column.name == "NETPRO")
        #expect(look.channelBlock().contains("nps = tonumber(trim(row[\"NETPRO\"])),"))
    }

    @Test func airportFromAnArchive() throws {
        let look = try look(at: "sfo_airport_survey/sfo_2016.csv.gz")
        #expect(look.rows == 3087)
        #expect(look.channelID == "sfo-2016")
    }

    @Test func telco() throws {
        let look = try look(at: "telco_nps_verbatims/verbatims.csv")
        #expect(look.identifier?.name == "row_id")
        #expect(look.time?.column.name == "CUSTOMER_RESPONSE_DATE")
        #expect(look.time?.pattern == .pattern("dd/MM/yyyy HH:mm"))
        #expect(look.scores.map(\.column.name) == ["NPS_SCORE"])
        #expect(look.comments.map(\.column.name) == ["text"])
        #expect(look.fields.map(\.field) == ["touchpoint"])
        #expect(look.fields.map(\.column.name) == ["SURVEY_SUB_TYPE"])
        #expect(look.attributes.map(\.column.name) == ["NPS_RATING", "Qtr"])
        #expect(look.warnings == [])
        #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
    }

    @Test func maintainers() throws {
        let look = try look(at: "cncf_maintainer_surveys/tidy.csv")
        #expect(look.rows == 6896)
        #expect(look.identifier == nil)
        #expect(look.scores.map(\.score) == [FirstLook.Score(metric: .nps, low: 1, high: 10)])
        #expect(look.comments.map(\.column.name) == ["comment"])
        #expect(look.attributes.map(\.name) == ["wave", "question"])
        let blocks = look.workspaceBlocks()
        #expect(blocks.contains("scale = { 1, 10 }"))
        #expect(blocks.contains("id = row[\"#\"],"))
        #expect(try luaComplaint(about: blocks) == nil)
    }

    /// Exports of SurveyMonkey have two header rows, but for the last wave.
    @Test(
        arguments: [
            "2019H1", "2019H2", "2020H1", "2020H2", "2021H1", "2021H2", "2022H1", "2022H2", "2023H1", "2023H2",
            "2024H1",
        ])
    func headersOfSurveyMonkey(wave: String) throws {
        let look = try look(at: "cncf_maintainer_surveys/raw/\(wave).csv")
        #expect(look.layout.value == TableReader.Layout(headerRows: wave == "2024H1" ? 1 : 2))
        #expect(try luaComplaint(about: look.workspaceBlocks()) == nil)
        // The early waves asked in words; the last two write "Strongly agree" for 10, which only a person can know.
        guard wave >= "2020H2", wave < "2023H2" else { return }
        let main = look.scores.first { $0.question == "nps" }
        #expect(main?.column.name.contains("recommend CNCF") == true)
    }

    @Test func wordsAmongTheNumbersAreReported() throws {
        let look = try look(at: "cncf_maintainer_surveys/raw/2024H1.csv")
        #expect(look.warnings.contains { $0.contains("recommend") && $0.contains("such as \"Strongly agree\"") })
    }
}
