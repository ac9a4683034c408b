package import Foundation

/// Times that come again, such as the nights or the working hours: all that it says must hold.
package struct RecurringTime: Sendable {
    /// A stretch of the day in minutes since midnight; one that ends before it begins goes on into the next day, and belongs to
    /// the day on which it began.
    package struct Hours: Equatable, Sendable {
        package var start: Int
        package var end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }

        var crossesMidnight: Bool { end <= start }
    }

    /// Monday is 0; nil: every day.
    package var weekdays: Set<Int>?
    /// Empty: the whole day.
    package var hours: [Hours] = []
    /// Only on holidays of these calendars; empty: on any day.
    package var holidays: [HolidayCalendar] = []
    /// Only from Monday to Friday, and on no holiday of these calendars; nil: on any day.
    package var workingDays: [HolidayCalendar]?
    package var zone: TimeZone

    package init(zone: TimeZone) {
        self.zone = zone
    }

    /// Whether a moment is in it.
    package func contains(_ time: Int64) -> Bool {
        let local = time + offset(at: time)
        let day = Int(local.flooringDivision(by: Self.day))
        let minute = Int((local - Int64(day) * Self.day) / 60_000)
        guard !hours.isEmpty else { return isOn(day) }
        return hours.contains { hours in
            guard hours.crossesMidnight else { return hours.start <= minute && minute < hours.end && isOn(day) }
            return minute >= hours.start && isOn(day) || minute < hours.end && isOn(day - 1)
        }
    }

    /// The next moment after one at which it may begin or end; nothing changes before it.
    package func nextEdge(after time: Int64) -> Int64 {
        let local = time + offset(at: time)
        let day = local.flooringDivision(by: Self.day)
        let minutes = Set([0] + hours.flatMap { [$0.start, $0.end] })
        var edges = (day...day + 2).flatMap { day in
            minutes.flatMap { minute in
                // Where the clock is put on or back in between, both readings of it count.
                let local = day * Self.day + Int64(minute) * 60_000
                let guess = local - offset(at: time)
                return [guess, local - offset(at: guess)]
            }
        }
        let date = Date(timeIntervalSince1970: Double(time) / 1_000)
        if let change = zone.nextDaylightSavingTimeTransition(after: date) {
            edges.append(Int64((change.timeIntervalSince1970 * 1_000).rounded()))
        }
        return edges.filter { $0 > time }.min() ?? time + Self.day
    }

    private static let day: Int64 = 86_400_000

    /// Milliseconds east of UTC.
    private func offset(at time: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time) / 1_000))) * 1_000
    }

    /// Whether it speaks of a local day.
    private func isOn(_ day: Int) -> Bool {
        // 1970-01-01 was a Thursday.
        let weekday = (day + 3) % 7 < 0 ? (day + 3) % 7 + 7 : (day + 3) % 7
        if let weekdays, !weekdays.contains(weekday) { return false }
        if !holidays.isEmpty, !holidays.contains(where: { $0.isHoliday(day) }) { return false }
        guard let workingDays else { return true }
        return weekday < 5 && !workingDays.contains { $0.isHoliday(day) }
    }
}

extension Int64 {
    fileprivate func flooringDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
