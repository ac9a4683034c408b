import Signals
import Tuntuma
package import Workspace

/// Which days a look is about, and which ones it is compared with.
package struct LookDays: Sendable {
    package let window: ClosedRange<Int>

    /// The window that closes with a day.
    package init(_ rule: MetricRule, atCloseOf day: Int) {
        if let since = rule.since {
            window = min(since.dayNumber, day)...day
        } else {
            switch rule.window {
            case .days(let days): window = (day - days + 1)...day
            case .month:
                let date = CivilDate(dayNumber: day)
                window = CivilDate(year: date.year, month: date.month, day: 1).dayNumber...day
            }
        }
    }

    /// The days before the window, so many; nil for what is no days.
    package func base(_ base: LookBase, _ rule: MetricRule) -> ClosedRange<Int>? {
        let last = window.lowerBound - 1
        switch base {
        case .days(let days): return (last - days + 1)...last
        case .previous:
            guard rule.window == .month else { return (last - window.count + 1)...last }
            let date = CivilDate(dayNumber: last)
            return CivilDate(year: date.year, month: date.month, day: 1).dayNumber...last
        case .lastYear:
            return Self.yearBefore(window.lowerBound)...Self.yearBefore(window.upperBound)
        case .group: return window
        case .target, .value: return nil
        }
    }

    /// The same date a year before; for 29 February the last day of that month.
    private static func yearBefore(_ day: Int) -> Int {
        var date = CivilDate(dayNumber: day)
        date.year -= 1
        date.day = min(date.day, CivilDate.days(inMonth: date.month, of: date.year))
        return date.dayNumber
    }
}

extension LookPlan {
    /// What matters of a rule's looks for how alike they are; nil for spans that no rule has.
    init?(_ rule: MetricRule, _ base: LookBase) {
        let window = if case .days(let days) = rule.window { days } else { 30 }
        let compared: Base =
            switch base {
            case .days(let days): .before(days: days)
            case .previous: .before(days: window)
            case .lastYear, .group, .target, .value: .apart
            }
        self.init(window: window, base: compared, every: rule.every.days)
    }
}
