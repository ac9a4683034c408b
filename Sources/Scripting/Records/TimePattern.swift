import Tuntuma

/// How a source writes its times: `d.M.yyyy H:mm`.
///
/// Letters are those of Unicode's date patterns, as far as surveys need them: `yyyy yy M MM MMM d dd H HH h hh m mm s ss SSS a
/// XXX O EEE`. Everything else stands for itself; letters do so between single quotes (`'klo' H:mm`), and `''` is a quote.
/// A letter that stands once takes one or two digits; `yyyy` takes four, `SSS` one to nine. `MMM` is the name of a month in
/// English, Finnish or Swedish, whole or shortened; `a` is AM or PM, ap. or ip., fm or em; `XXX` an offset from UTC such as
/// `+02:00` or `Z`, and `O` one with its name such as `GMT+2`. `EEE` passes over a word, the name of a weekday.
struct TimePattern {
    private enum Part: Equatable {
        case field(Field, letters: Int)
        case literal(Character)
        /// White space of any length.
        case space

        var isNamedOffset: Bool {
            if case .field(.namedOffset, _) = self { true } else { false }
        }
    }

    private enum Field: Character {
        case year = "y"
        case month = "M"
        case day = "d"
        case hour = "H"
        case hourOfHalfDay = "h"
        case minute = "m"
        case second = "s"
        case fraction = "S"
        case halfDay = "a"
        case offset = "X"
        case namedOffset = "O"
        case weekday = "E"
    }

    /// A date and a time of day, without a zone.
    struct Reading: Equatable {
        var year = 1970
        var month = 1
        var day = 1
        var hour = 0
        var minute = 0
        var second = 0
        var millisecond = 0
        /// As the text has it; nil when it has none, so that the zone says it.
        var offset: UTCOffset?
    }

    private let parts: [Part]

    /// Reads a pattern; throws what is wrong with it.
    init(_ pattern: String) throws(HostRefusal) {
        var parts: [Part] = []
        var quoted = false
        let characters = Array(pattern)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            if character == "'" {
                if index < characters.count, characters[index] == "'" {
                    parts.append(.literal("'"))
                    index += 1
                } else {
                    quoted.toggle()
                }
            } else if quoted {
                parts.append(.literal(character))
            } else if character.isWhitespace {
                if parts.last != .space { parts.append(.space) }
            } else if let field = Field(rawValue: character) {
                var letters = 1
                while index < characters.count, characters[index] == character {
                    letters += 1
                    index += 1
                }
                guard Self.lengths(of: field).contains(letters) else {
                    throw HostRefusal(
                        "parse_time: the pattern '\(pattern)' has '\(String(repeating: character, count: letters))', which is not known"
                    )
                }
                parts.append(.field(field, letters: letters))
            } else if character.isASCII, character.isLetter {
                throw HostRefusal(
                    "parse_time: the pattern '\(pattern)' has the letter '\(character)', which is not known; "
                        + "letters that stand for themselves are written between single quotes")
            } else {
                parts.append(.literal(character))
            }
        }
        if quoted { throw HostRefusal("parse_time: the pattern '\(pattern)' has a single quote that is not closed") }
        self.parts = parts
    }

    private static func lengths(of field: Field) -> [Int] {
        switch field {
        case .year: [2, 4]
        case .fraction: [1, 2, 3]
        case .halfDay: [1]
        case .month: [1, 2, 3, 4]
        case .offset: [1, 2, 3]
        case .weekday: [1, 2, 3, 4]
        case .namedOffset: [1, 4]
        default: [1, 2]
        }
    }

    /// Reads a text; nil when it is not written like the pattern or is no time (31.2., 25:00).
    func read(_ text: String) -> Reading? {
        var reading = Reading()
        var halfDayHour: Int?
        var afternoon: Bool?
        var rest = Substring(text)
        for part in parts {
            switch part {
            case .space:
                rest = rest.drop { $0.isWhitespace }
            case .literal(let character):
                guard rest.popFirst() == character else { return nil }
            case .field(.halfDay, _):
                let letters = rest.prefix { $0 == "." || ($0.isASCII && $0.isLetter) }
                guard let half = TimeWords.isAfternoon(letters) else { return nil }
                afternoon = half
                rest = rest.dropFirst(letters.count)
            case .field(.month, 3...):
                let word = rest.prefix(while: \.isLetter)
                guard let month = TimeWords.month(word) else { return nil }
                reading.month = month
                rest = rest.dropFirst(word.count)
                // A point that shortens a name belongs to it.
                if rest.first == "." { rest.removeFirst() }
            case .field(.weekday, _):
                let word = rest.prefix(while: \.isLetter)
                guard !word.isEmpty else { return nil }
                rest = rest.dropFirst(word.count)
                if rest.first == "." { rest.removeFirst() }
            case .field(.offset, _), .field(.namedOffset, _):
                rest = rest.drop { $0.isWhitespace }
                let isNamed = part.isNamedOffset
                if isNamed {
                    guard rest.hasPrefix("GMT") || rest.hasPrefix("UTC") else { return nil }
                    rest = rest.dropFirst(3)
                }
                guard let offset = UTCOffset(reading: &rest, isNamed: isNamed) else { return nil }
                reading.offset = offset
            case .field(let field, let letters):
                let most = field == .year ? letters : field == .fraction ? 9 : 2
                let least = field == .year || (letters == 2 && field != .fraction) ? letters : 1
                let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
                guard digits.count >= least, let number = Int(digits) else { return nil }
                rest = rest.dropFirst(digits.count)
                switch field {
                case .year: reading.year = letters == 4 ? number : number + (number < 69 ? 2000 : 1900)
                case .month: reading.month = number
                case .day: reading.day = number
                case .hour: reading.hour = number
                case .hourOfHalfDay: halfDayHour = number
                case .minute: reading.minute = number
                case .second: reading.second = number
                case .fraction: reading.millisecond = Self.milliseconds(digits)
                case .halfDay, .offset, .namedOffset, .weekday: break
                }
            }
        }
        guard rest.isEmpty else { return nil }
        if let hour = halfDayHour {
            guard (1...12).contains(hour) else { return nil }
            reading.hour = hour % 12 + (afternoon == true ? 12 : 0)
        } else if let afternoon, reading.hour <= 12 {
            // "14:30 PM" says the same twice; "2:30 PM" under H means the afternoon.
            if afternoon, reading.hour < 12 { reading.hour += 12 }
            if !afternoon, reading.hour == 12 { reading.hour = 0 }
        }
        return reading.isReal ? reading : nil
    }

    private static func milliseconds(_ digits: Substring) -> Int {
        let three = digits.prefix(3) + String(repeating: "0", count: max(0, 3 - digits.count))
        return Int(three) ?? 0
    }
}

extension TimePattern.Reading {
    /// Whether the calendar has such a day and the clock such a time.
    var isReal: Bool {
        (1...12).contains(month) && (1...CivilDate.days(inMonth: month, of: year)).contains(day)
            && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
    }

    /// Seconds since 1970 of the same date and time of day in UTC.
    var secondsAsUTC: Int {
        CivilDate(year: year, month: month, day: day).dayNumber * 86_400 + hour * 3600 + minute * 60 + second
    }
}
