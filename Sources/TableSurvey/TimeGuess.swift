/// Finds the one pattern in which a column writes its times, from all of its values: day and month are told apart by the
/// numbers above 12.
///
/// A few values may be written otherwise. The pattern that is found reads at least 95 % of them: how many it reads is
/// counted value by value, not concluded.
package struct TimeGuess {
    /// What was found.
    package struct Finding {
        package var guess: Guess<TimePattern>
        /// How many values the pattern reads.
        package var read: Int
        /// The first value that it does not read.
        package var firstUnread: Sighting?
        /// How many values have each year, and the first of them.
        package var years: [Int: (count: Int, first: Sighting)]
        /// Whether the dates are numbers such as `20260301`, which may be anything.
        package var isCompact: Bool
    }

    /// A value, and the line of the file on which its row begins.
    package struct Sighting: Equatable {
        package var text: String
        package var line: Int
    }

    /// What is counted of one shape.
    fileprivate struct Tally {
        var count = 0
        let first: Sighting
        /// Values that the calendar has with the day first, or with the month first; where the shape says the order, the
        /// first alone.
        var real = (0, 0)
        var firstUnread: (Sighting?, Sighting?)
        var years: [Int: (count: Int, first: Sighting)] = [:]
        var hasShortDate = false
        var hasShortHour = false

        init(first: Sighting) {
            self.first = first
        }
    }

    /// More shapes than one column of times has.
    private static let mostShapes = 20

    private var tallies: [TimeShape: Tally] = [:]
    private var firstUnmatched: Sighting?
    /// Texts that were taken apart, and that were not.
    private(set) var matched = 0
    private(set) var unmatched = 0

    /// Looks at a value without blanks around it.
    mutating func add(_ text: String, line: Int) {
        guard text.utf8.count <= 60, let time = WrittenTime(text),
            tallies.count < TimeGuess.mostShapes || tallies[time.shape] != nil
        else { return addUnmatched(text, line: line) }
        matched += 1
        let sighting = Sighting(text: text, line: line)
        tallies[time.shape, default: Tally(first: sighting)].add(time, sighting)
    }

    /// Looks at a value that cannot be a time.
    mutating func addUnmatched(_ text: String, line: Int) {
        unmatched += 1
        if firstUnmatched == nil { firstUnmatched = Sighting(text: text, line: line) }
    }

    /// The pattern that reads at least 95 % of the values; nil when there is none.
    package var finding: Finding? {
        guard let (shape, tally) = commonest, isEnough(tally.plausible) else { return nil }
        let (dayFirst, monthFirst) = (isEnough(tally.real.0), isEnough(tally.real.1))
        guard dayFirst || monthFirst else { return nil }
        let isMonthFirst =
            monthFirst && (tally.real.1 > tally.real.0 || tally.real.0 == tally.real.1 && shape.hasHalves)
        let pattern = shape.pattern(
            isMonthFirst: isMonthFirst, hasShortDate: tally.hasShortDate, hasShortHour: tally.hasShortHour)
        var unread = tallies.filter { $0.key != shape }.map(\.value.first)
        unread += [isMonthFirst ? tally.firstUnread.1 : tally.firstUnread.0, firstUnmatched].compactMap { $0 }
        let (reason, confidence) = TimeGuess.ground(shape, isOpen: tally.real.0 == tally.real.1, isMonthFirst)
        return Finding(
            guess: Guess(pattern, reason: reason, confidence: confidence),
            read: isMonthFirst ? tally.real.1 : tally.real.0,
            firstUnread: unread.min { $0.line < $1.line }, years: tally.years,
            isCompact: shape.order == .compact)
    }

    /// How many values have each of the two commonest shapes, with an example; nil unless nearly all values look like
    /// dates and no shape has enough of them.
    package var severalShapes: [(count: Int, first: Sighting)]? {
        guard isEnough(matched), let commonest, !isEnough(commonest.1.count) else { return nil }
        return tallies.values.map { ($0.count, $0.first) }
            .sorted { ($0.0, $1.1.line) > ($1.0, $0.1.line) }.prefix(2).map { ($0.0, $0.1) }
    }

    private var commonest: (TimeShape, Tally)? {
        tallies.max { left, right in
            // Of two that are equally common, the first of the file.
            (left.value.count, -left.value.first.line) < (right.value.count, -right.value.first.line)
        }.map { ($0.key, $0.value) }
    }

    private func isEnough(_ count: Int) -> Bool {
        count > 0 && count * 100 >= (matched + unmatched) * 95
    }

    /// What speaks for a pattern, and how much.
    /// - Parameter isOpen: Whether as many values can be read with the day first as with the month first.
    private static func ground(_ shape: TimeShape, isOpen: Bool, _ isMonthFirst: Bool) -> (String, Double) {
        if shape.isEvent { return ("the values are times with their offset", 1) }
        switch shape.order {
        case .yearFirst: return ("the values begin with a year", 0.95)
        case .compact: return ("the values are the digits of dates, the year first", 0.8)
        case .dayNameYear, .nameDayYear: return ("the values have the name of a month", 0.95)
        case .yearLast: break
        }
        if !isOpen {
            let place = isMonthFirst ? "second" : "first"
            return ("the \(place) number goes beyond 12, so it is the day", 0.95)
        }
        if shape.hasHalves { return ("AM and PM go with the month first, but no number goes beyond 12", 0.5) }
        if shape.separators.first == "." { return ("dates with points have the day first", 0.8) }
        return ("no number goes beyond 12, so whether the day or the month is first cannot be seen", 0.4)
    }
}

extension TimeGuess.Tally {
    /// Values whose year can be that of an answer.
    fileprivate var plausible: Int {
        years.reduce(0) { $0 + ((1900...2199).contains($1.key) ? $1.value.count : 0) }
    }

    fileprivate mutating func add(_ time: WrittenTime, _ sighting: TimeGuess.Sighting) {
        count += 1
        let isReal = time.isReal
        if isReal.0 { real.0 += 1 } else if firstUnread.0 == nil { firstUnread.0 = sighting }
        if isReal.1 { real.1 += 1 } else if firstUnread.1 == nil { firstUnread.1 = sighting }
        years[time.year, default: (0, sighting)].count += 1
        hasShortDate = hasShortDate || time.hasShortDate
        hasShortHour = hasShortHour || time.hasShortHour
    }
}
