import Foundation
import Testing

@testable import Sample

struct SampleCalendarTests {
    /// Foundation's calendar is the reference: every day of the sample, at a time that changes from day to day.
    @Test func agreesWithFoundationOnEveryDay() throws {
        let reader = ISO8601DateFormatter()
        let first = try #require(reader.date(from: "2025-01-01T00:00:00Z"))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for day in 0..<SampleCalendar.days {
            let minute = day * SampleCalendar.minutesADay + day * 37 % SampleCalendar.minutesADay
            let date = first.addingTimeInterval(Double(minute) * 60)
            #expect(SampleCalendar.text(ofMinute: minute) == reader.string(from: date))
            #expect(SampleCalendar.isWeekend(day) == calendar.isDateInWeekend(date))
        }
    }

    @Test func knowsTheFirstDaysOfItsMonths() {
        #expect(SampleCalendar.monthLengths.reduce(0, +) == SampleCalendar.days)
        for month in SampleCalendar.monthLengths.indices {
            let date = SampleCalendar.date(ofDay: SampleCalendar.firstDay(ofMonth: month))
            #expect(date.month == month && date.day == 1)
        }
    }

    @Test func daysBeyondTheEndAreTheLast() {
        #expect(SampleCalendar.date(ofDay: 9_999) == (17, 30))
        #expect(SampleCalendar.date(ofDay: -1) == (0, 1))
    }
}
