import Engine
import Exports
import Reporting
import Tuntuma

/// The days of a period, from its name.
enum PeriodDays {
    /// The numbers of its first and last day; nil for a name that cannot be read.
    static func days(of name: String, by period: Period) -> ClosedRange<Int>? {
        guard let first = first(of: name, by: period),
            let next = PeriodSequence.successor(of: name, by: period).flatMap({ self.first(of: $0, by: period) }),
            next > first
        else { return nil }
        return first...(next - 1)
    }

    private static func first(of name: String, by period: Period) -> Int? {
        let numbers = name.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        guard let year = numbers.first, (0..<10_000).contains(year) else { return nil }
        let second = numbers.count > 1 ? numbers[1] : 1
        switch period {
        case .all: return nil
        case .day: return CivilDate(text: name)?.dayNumber
        case .week:
            // ISO 8601: 4 January is always in the first week. 1970-01-01 was a Thursday: three days after a Monday.
            let fourth = CivilDate(year: year, month: 1, day: 4).dayNumber
            let monday = fourth - ((fourth + 3) % 7 + 7) % 7
            return (1...53).contains(second) ? monday + (second - 1) * 7 : nil
        case .month: return (1...12).contains(second) ? CivilDate(year: year, month: second, day: 1).dayNumber : nil
        case .quarter:
            return (1...4).contains(second) ? CivilDate(year: year, month: second * 3 - 2, day: 1).dayNumber : nil
        case .year: return CivilDate(year: year, month: 1, day: 1).dayNumber
        }
    }
}
