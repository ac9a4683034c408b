import Foundation

/// How many false alarms an admin accepts of a rule: `false_alarms = "1/year"`.
///
/// A number of alarms in a period ("1/year", "2/month", "1/90d"), or the chance of at least one in a period ("5%/90d"). It
/// is spent by the whole rule, over all its groups and looks.
package struct FalseAlarmBudget: Equatable, Sendable {
    /// What a rule has that says nothing.
    package static let oneAYear = FalseAlarmBudget(expected: 1, days: 365)

    /// The false alarms expected in the period, above 0. A chance of p is -ln(1 - p) of them: false alarms of a rule that is
    /// seldom wrong come like rare events, so the chance of none in the period is e^(-expected).
    package let expected: Double
    /// The period.
    package let days: Int

    private init(expected: Double, days: Int) {
        self.expected = expected
        self.days = days
    }

    /// Reads a budget as it stands in a rule.
    /// - Throws: ``BudgetError``, for a person.
    package init(_ text: String) throws(BudgetError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard parts.count == 2 else { throw BudgetError(text: text) }
        let isChance = parts[0].hasSuffix("%")
        guard let number = Double(isChance ? String(parts[0].dropLast()) : parts[0]), number.isFinite, number > 0,
            let days = Self.days(parts[1])
        else { throw BudgetError(text: text) }
        if isChance {
            guard number < 100 else { throw BudgetError(text: text) }
            expected = -log1p(-number / 100)
        } else {
            guard number <= 1000 else { throw BudgetError(text: text) }
            expected = number
        }
        self.days = days
    }

    /// One of so many equal parts of the budget.
    package func shared(by count: Int) -> FalseAlarmBudget {
        FalseAlarmBudget(expected: expected / Double(max(1, count)), days: days)
    }

    /// The chance of at least one false alarm in a number of days.
    package func chance(inDays days: Int) -> Double {
        -expm1(-expected * Double(days) / Double(self.days))
    }

    private static func days(_ text: String) -> Int? {
        switch text {
        case "day": return 1
        case "week": return 7
        case "month": return 30
        case "quarter": return 91
        case "year": return 365
        default:
            guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...3650).contains(days) else { return nil }
            return days
        }
    }
}
