import Engine
import Exports
import Testing

@testable import Reporting

struct CalendarTests {
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
