import Tuntuma

/// A calendar of holidays, computed for any year.
package enum HolidayCalendar: String, Sendable, CaseIterable {
    /// The public holidays of Finland, those on Sundays included.
    case finland = "FI"
    /// The two eves on which Finland does not work, though they are no public holidays: Midsummer Eve and Christmas Eve.
    case finlandEves = "FI-eves"

    /// A holiday, by its English name.
    package enum Holiday: String, Sendable {
        case newYearsDay = "New Year's Day"
        case epiphany = "Epiphany"
        case goodFriday = "Good Friday"
        case easterSunday = "Easter Sunday"
        case easterMonday = "Easter Monday"
        case mayDay = "May Day"
        case ascensionDay = "Ascension Day"
        case whitSunday = "Whit Sunday"
        case midsummerEve = "Midsummer Eve"
        case midsummerDay = "Midsummer Day"
        case allSaintsDay = "All Saints' Day"
        case independenceDay = "Independence Day"
        case christmasEve = "Christmas Eve"
        case christmasDay = "Christmas Day"
        case boxingDay = "Boxing Day"
    }

    /// The holiday on a day, in days since 1970-01-01; nil: there is none.
    package func holiday(onDay day: Int) -> Holiday? {
        let date = CivilDate(dayNumber: day)
        // The Saturdays, as the Finnish law has had them since 1991: 20 to 26 June, 31 October to 6 November.
        switch self {
        case .finlandEves:
            if Self.isWeekday(5, day, from: (6, 19), of: date.year) { return .midsummerEve }
            return date.month == 12 && date.day == 24 ? .christmasEve : nil
        case .finland:
            switch (date.month, date.day) {
            case (1, 1): return .newYearsDay
            case (1, 6): return .epiphany
            case (5, 1): return .mayDay
            case (12, 6): return .independenceDay
            case (12, 25): return .christmasDay
            case (12, 26): return .boxingDay
            default: break
            }
            if Self.isWeekday(6, day, from: (6, 20), of: date.year) { return .midsummerDay }
            if Self.isWeekday(6, day, from: (10, 31), of: date.year) { return .allSaintsDay }
            switch day - Self.easter(of: date.year) {
            case -2: return .goodFriday
            case 0: return .easterSunday
            case 1: return .easterMonday
            case 39: return .ascensionDay
            case 49: return .whitSunday
            default: return nil
            }
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
