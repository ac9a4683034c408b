import Tuntuma

/// A calendar of holidays, computed for any year.
package enum HolidayCalendar: String, Sendable, CaseIterable {
    /// The public holidays of Finland, those on Sundays included.
    case finland = "FI"
    /// The two eves on which Finland does not work, though they are no public holidays: Midsummer Eve and Christmas Eve.
    case finlandEves = "FI-eves"

    /// Whether a day, in days since 1970-01-01, is a holiday.
    package func isHoliday(_ day: Int) -> Bool {
        let date = CivilDate(dayNumber: day)
        switch self {
        case .finlandEves:
            let isMidsummerEve = Self.isWeekday(5, day, from: (6, 19), of: date.year)
            return isMidsummerEve || date.month == 12 && date.day == 24
        case .finland:
            switch (date.month, date.day) {
            // New Year's Day, Epiphany, May Day, Independence Day, Christmas Day, Boxing Day.
            case (1, 1), (1, 6), (5, 1), (12, 6), (12, 25), (12, 26): return true
            default: break
            }
            // Midsummer Day and All Saints' Day: Saturdays, as the Finnish law has had them since 1991.
            if Self.isWeekday(6, day, from: (6, 20), of: date.year) { return true }
            if Self.isWeekday(6, day, from: (10, 31), of: date.year) { return true }
            // Good Friday, Easter Sunday, Easter Monday, Ascension Day, Whit Sunday.
            return [-2, 0, 1, 39, 49].contains(day - Self.easter(of: date.year))
        }
    }

    /// Whether a day is the one of a weekday (1 Monday to 7 Sunday) in the week that begins on a date.
    private static func isWeekday(_ weekday: Int, _ day: Int, from date: (month: Int, day: Int), of year: Int) -> Bool {
        let first = CivilDate(year: year, month: date.month, day: date.day).dayNumber
        return (first...first + 6).contains(day) && (day + 3) % 7 + 1 == weekday
    }

    /// Easter Sunday in days since 1970-01-01, by the rule of the Gregorian calendar in the form of the anonymous algorithm
    /// ("Meeus/Jones/Butcher"; Jean Meeus, Astronomical Algorithms, 1991, chapter 8).
    static func easter(of year: Int) -> Int {
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        let golden = year % 19
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * late + 114
        return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1).dayNumber
    }
}
