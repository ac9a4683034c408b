import Engine
import Testing
import Tuntuma

@testable import Reporting

struct CalendarTests {
    @Test func daysCountLikeACalendar() {
        #expect(CivilDay(year: 1970, month: 1, day: 1).number == 0)
        #expect(CivilDay(year: 2000, month: 2, day: 29).number == 11_016)
        #expect(CivilDay(at: Timestamp(milliseconds: -1)).text == "1969-12-31")
        #expect(CivilDay(at: Timestamp(milliseconds: 1_772_442_900_000)).text == "2026-03-02")
        for number in stride(from: -800_000, through: 3_000_000, by: 97) {
            let day = CivilDay(number: number)
            let (year, month, dayOfMonth) = day.components
            #expect(CivilDay(year: year, month: month, day: dayOfMonth) == day)
        }
    }

    @Test(arguments: [
        (Period.month, "2025-11", "2026-02", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        (.quarter, "2025-Q3", "2026-Q1", ["2025-Q3", "2025-Q4", "2026-Q1"]),
        (.year, "2024", "2026", ["2024", "2025", "2026"]),
        (.day, "2024-02-28", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (.week, "2026-W52", "2027-W01", ["2026-W52", "2026-W53", "2027-W01"]),
        (.week, "2025-W51", "2026-W01", ["2025-W51", "2025-W52", "2026-W01"]),
        (.all, "all", "all", ["all"]),
    ])
    func periodsFollowEachOther(period: Period, first: String, last: String, names: [String]) {
        #expect(PeriodSequence.from(first, through: last, by: period) == names)
    }

    @Test(arguments: [
        ("2026-02", "2026-01"), ("x", "y"), ("2026", "2026-02"), ("", "2026-01"), ("9223372036854775807-12", "1"),
    ])
    func whatIsNoSequenceIsNone(first: String, last: String) {
        #expect(PeriodSequence.from(first, through: last, by: .month) == nil)
    }
}
