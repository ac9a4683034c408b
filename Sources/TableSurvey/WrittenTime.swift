import Tuntuma

/// One text taken apart as a date with or without a time of day.
struct WrittenTime {
    private(set) var shape: TimeShape
    let year: Int
    /// The two other numbers of the date as they stand; a name of a month counts as its number.
    let others: (Int, Int)
    /// Whether one of them is written with one digit.
    private(set) var hasShortDate = false
    /// The same of the hour.
    private(set) var hasShortHour = false

    /// Takes a text without blanks around it apart; nil when it is no date. Whether the calendar has the day is not looked at.
    init?(_ text: String) {
        // Most texts have no digit at all.
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        var rest = Substring(text)
        let weekday = WrittenTime.weekday(&rest)
        guard let date = WrittenTime.numeric(&rest) ?? WrittenTime.compact(&rest) ?? WrittenTime.named(&rest) else {
            return nil
        }
        (shape, year, others, hasShortDate) = date
        shape.weekday = weekday
        if rest.isEmpty { return }
        guard readJoint(&rest), readClock(&rest), rest.isEmpty else { return nil }
        markEvent(text)
    }

    /// The readings that the calendar has: with the day first, and with the month first. Where the order is known, the
    /// first of them alone.
    var isReal: (Bool, Bool) {
        func isReal(_ month: Int, _ day: Int) -> Bool {
            (1...12).contains(month) && (1...CivilDate.days(inMonth: month, of: year)).contains(day)
        }
        return switch shape.order {
        case .yearFirst, .compact, .nameDayYear: (isReal(others.0, others.1), false)
        case .dayNameYear: (isReal(others.1, others.0), false)
        case .yearLast: (isReal(others.1, others.0), isReal(others.0, others.1))
        }
    }

    /// The `su ` of `su 1.3.2026`: takes the name away, and gives what stands behind it.
    private static func weekday(_ rest: inout Substring) -> String? {
        guard rest.first?.isLetter == true else { return nil }
        let word = rest.prefix(while: \.isLetter)
        guard NameHints.weekdays.contains(word.lowercased()) else { return nil }
        var tail = rest.dropFirst(word.count)
        // A point that shortens a name belongs to it.
        if tail.first == "." { tail.removeFirst() }
        let separator = tail.prefix { $0 == "," || $0.isWhitespace }
        guard !separator.isEmpty, separator.count <= 2 else { return nil }
        rest = tail.dropFirst(separator.count)
        return String(separator.map { $0.isWhitespace ? " " : $0 })
    }

    private typealias WrittenDate = (TimeShape, year: Int, others: (Int, Int), hasShortDate: Bool)

    /// `2026-03-01`, `1.3.2026`.
    private static func numeric(_ text: inout Substring) -> WrittenDate? {
        var rest = text
        guard let first = digits(&rest), let separator = rest.popFirst(), "./-".contains(separator),
            let second = digits(&rest, atMost: 2), rest.popFirst() == separator, let third = digits(&rest)
        else { return nil }
        let between = TimeShape.Separators(String(separator), String(separator))
        let isYearFirst = first.count == 4
        guard isYearFirst ? third.count <= 2 : first.count <= 2,
            let date = isYearFirst
                ? date(.yearFirst, between, year: first, second, third)
                : date(.yearLast, between, year: third, first, second)
        else { return nil }
        text = rest
        return date
    }

    /// `20260301`, with a time of day as `20260301130500` too.
    private static func compact(_ rest: inout Substring) -> WrittenDate? {
        let length = rest.prefix { $0.isASCII && $0.isNumber }.count
        guard length == 8 || (length == 12 || length == 14) && length == rest.count else { return nil }
        let (year, month, day) = (rest.prefix(4), rest.dropFirst(4).prefix(2), rest.dropFirst(6).prefix(2))
        rest = rest.dropFirst(8)
        return date(.compact, TimeShape.Separators("", ""), year: year, month, day)
    }

    /// `1-Mar-2026`, `1. maaliskuuta 2026`, `March 1, 2026`.
    private static func named(_ text: inout Substring) -> WrittenDate? {
        var rest = text
        let order = rest.first?.isLetter == true ? TimeShape.Order.nameDayYear : .dayNameYear
        var numbers: [Substring] = []
        var month: Int?
        var between: [String] = []
        for place in 0..<3 {
            if (order == .nameDayYear) == (place == 0), place < 2 {
                let word = rest.prefix(while: \.isLetter)
                guard let found = TimeWords.month(word) else { return nil }
                month = found
                rest = rest.dropFirst(word.count)
                // A point that shortens a name belongs to it.
                if rest.first == "." { rest.removeFirst() }
            } else {
                guard let number = digits(&rest) else { return nil }
                numbers.append(number)
            }
            guard place < 2 else { break }
            let separator = rest.prefix { " .,-/\u{a0}".contains($0) }
            guard separator.count <= 2 else { return nil }
            rest = rest.dropFirst(separator.count)
            between.append(String(separator.map { $0.isWhitespace ? " " : $0 }))
        }
        guard let month, numbers[0].count <= 2 else { return nil }
        let name = String(month)[...]
        let separators = TimeShape.Separators(between[0], between[1])
        guard
            var date = order == .nameDayYear
                ? date(order, separators, year: numbers[1], name, numbers[0])
                : date(order, separators, year: numbers[1], numbers[0], name)
        else { return nil }
        date.hasShortDate = numbers[0].count == 1
        text = rest
        return date
    }

