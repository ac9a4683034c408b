import FirstLook
import TableSurvey
import Testing

@Suite struct TimePatternTests {
    private func guess(_ values: [String]) throws -> Guess<FirstLook.Role>? {
        let text = "id;x date\n" + values.enumerated().map { "a\($0.offset);\($0.element)\n" }.joined()
        return try look(at: text).columns.first { $0.name == "x date" }?.role
    }

    @Test(arguments: [
        (["2.3.2026", "13.12.2026"], "d.M.yyyy"),
        (["02.03.2026 9:15", "13.12.2026 10:15"], "dd.MM.yyyy H:mm"),
        (["2.3.2026 9.15", "13.12.2026 10.15"], "d.M.yyyy H.mm"),
        (["2026-03-02", "2026-12-31"], "yyyy-MM-dd"),
        (["2026-03-02 09:15:00", "2026-12-31 23:59:59"], "yyyy-MM-dd HH:mm:ss"),
        (["2026-03-02T09:15", "2026-12-31T23:59"], "yyyy-MM-dd'T'HH:mm"),
        (["2026/3/2", "2026/12/31"], "yyyy/M/d"),
        (["05/04/2026", "31/03/2026"], "dd/MM/yyyy"),
        (["05/04/2026", "03/31/2026"], "MM/dd/yyyy"),
        (["5/4/2026 1:05:00 PM", "3/31/2026 12:00:00 AM"], "M/d/yyyy h:mm:ss a"),
        (["05/04/2026 01:05 pm", "03/31/2026 12:00 am"], "MM/dd/yyyy hh:mm a"),
        (["31-03-26", "01-04-26"], "dd-MM-yy"),
        (["2026-03-01 13:05:00.123", "2026-03-01 13:05:01.5"], "yyyy-MM-dd HH:mm:ss.SSS"),
        (["2026-03-01T13:05:00.123"], "yyyy-MM-dd'T'HH:mm:ss.SSS"),
        (["2026-03-01 13:05:00 +02:00", "2026-03-01 13:05:00+0200"], "yyyy-MM-dd HH:mm:ssXXX"),
        (["2026/03/01 9:05:00 AM GMT+2", "2026/03/01 12:05:00 PM GMT+2"], "yyyy/MM/dd h:mm:ss a O"),
        (["2026/03/01 9.05.00 ap. UTC+2"], "yyyy/MM/dd h.mm.ss a O"),
        (["3/1/2026, 9:05:00\u{202F}AM", "3/31/2026, 9:05:00\u{202F}PM"], "M/d/yyyy, h:mm:ss a"),
        (["3/1/2026 9:05:00", "3/31/2026 19:05:00"], "M/d/yyyy H:mm:ss"),
        (["1.3.2026 klo 9.15", "13.3.2026 klo 19.15"], "d.M.yyyy 'klo' H.mm"),
        (["2026-03-01 kl. 09:15"], "yyyy-MM-dd 'kl'. HH:mm"),
        (["1-Mar-2026", "31-Dec-2026"], "d-MMM-yyyy"), (["01-Mar-26"], "dd-MMM-yy"),
        (["01MAR2026", "31DEC2026"], "ddMMMyyyy"), (["March 1, 2026", "December 31, 2026"], "MMM d, yyyy"),
        (["1. maaliskuuta 2026", "31. joulukuuta 2026"], "d. MMM yyyy"),
        (["1 mars 2026", "31 maj 2026"], "d MMM yyyy"),
        (["su 1.3.2026 9.15", "ma 13.4.2026 10.15"], "EEE d.M.yyyy H.mm"),
        (["Sun, 01 Mar 2026 09:15:00 +0200"], "EEE, dd MMM yyyy HH:mm:ssXXX"),
        (["Sun. Mar 1, 2026"], "EEE MMM d, yyyy"),
        (["20260301130500", "20260301130501"], "yyyyMMddHHmmss"), (["20260301 13:05"], "yyyyMMdd HH:mm"),
    ])
    func thePatternIsSeenInTheValues(values: [String], pattern: String) throws {
        let guess = try #require(try guess(values))
        #expect(guess.value == .time(.pattern(pattern)))
        #expect(guess.confidence >= 0.5)
    }

    @Test func aTimeWithItsOffsetNeedsNoPattern() throws {
        for values in [["2026-03-02T09:15:00Z", "2026-03-02T09:15:00.123+02:00"]] {
            #expect(try guess(values)?.value == .time(.event))
        }
        let look = try look(at: "id;time\n1;2026-03-02T09:15:00Z\n")
        #expect(look.channelBlock().contains("time = trim(row[\"time\"]),"))
    }

    @Test func whatCannotBeSeenIsSaid() throws {
        let look = try look(at: "id;Date\n1;02/03/2026\n2;04/05/2026\n")
        #expect(look.time?.pattern == .pattern("dd/MM/yyyy"))
        #expect(look.warnings.contains { $0.hasPrefix("Date: read as dd/MM/yyyy, but no number goes beyond 12") })
        #expect(look.channelBlock().contains("-- Check this: no number goes beyond 12"))
    }

    @Test func theLastValueMayDecide() throws {
        let values = [String](repeating: "01/02/2026", count: 3000)
        #expect(try guess(values + ["13/02/2026"])?.value == .time(.pattern("dd/MM/yyyy")))
        #expect(try guess(values + ["02/13/2026"])?.value == .time(.pattern("MM/dd/yyyy")))
    }

    @Test(arguments: [
        ["13/13/2026"], ["32.1.2026"], ["2026-13-01"], ["13/02/2026", "02/13/2026"], ["12/31/1899 09:30:00 AM"],
        ["1.2.2026 25:00"], ["9:15"], ["2026"], ["1.2"], ["1.2.3.4"], ["2.3.2026", "2026-03-02"], ["2.3.2026 x"],
        ["2.3.2026", "ei", "joo"], ["2026-03-02T09:15:00+2"], ["0.0.2026"], ["1-Foo-2026"], ["1-Mar-202"], ["Mar 2026"],
        ["2026/03/01 9:05 AM XYZ"], ["20261301"], ["2026030"], ["2026-03-01 9:05:00."], ["13 klo 9.15"], ["GMT+2"],
        ["foo 1.3.2026"], ["su"], ["su1.3.2026"],
    ])
    func whatIsNoDateIsNotTakenForOne(values: [String]) throws {
        if case .time = try guess(values)?.value { Issue.record("\(values) was taken for a time") }
    }
}
