import DelimitedText
import FirstLook
import TableSurvey
import Testing

/// Rows that are no answers.
@Suite struct RowTests {
    private static let answers = (0..<40).map { "v\($0);\($0 % 28 + 1).3.2026;\($0 % 11)\n" }.joined()

    @Test func rowsOfTotalsAtTheEndAreLeftOut() throws {
        let look = try look(at: "id;pvm;nps\n" + Self.answers + "Yhteensä;;40\nKeskiarvo:;;7,3\n")
        #expect(look.rows == 40)
        #expect(look.identifier?.name == "id")
        #expect(look.scores.map(\.question) == ["nps"])
        #expect(
            look.warnings == [
                "line 42 begins with \"Yhteensä\": a row of totals, which is left out",
                "line 43 begins with \"Keskiarvo:\": a row of totals, which is left out",
            ])
        #expect(
            look.channelBlock().contains(
                "if trim(row[\"id\"]) == \"Yhteensä\" or trim(row[\"id\"]) == \"Keskiarvo:\" then return nil end\n"))
        #expect(try luaComplaint(about: look.channelBlock()) == nil)
    }

    @Test(arguments: ["n", "Keskiarvo (n = 60)", "TOTALT", "Average:"])
    func totalsHaveManyNames(name: String) throws {
        let look = try look(at: "id;pvm;nps\n" + Self.answers + "\(name);;7\n")
        #expect(look.rows == 40)
        #expect(look.warnings == ["line 42 begins with \"\(name)\": a row of totals, which is left out"])
    }

    @Test func anIdThatStandsTwiceIsSaid() throws {
        let look = try look(at: "id;pvm;nps\n" + Self.answers + "v3;1.3.2026;7\n;1.3.2026;7\n")
        #expect(look.identifier == nil)
        #expect(
            look.warnings.first == "id: 2 of 42 rows have no value of their own in it, so it does not name the answers")
    }

    @Test(arguments: ["Nina", "Totally fine", "Summanen", "7"])
    func otherNamesAreAnswers(name: String) throws {
        #expect(try look(at: "id;pvm;nps\n" + Self.answers + "\(name);1.3.2026;7\n").rows == 41)
    }

    @Test(arguments: ["Postinumero", "Puhelin", "E-mail address", "IP Address"])
    func whatIsPersonalNamesNoAnswer(name: String) throws {
        let text = "\(name);nps\n" + (0..<40).map { "x\($0);\($0 % 11)\n" }.joined()
        #expect(try look(at: text).identifier == nil)
        #expect(try look(at: text.replacing(name, with: "Avain")).identifier != nil)
    }

    @Test func suchANameAmongTheAnswersIsOne() throws {
        let look = try look(at: "id;pvm;nps\nTotal;1.3.2026;4\n" + Self.answers)
        #expect(look.rows == 41)
        #expect(look.warnings == [])
    }

    @Test func aRowWithTooManyCellsIsCountedAndSaysNothing() throws {
        let look = try look(
            at: "id;pvm;nps\n" + Self.answers + "v40;2.3.2026;9;Hyvä; paitsi hinta\n;\nv41;3.3.2026;9;;\n")
        #expect(look.scores.map(\.question) == ["nps"])
        #expect(
            look.warnings.first
                == "1 of 42 rows have more cells than the header, the first on line 42; these are rejected: is a separator "
                + "inside a text that is not in quotes?")
    }

    @Test func theHeaderOfQualtrics() throws {
        let text =
            "StartDate,ResponseId,Q1,Q2\nStart Date,Response ID,\"How likely are you to recommend us?\",Why?\n"
            + "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\","
            + "\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n"
            + (0..<30).map { "2026-03-\($0 % 20 + 10) 09:15:00,R_\($0)x,\($0 % 11),It was fine \($0)\n" }.joined()
        let look = try look(at: text)
        #expect(look.layout.value == TableReader.Layout(headerRows: 2, rowsAfter: 1))
        #expect(look.rows == 30)
        #expect(look.scores.map(\.column.name) == ["Q1 / How likely are you to recommend us?"])
        #expect(look.time?.pattern == .pattern("yyyy-MM-dd HH:mm:ss"))
        #expect(look.channelBlock().contains("  skip_rows_after_header = 1,\n"))
        #expect(look.warnings == [])
    }
}
