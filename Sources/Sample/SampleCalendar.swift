/// The eighteen months of the sample, counted in days and minutes from 2025-01-01 00:00 UTC. It needs neither a clock
/// nor Foundation.
enum SampleCalendar {
    /// Days of the months from January 2025 to June 2026.
    static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30]
    static let days = 546
    static let minutesADay = 1440

    /// The month (from 0, January 2025) and the day of the month (from 1) of a day; days beyond the end are the last.
    static func date(ofDay day: Int) -> (month: Int, day: Int) {
        var rest = min(max(day, 0), days - 1)
        for (month, length) in monthLengths.enumerated() {
            if rest < length {
                return (month, rest + 1)
            }
            rest -= length
        }
        return (monthLengths.count - 1, 30)
    }

    /// The first day of a month, months counted from 0.
    static func firstDay(ofMonth month: Int) -> Int {
        monthLengths.prefix(month).reduce(0, +)
    }

    /// Whether a day is a Saturday or a Sunday. The first day of 2025 was a Wednesday.
    static func isWeekend(_ day: Int) -> Bool {
        (day + 2) % 7 >= 5
    }

    /// A minute as RFC 3339, in UTC.
    static func text(ofMinute minute: Int) -> String {
        let date = date(ofDay: minute / minutesADay)
        let clock = minute % minutesADay
        return "\(2025 + date.month / 12)-\(padded(date.month % 12 + 1))-\(padded(date.day))"
            + "T\(padded(clock / 60)):\(padded(clock % 60)):00Z"
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
