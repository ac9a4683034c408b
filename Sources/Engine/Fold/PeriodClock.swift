import Tuntuma

/// Numbers the periods that instants fall into. One value a worker: neighbours in a log share their day.
struct PeriodClock {
    let period: Period
    private let zone: ZoneTable
    private var dayStart = Int64.max
    private var dayEnd = Int64.min
    private var current: Int32 = 0

    init(period: Period, zone: ZoneTable) {
        self.period = period
        self.zone = zone
    }

    /// The number of the period of an instant; periods of one kind are numbered in their order.
    @inline(__always) mutating func number(of milliseconds: Int64) -> Int32 {
        if period == .all { return 0 }
        if milliseconds >= dayStart, milliseconds < dayEnd { return current }
        return find(milliseconds)
    }

    private mutating func find(_ milliseconds: Int64) -> Int32 {
        let day = zone.day(of: milliseconds)
        dayStart = zone.start(ofDay: day)
        dayEnd = zone.start(ofDay: day + 1)
        current = Self.number(ofDay: day, period)
        return current
    }

    private static func number(ofDay day: Int, _ period: Period) -> Int32 {
        let date = CivilDate(dayNumber: day)
        switch period {
        case .all: return 0
        case .day: return Int32(truncatingIfNeeded: day)
        // 1970-01-01 was a Thursday: three days after a Monday.
        case .week: return Int32(truncatingIfNeeded: (day + 3 >= 0 ? day + 3 : day + 3 - 6) / 7)
        case .month: return Int32(truncatingIfNeeded: date.year * 12 + date.month - 1)
        case .quarter: return Int32(truncatingIfNeeded: date.year * 4 + (date.month - 1) / 3)
        case .year: return Int32(truncatingIfNeeded: date.year)
        }
    }

    /// How a period is written: `all`, `2026-03-02`, `2026-W10`, `2026-03`, `2026-Q1`, `2026`.
    static func label(of number: Int32, _ period: Period) -> String {
        let number = Int(number)
        switch period {
        case .all: return "all"
        case .day:
            return CivilDate(dayNumber: number).text
        case .week:
            // ISO 8601: a week belongs to the year of its Thursday.
            let thursday = number * 7
            let year = CivilDate(dayNumber: thursday).year
            let firstDay = CivilDate(year: year, month: 1, day: 1).dayNumber
            return "\(CivilDate.digits(year, 4))-W\(CivilDate.digits((thursday - firstDay) / 7 + 1, 2))"
        case .month: return "\(CivilDate.digits(number / 12, 4))-\(CivilDate.digits(number % 12 + 1, 2))"
        case .quarter: return "\(CivilDate.digits(number / 4, 4))-Q\(number % 4 + 1)"
        case .year: return CivilDate.digits(number, 4)
        }
    }
}