    private static func date(
        _ order: TimeShape.Order, _ separators: TimeShape.Separators, year: Substring, _ left: Substring,
        _ right: Substring
    ) -> WrittenDate? {
        guard year.count == 4 || year.count == 2, let number = Int(year), let left = Int(left).map({ ($0, left) }),
            let right = Int(right).map({ ($0, right) })
        else { return nil }
        // As parse_time reads years of two digits.
        let whole = year.count == 4 ? number : number + (number < 69 ? 2000 : 1900)
        return (
            TimeShape(order: order, separators: separators, yearDigits: year.count), whole, (left.0, right.0),
            left.1.count == 1 || right.1.count == 1
        )
    }

    /// What may stand between date and time of day. Blanks of any kind and number are one blank.
    private static let joints = ["T", " ", ", ", " klo ", " kl ", " kl. ", " at "]

    private mutating func readJoint(_ rest: inout Substring) -> Bool {
        if shape.order == .compact, rest.count == 4 || rest.count == 6, rest.allSatisfy({ $0.isASCII && $0.isNumber }) {
            shape.joint = ""
            return true
        }
        let joint = rest.prefix { !$0.isNumber }
        var text = ""
        for character in joint where !(character.isWhitespace && text.last == " ") {
            text.append(character.isWhitespace ? " " : character)
        }
        guard WrittenTime.joints.contains(text) else { return false }
        shape.joint = text
        rest = rest.dropFirst(joint.count)
        return true
    }

    private mutating func readClock(_ rest: inout Substring) -> Bool {
        var clock: [Substring] = []
        if shape.joint == "" {
            shape.clockSeparator = ""
            while rest.count >= 2 {
                clock.append(rest.prefix(2))
                rest = rest.dropFirst(2)
            }
        } else {
            guard let hours = WrittenTime.digits(&rest, atMost: 2), let separator = rest.popFirst(),
                ":.".contains(separator), let minutes = WrittenTime.digits(&rest, atMost: 2), minutes.count == 2
            else { return false }
            shape.clockSeparator = String(separator)
            clock = [hours, minutes]
            if rest.first == separator {
                rest.removeFirst()
                guard let seconds = WrittenTime.digits(&rest, atMost: 2), seconds.count == 2 else { return false }
                clock.append(seconds)
            }
        }
        shape.clock = clock.count
        hasShortHour = clock[0].count == 1
        guard readFraction(&rest) else { return false }
        readHalf(&rest)
        guard readOffset(&rest) else { return false }
        let limits = shape.hasHalves ? [1...12, 0...59, 0...59] : [0...23, 0...59, 0...59]
        return zip(clock, limits).allSatisfy { text, limit in Int(text).map(limit.contains) ?? false }
    }

    private mutating func readFraction(_ rest: inout Substring) -> Bool {
        guard shape.clock == 3, let mark = rest.first, mark == "." || mark == ",",
            rest.dropFirst().first?.isNumber == true
        else { return true }
        rest.removeFirst()
        shape.fraction = String(mark)
        return WrittenTime.digits(&rest, atMost: 9) != nil
    }

    private mutating func readHalf(_ rest: inout Substring) {
        let tail = rest.drop(while: \.isWhitespace)
        let word = tail.prefix { $0 == "." || $0.isASCII && $0.isLetter }
        guard TimeWords.isAfternoon(word) != nil else { return }
        shape.hasHalves = true
        rest = tail.dropFirst(word.count)
    }

    private mutating func readOffset(_ rest: inout Substring) -> Bool {
        if rest.isEmpty { return true }
        var tail = rest.drop(while: \.isWhitespace)
        let isNamed = tail.hasPrefix("GMT") || tail.hasPrefix("UTC")
        if isNamed { tail = tail.dropFirst(3) }
        shape.offset = isNamed ? .named : .digits
        guard UTCOffset(reading: &tail, isNamed: isNamed) != nil else { return false }
        rest = tail
        return true
    }

    /// Marks a time that an event can have as it is.
    private mutating func markEvent(_ text: String) {
        guard Timestamp(internetTime: text) != nil else { return }
        shape.isEvent = true
        shape.fraction = nil
        shape.offset = .digits
    }

    private static func digits(_ rest: inout Substring, atMost limit: Int = 4) -> Substring? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...limit).contains(digits.count) else { return nil }
        rest.removeFirst(digits.count)
        return digits
    }
}
