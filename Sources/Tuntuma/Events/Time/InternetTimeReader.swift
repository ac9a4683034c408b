/// Reads RFC 3339 times from bytes. One value a worker: it remembers the last date, as neighbours in a log share it.
package struct InternetTimeReader {
    private var lastDate: (UInt64, UInt16) = (0, 0)
    private var lastDays = 0

    package init() {}

    /// Why a text is no time.
    package enum Failure: Error, Equatable {
        case malformed
        case noOffset
        case noSuchTime

        /// For a person.
        package var reason: String {
            switch self {
            case .malformed: "not a time; write it as 2026-03-02T09:15:00+02:00"
            case .noOffset: "no offset from UTC; write 2026-03-02T09:15:00+02:00 or 2026-03-02T07:15:00Z"
            case .noSuchTime: "there is no such date or time of day"
            }
        }
    }

    /// The instant that a text names.
    package mutating func read(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Timestamp {
        guard text.count >= 19, let start = text.baseAddress else { throw .malformed }
        let days = try date(start)
        guard text[10] == 0x54 || text[10] == 0x74 || text[10] == 0x20 else { throw .malformed }
        let (hour, minute, second) = try timeOfDay(start + 11)
        let instant = days * 86_400 + hour * 3_600 + minute * 60 + second
        if text.count == 20, text[19] == 0x5A { return Timestamp(milliseconds: Int64(instant * 1_000)) }
        return try finish(text, instant)
    }

    /// A time that has a fraction or an offset of its own.
    private func finish(_ text: UnsafeBufferPointer<UInt8>, _ instant: Int) throws(Failure) -> Timestamp {
        var at = 19
        var milliseconds = 0
        if at < text.count, text[at] == 0x2E {
            at += 1
            var digits = 0
            while at < text.count, text[at] &- 0x30 < 10 {
                if digits < 3 { milliseconds = milliseconds * 10 + Int(text[at] &- 0x30) }
                digits += 1
                at += 1
            }
            guard digits > 0 else { throw .malformed }
            while digits < 3 {
                milliseconds *= 10
                digits += 1
            }
        }
        let offset = try offset(text, at)
        return Timestamp(milliseconds: Int64((instant - offset * 60) * 1_000 + milliseconds))
    }

    /// Hour, minute and second of eight bytes like `09:15:00`, all at once.
    @inline(__always) private func timeOfDay(_ start: UnsafePointer<UInt8>) throws(Failure) -> (Int, Int, Int) {
        let text = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
        // The digits as numbers and the colons as 0; with 0x76 more, whatever is above 9 has its top bit set.
        let digits = text ^ 0x3030_3A30_303A_3030
        let colons: UInt64 = 0x0000_FF00_00FF_0000
        guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 | (digits & colons) == 0 else {
            throw .malformed
        }
        let pairs = digits &* 10 &+ (digits &>> 8)
        let hour = Int(pairs & 0xFF)
        let minute = Int(pairs &>> 24 & 0xFF)
        let second = Int(pairs &>> 48 & 0xFF)
        guard hour < 24, minute < 60, second <= 60 else { throw .noSuchTime }
        return (hour, minute, second)
    }

    /// Minutes east of UTC, from what is left of the text.
    private func offset(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) throws(Failure) -> Int {
        guard at < text.count, let start = text.baseAddress else { throw .noOffset }
        if text[at] == 0x5A || text[at] == 0x7A {
            guard at + 1 == text.count else { throw .malformed }
            return 0
        }
        guard text[at] == 0x2B || text[at] == 0x2D, at + 6 == text.count, text[at + 3] == 0x3A,
            let hours = pair(start + at + 1), let minutes = pair(start + at + 4)
        else { throw .malformed }
        guard hours < 24, minutes < 60 else { throw .noSuchTime }
        return (text[at] == 0x2B ? 1 : -1) * (hours * 60 + minutes)
    }

    @inline(__always) private mutating func date(_ start: UnsafePointer<UInt8>) throws(Failure) -> Int {
        let raw = UnsafeRawPointer(start)
        let key = (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        if key == lastDate { return lastDays }
        guard start[4] == 0x2D, start[7] == 0x2D, let century = pair(start), let years = pair(start + 2),
            let month = pair(start + 5), let day = pair(start + 8)
        else { throw .malformed }
        let year = century * 100 + years
        guard (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: year) else {
            throw .noSuchTime
        }
        lastDate = key
        lastDays = CivilDate(year: year, month: month, day: day).dayNumber
        return lastDays
    }

    /// Two decimal digits.
    @inline(__always) private func pair(_ at: UnsafePointer<UInt8>) -> Int? {
        let tens = at[0] &- 0x30
        let ones = at[1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}
