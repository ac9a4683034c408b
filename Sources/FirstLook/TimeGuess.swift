/// Finds the one pattern in which a column writes its times, from all of its values: day and month are told apart by the
/// numbers above 12.
struct TimeGuess {
    /// Texts that were taken apart.
    private(set) var matched = 0
    private(set) var unmatched = 0
    private var first: WrittenTime?
    private var isUniform = true
    private var yearIsFirst = true
    private var yearIsLast = true
    private var yearDigits = Set<Int>()
    /// Whether the first and the second of the two other numbers can be a day or a month.
    private var couldBeDay = (true, true)
    private var couldBeMonth = (true, true)
    private var hasShortDate = false
    private var hasShortHour = false

    /// Looks at a value without blanks around it.
    mutating func add(_ text: String) {
        guard text.utf8.count <= 40, let time = WrittenTime(text[...]) else {
            unmatched += 1
            return
        }
        matched += 1
        if let first {
            isUniform =
                isUniform && first.separator == time.separator && first.joint == time.joint
                && first.clock.count == time.clock.count && first.clockSeparator == time.clockSeparator
                && first.hasHalves == time.hasHalves && first.hasOffset == time.hasOffset
        } else {
            first = time
        }
        hasShortHour = hasShortHour || time.clock.first?.count == 1
        let values = time.numbers.map { Int($0) ?? 0 }
        yearIsFirst = yearIsFirst && time.numbers[0].count == 4 && (1900...2199).contains(values[0])
        yearIsLast =
            yearIsLast
            && (time.numbers[2].count == 4 && (1900...2199).contains(values[2]) || time.numbers[2].count == 2)
        let isYearFirst = time.numbers[0].count == 4
        yearDigits.insert(isYearFirst ? 4 : time.numbers[2].count)
        let others = isYearFirst ? [1, 2] : [0, 1]
        hasShortDate = hasShortDate || others.contains { time.numbers[$0].count == 1 }
        let (left, right) = (values[others[0]], values[others[1]])
        couldBeDay = (couldBeDay.0 && (1...31).contains(left), couldBeDay.1 && (1...31).contains(right))
        couldBeMonth = (couldBeMonth.0 && (1...12).contains(left), couldBeMonth.1 && (1...12).contains(right))
    }

    /// The pattern that at least 95 % of the texts have; nil when there is none.
    var guess: FirstLook.Guess<FirstLook.TimePattern>? {
        guard let first, isUniform, matched * 100 >= (matched + unmatched) * 95, yearDigits.count == 1 else {
            return nil
        }
        if yearIsFirst { return guessWithYearFirst(first) }
        guard yearIsLast else { return nil }
        let dayFirst = couldBeDay.0 && couldBeMonth.1
        let monthFirst = couldBeMonth.0 && couldBeDay.1
        let year = yearDigits == [4] ? "yyyy" : "yy"
        let (day, month) = hasShortDate ? ("d", "M") : ("dd", "MM")
        let separator = String(first.separator)
        let dayPattern =
            .pattern([day, month, year].joined(separator: separator) + clock(of: first)) as FirstLook.TimePattern
        let monthPattern =
            .pattern([month, day, year].joined(separator: separator) + clock(of: first)) as FirstLook.TimePattern
        switch (dayFirst, monthFirst) {
        case (false, false): return nil
        case (true, false):
            return FirstLook.Guess(
                dayPattern, reason: "the first number goes beyond 12, so it is the day", confidence: 0.95)
        case (false, true):
            return FirstLook.Guess(
                monthPattern, reason: "the second number goes beyond 12, so it is the day", confidence: 0.95)
        case (true, true) where first.hasHalves:
            return FirstLook.Guess(
                monthPattern, reason: "AM and PM go with the month first, but no number goes beyond 12",
                confidence: 0.5)
        case (true, true):
            let isDotted = first.separator == "."
            return FirstLook.Guess(
                dayPattern,
                reason: isDotted
                    ? "dates with points have the day first"
                    : "no number goes beyond 12, so whether the day or the month is first cannot be seen",
                confidence: isDotted ? 0.8 : 0.4)
        }
    }

    private func guessWithYearFirst(_ first: WrittenTime) -> FirstLook.Guess<FirstLook.TimePattern>? {
        guard couldBeMonth.0, couldBeDay.1 else { return nil }
        if first.hasOffset {
            return FirstLook.Guess(.event, reason: "every value is a time with its offset", confidence: 1)
        }
        let (day, month) = hasShortDate ? ("d", "M") : ("dd", "MM")
        let date = ["yyyy", month, day].joined(separator: String(first.separator))
        return FirstLook.Guess(
            .pattern(date + clock(of: first)), reason: "every value begins with a year", confidence: 0.95)
    }

    private func clock(of time: WrittenTime) -> String {
        guard let joint = time.joint else { return "" }
        let hour = time.hasHalves ? "h" : "H"
        let parts = [hasShortHour ? hour : hour + hour, "mm", "ss"].prefix(time.clock.count)
        return (joint == "T" ? "'T'" : " ") + parts.joined(separator: String(time.clockSeparator))
            + (time.hasHalves ? " a" : "")
    }
}
