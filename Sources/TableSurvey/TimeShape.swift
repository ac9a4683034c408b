/// How a time is written, but for how many digits its numbers have: texts of one shape are read with one pattern.
struct TimeShape: Hashable {
    /// In which order the parts of the date stand.
    enum Order {
        /// `2026-03-01`.
        case yearFirst
        /// `1.3.2026` or `3/1/2026`: which of the two others is the day, only many dates can tell.
        case yearLast
        /// `20260301`.
        case compact
        /// `1-Mar-2026`.
        case dayNameYear
        /// `March 1, 2026`.
        case nameDayYear
    }

    /// What stands between the first two parts of the date, and the last two.
    struct Separators: Hashable {
        var first: String
        var second: String

        init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }
    }

    /// How the offset from UTC is written behind the time of day.
    enum Offset {
        case none
        /// `Z`, `+02:00`, `+0200` or `+02`.
        case digits
        /// `GMT+2` or `UTC+02:00`.
        case named
    }

    /// What stands between the name of a weekday and the date; nil without a weekday.
    var weekday: String?
    var order: Order
    /// What stands between the parts of the date.
    var separators: Separators
    /// 4 or 2.
    var yearDigits: Int
    /// What stands between the date and the time of day, such as a blank, `T` or ` klo `; nil without a time of day.
    var joint: String?
    /// How many numbers the time of day has: hours and minutes, or seconds too.
    var clock = 0
    /// What stands between them.
    var clockSeparator = ":"
    /// What stands before the fraction of a second; nil without one.
    var fraction: String?
    /// Whether AM or PM follows.
    var hasHalves = false
    var offset = Offset.none
    /// Whether it is a time as an event has it, RFC 3339, so that no pattern is needed.
    var isEvent = false

    /// The pattern of `parse_time` for it.
    /// - Parameters:
    ///   - isMonthFirst: Of a date that ends with its year.
    ///   - hasShortDate: Whether days or months of one digit are not filled up with 0.
    ///   - hasShortHour: The same of hours.
    func pattern(isMonthFirst: Bool, hasShortDate: Bool, hasShortHour: Bool) -> TimePattern {
        if isEvent { return .event }
        let (day, month) = hasShortDate ? ("d", "M") : ("dd", "MM")
        let year = String(repeating: "y", count: yearDigits)
        let parts =
            switch order {
            case .yearFirst: [year, month, day]
            case .yearLast: isMonthFirst ? [month, day, year] : [day, month, year]
            case .compact: [year, "MM", "dd"]
            case .dayNameYear: [day, "MMM", year]
            case .nameDayYear: ["MMM", day, year]
            }
        let date =
            (weekday.map { "EEE" + TimeShape.quoted($0) } ?? "") + parts[0] + TimeShape.quoted(separators.first)
            + parts[1]
            + TimeShape.quoted(separators.second) + parts[2]
        return .pattern(date + clockPattern(hasShortHour: hasShortHour))
    }

    private func clockPattern(hasShortHour: Bool) -> String {
        guard let joint else { return "" }
        let hour = hasHalves ? "h" : "H"
        let parts = [hasShortHour ? hour : hour + hour, "mm", "ss"].prefix(clock)
        return TimeShape.quoted(joint) + parts.joined(separator: clockSeparator)
            + (fraction.map { $0 + "SSS" } ?? "") + (hasHalves ? " a" : "")
            + (offset == .none ? "" : offset == .named ? " O" : "XXX")
    }

    /// What stands for itself in a pattern: letters do so between single quotes.
    private static func quoted(_ text: String) -> String {
        guard let first = text.firstIndex(where: \.isLetter), let last = text.lastIndex(where: \.isLetter) else {
            return text
        }
        return text[..<first] + "'" + text[first...last] + "'" + text[text.index(after: last)...]
    }
}
