import FirstLook
import TableSurvey
import Testing

/// Columns of dates in which not all values are alike.
@Suite struct DateColumnTests {
    private func look(_ values: [String], named name: String = "pvm") throws -> FirstLook {
        try FirstLook(csv: "id;\(name);nps\n" + values.enumerated().map { "a\($0.offset);\($0.element);9\n" }.joined())
    }

    private static let dates = (0..<59).map { "\($0 % 28 + 1).\($0 % 12 + 1).2026" }

    @Test(arguments: ["2026-03-05", "ei tiedossa", "31.2.2026", "46086", "1.3.26", "20260305", "1-Mar-2026"])
    func oneOddDateLeavesTheOthersTheirTimes(odd: String) throws {
        var values = Self.dates
        values.insert(odd, at: 17)
        let look = try look(values)
        #expect(look.time?.pattern == .pattern("d.M.yyyy"))
        #expect(
            look.warnings == [
                "1 of 60 values of column pvm are written otherwise: \"\(odd)\" (line 19); rows like these are rejected"
            ])
    }

    @Test func fiveOfAHundredAreTheMost() throws {
        let odd = (1...5).map { "2026-03-0\($0)" }
        let dates = (0..<95).map { Self.dates[$0 % 59] }
        #expect(try look(dates + odd).time?.pattern == .pattern("d.M.yyyy"))
        let look = try look(dates + odd + ["2026-03-06"])
        #expect(look.time == nil)
        #expect(
            look.warnings.first
                == "pvm: dates that are written in several ways, such as \"1.1.2026\" (rows: 95) and \"2026-03-01\" (rows: 6), "
                + "so they were not used; write them in one way")
    }

    @Test(arguments: ["9999-12-31", "2999-01-01", "1900-01-01", "0001-01-01", "2062-03-05"])
    func oneYearThatIsNoneDoesNotTurnTheOthers(odd: String) throws {
        let dates = (0..<59).map { "2026-03-\($0 % 20 + 10)" }
        let look = try look(dates + [odd])
        #expect(look.time?.pattern == .pattern("yyyy-MM-dd"))
        #expect(
            look.warnings == [
                "1 of 60 values of column pvm are before 1990 or after 2027: \"\(odd)\" (line 61); are these years right?"
            ])
    }

    @Test func yearsOfAnotherAgeAreNoDates() throws {
        #expect(try look((0..<40).map { "9999-03-\($0 % 20 + 10)" }).time == nil)
        #expect(try look((0..<40).map { "12/\($0 % 20 + 10)/1899" }).time == nil)
    }

    /// Which of the numbers is the day is what more of the values allow.
    @Test func oneSwappedDateDoesNotDecide() throws {
        let look = try look((0..<59).map { "\($0 % 12 + 1)/\($0 % 28 + 1)/2026" } + ["28/1/2026"])
        #expect(look.time?.pattern == .pattern("M/d/yyyy"))
        #expect(look.warnings.first?.contains("1 of 60 values") == true)
    }

    @Test func datesThatAreMissingAreSaid() throws {
        let look = try look(Self.dates + ["", ""])
        #expect(
            look.warnings == [
                "rows without a time in column pvm: 2, the first on line 61; these are rejected"
            ])
    }

    @Test(arguments: [
        ("pvm", ["20260301", "20261231"], true), ("Vastattu", ["20260301"], true),
        ("x", ["20260301", "20261231", "20260102", "20260131", "20260131"], true),
        ("x", ["20260301", "20261231"], false),
        ("Vastausnumero", ["20260301", "20260302", "20260303", "20260304", "20260305"], false),
        ("x", ["20260301", "20261231", "20260102", "20260131", "20261301"], false),
        ("x", ["10000101", "20261231", "20260102", "20260131", "20260131"], false), ("pvm", ["20261301"], false),
        ("pvm", ["2026030", "202603011"], false),
    ])
    func digitsAreDatesWhereTheyCanBeNothingElse(name: String, values: [String], isTime: Bool) throws {
        let look = try look(values, named: name)
        #expect((look.time?.column.name == name) == isTime)
        if isTime { #expect(look.time?.pattern == .pattern("yyyyMMdd")) }
    }

    @Test(arguments: [
        ("Start Date", "End Date", "End Date"), ("Start time", "Completion time", "Completion time"),
        ("Toimituspäivä", "Vastausaika", "Vastausaika"), ("Vastattu", "Toimituspäivä", "Vastattu"),
        ("Tilauspäivä", "Toimituspäivä", "Tilauspäivä"), ("x", "Toimituspäivä", "Toimituspäivä"),
    ])
    func ofSeveralTimesThatOfTheAnswerIsTaken(first: String, second: String, taken: String) throws {
        let rows = Self.dates.enumerated().map { "a\($0.offset);\($0.element);\($0.element);9\n" }.joined()
        let look = try FirstLook(csv: "id;\(first);\(second);nps\n" + rows)
        #expect(look.time?.column.name == taken)
        let isTold = taken.hasSuffix("päivä")
        #expect(
            look.warnings
                == (isTold
                    ? ["several columns have times (\(first), \(second)); \(taken) is taken for that of the answer"]
                    : []))
    }

    @Test(arguments: [("Pvm", "46082"), ("Date", "46082.5"), ("timestamp", "1772442900"), ("Aika", "1772442900000")])
    func countsOfDaysAndSecondsAreSaid(name: String, value: String) throws {
        let look = try look(Array(repeating: value, count: 40), named: name)
        #expect(look.time == nil)
        #expect(
            look.warnings.first
                == "\(name): numbers such as \"\(value)\" seem to count days or seconds, so they were not used; have the column "
                + "exported as dates")
    }

    @Test(arguments: ["Date of birth", "Syntymäaika", "Födelsedatum"])
    func aDayOfBirthIsNoTimeOfAnAnswer(name: String) throws {
        #expect(try look(Self.dates.map { $0.replacing("2026", with: "1985") }, named: name).time == nil)
    }
}
