/// One text taken apart as a date with or without a time of day.
struct WrittenTime {
    /// What stands between the three numbers of the date.
    var separator: Character
    /// The three numbers of the date, as written.
    var numbers: [Substring]
    /// Between date and time of day: a blank or `T`; nil without a time of day.
    var joint: Character?
    /// Hours, minutes and, where they are, seconds, as written.
    var clock: [Substring] = []
    /// What stands between them.
    var clockSeparator: Character = ":"
    /// Whether AM or PM follows.
    var hasHalves = false
    /// Whether an offset from UTC follows, as an event's time has it.
    var hasOffset = false

    init?(_ text: Substring) {
        var rest = text
        guard let first = WrittenTime.digits(&rest), let separator = rest.popFirst(), "./-".contains(separator),
            let second = WrittenTime.digits(&rest), rest.popFirst() == separator,
            let third = WrittenTime.digits(&rest)
        else { return nil }
        self.separator = separator
        numbers = [first, second, third]
        guard let joint = rest.popFirst() else { return }
        guard joint == " " || joint == "T" else { return nil }
        self.joint = joint
        guard readClock(&rest), rest.isEmpty else { return nil }
    }

    private mutating func readClock(_ rest: inout Substring) -> Bool {
        guard let hours = WrittenTime.digits(&rest), let separator = rest.popFirst(), ":.".contains(separator),
            let minutes = WrittenTime.digits(&rest), minutes.count == 2
        else { return false }
        clockSeparator = separator
        clock = [hours, minutes]
        if rest.first == separator {
            rest.removeFirst()
            guard let seconds = WrittenTime.digits(&rest), seconds.count == 2 else { return false }
            clock.append(seconds)
        }
        let tail = rest.drop { $0 == " " }
        if ["AM", "PM"].contains(tail.uppercased()) {
            hasHalves = true
            rest = ""
        } else if joint == "T", clock.count == 3, !rest.isEmpty {
            return readOffset(&rest)
        }
        return isTimeOfDay
    }

    private mutating func readOffset(_ rest: inout Substring) -> Bool {
        if rest.first == "." {
            rest.removeFirst()
            guard WrittenTime.digits(&rest, atMost: 9) != nil else { return false }
        }
        if rest == "Z" || rest == "z" {
            rest = ""
        } else {
            guard let sign = rest.popFirst(), "+-".contains(sign), WrittenTime.digits(&rest)?.count == 2,
                rest.popFirst() == ":", WrittenTime.digits(&rest)?.count == 2
            else { return false }
        }
        hasOffset = true
        return isTimeOfDay
    }

    private var isTimeOfDay: Bool {
        let limits = hasHalves ? [1...12, 0...59, 0...59] : [0...23, 0...59, 0...59]
        return zip(clock, limits).allSatisfy { text, limit in Int(text).map(limit.contains) ?? false }
    }

    private static func digits(_ rest: inout Substring, atMost limit: Int = 4) -> Substring? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...limit).contains(digits.count) else { return nil }
        rest.removeFirst(digits.count)
        return digits
    }
}
