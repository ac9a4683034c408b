package import Engine
import Tuntuma

/// The names of consecutive periods, so that a trend shows a gap where a period has no answers at all.
package enum PeriodSequence {
    /// A trend longer than this does not fit a terminal anyway.
    private static let longest = 4_000

    /// All periods from the first to the last, both named as in a report; the given ones when they cannot be read.
    package static func from(_ first: String, through last: String, by period: Period) -> [String]? {
        var names = [first]
        while let name = names.last, name != last {
            guard names.count < longest, let next = successor(of: name, by: period) else { return nil }
            names.append(next)
        }
        return names
    }

    /// The period after one; nil when its name cannot be read.
    package static func successor(of name: String, by period: Period) -> String? {
        let numbers = name.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        guard numbers.allSatisfy({ $0 < 10_000 }) else { return nil }
        switch (period, numbers.count) {
        case (.day, 3):
            let day = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
            return CivilDate(dayNumber: day.dayNumber + 1).text
        case (.week, 2):
            let isLast = numbers[1] >= weeks(in: numbers[0])
            let year = isLast ? numbers[0] + 1 : numbers[0]
            return "\(CivilDate.digits(year, 4))-W\(CivilDate.digits(isLast ? 1 : numbers[1] + 1, 2))"
        case (.month, 2):
            let isLast = numbers[1] >= 12
            let year = isLast ? numbers[0] + 1 : numbers[0]
            return "\(CivilDate.digits(year, 4))-\(CivilDate.digits(isLast ? 1 : numbers[1] + 1, 2))"
        case (.quarter, 2):
            let isLast = numbers[1] >= 4
            return "\(CivilDate.digits(isLast ? numbers[0] + 1 : numbers[0], 4))-Q\(isLast ? 1 : numbers[1] + 1)"
        case (.year, 1):
            return CivilDate.digits(numbers[0] + 1, 4)
        default:
            return nil
        }
    }

    /// ISO 8601: 28 December is always in the last week of its year.
    private static func weeks(in year: Int) -> Int {
        let day = CivilDate(year: year, month: 12, day: 28).dayNumber
        let first = CivilDate(year: year, month: 1, day: 4).dayNumber
        // 1970-01-01 was a Thursday: day 4 of a week that begins on Monday.
        func monday(_ day: Int) -> Int { day - ((day + 3) % 7 + 7) % 7 }
        return (monday(day) - monday(first)) / 7 + 1
    }
}
