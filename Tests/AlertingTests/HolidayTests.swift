import Testing
import Tuntuma

@testable import Alerting

/// The computed holidays against those of the almanac.
struct HolidayTests {
    /// The public holidays of Finland that move, and those on fixed days, as the almanac of the University of Helsinki has them.
    private static let years: [Int: [String]] = [
        2024: [
            "01-01", "01-06", "03-29", "03-31", "04-01", "05-01", "05-09", "05-19", "06-22", "11-02", "12-06", "12-25",
            "12-26",
        ],
        2025: [
            "01-01", "01-06", "04-18", "04-20", "04-21", "05-01", "05-29", "06-08", "06-21", "11-01", "12-06", "12-25",
            "12-26",
        ],
        2026: [
            "01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "06-20", "10-31", "12-06", "12-25",
            "12-26",
        ],
        2027: [
            "01-01", "01-06", "03-26", "03-28", "03-29", "05-01", "05-06", "05-16", "06-26", "11-06", "12-06", "12-25",
            "12-26",
        ],
    ]

    private func days(of calendar: HolidayCalendar, in year: Int) -> [String] {
        let first = CivilDate(year: year, month: 1, day: 1).dayNumber
        let last = CivilDate(year: year, month: 12, day: 31).dayNumber
        return (first...last).filter { calendar.isHoliday($0) }
            .map { String(CivilDate(dayNumber: $0).text.dropFirst(5)) }
    }

    @Test(arguments: years.keys.sorted()) func publicHolidaysAreThoseOfTheAlmanac(year: Int) {
        #expect(days(of: .finland, in: year) == Self.years[year])
    }

    @Test func evesAreTheFridayBeforeMidsummerAndTheDayBeforeChristmas() {
        #expect(days(of: .finlandEves, in: 2024) == ["06-21", "12-24"])
        #expect(days(of: .finlandEves, in: 2025) == ["06-20", "12-24"])
        #expect(days(of: .finlandEves, in: 2026) == ["06-19", "12-24"])
        #expect(days(of: .finlandEves, in: 2027) == ["06-25", "12-24"])
    }

    /// The earliest and the latest Easter there can be, and what the tables of several centuries say.
    @Test func easterIsWhereTheTablesHaveIt() {
        for (year, month, day) in [
            (1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2016, 3, 27), (2019, 4, 21),
            (2038, 4, 25), (2100, 3, 28), (2285, 3, 22),
        ] {
            #expect(HolidayCalendar.easter(of: year) == CivilDate(year: year, month: month, day: day).dayNumber)
        }
    }

    /// Every day of 200 years: as many holidays a year as there are, Ascension Day may fall on May Day.
    @Test func everyYearHasThirteenHolidaysAndTwoEves() {
        for year in 1991...2190 {
            let days = days(of: .finland, in: year)
            #expect(days.count == 13 || days.count == 12 && days.contains("05-01"), "\(year)")
            #expect(self.days(of: .finlandEves, in: year).count == 2, "\(year)")
        }
    }
}
