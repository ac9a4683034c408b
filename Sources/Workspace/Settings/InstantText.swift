package import Tuntuma

extension Timestamp {
    /// Reads an instant as people write it in tests and conditions: RFC 3339 with an offset, `2026-03-02T09:15:00Z`.
    package init?(text: String) {
        let shape =
            /([0-9]{4})-([0-9][0-9])-([0-9][0-9])[Tt ]([0-9][0-9]):([0-9][0-9]):([0-9][0-9])(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([0-9][0-9]):([0-9][0-9]))/
        guard let match = text.wholeMatch(of: shape) else { return nil }
        let parts = match.output
        let year = Int(parts.1) ?? 0
        guard let month = Int(parts.2), (1...12).contains(month),
            let day = Int(parts.3), (1...Self.daysIn(month: month, of: year)).contains(day),
            let hour = Int(parts.4), hour < 24, let minute = Int(parts.5), minute < 60,
            let second = Int(parts.6), second < 60
        else { return nil }
        let offsetHours = Int(parts.9 ?? "0") ?? 0
        let offsetMinutes = Int(parts.10 ?? "0") ?? 0
        guard offsetHours < 24, offsetMinutes < 60 else { return nil }
        let offset = (parts.8 == "-" ? -1 : 1) * (offsetHours * 60 + offsetMinutes)
        let digits = ((parts.7.map { String($0) } ?? "") + "000").prefix(3)
        let minutes = (Self.day(year, month, day) * 24 + hour) * 60 + minute - offset
        self.init(milliseconds: Int64(minutes * 60 + second) * 1000 + (Int64(digits) ?? 0))
    }

    /// The instant in RFC 3339, in UTC; milliseconds only where there are any.
    package var text: String {
        let (days, inDay) = milliseconds.flooredDivision(by: 86_400_000)
        // Days are counted from 0000-03-01 in eras of 400 years, so that a leap day is the last day of its year.
        let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let seconds = inDay / 1000
        let fraction = inDay % 1000
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) + "T"
            + Self.padded(seconds / 3600, 2) + ":" + Self.padded(seconds / 60 % 60, 2) + ":"
            + Self.padded(seconds % 60, 2) + (fraction == 0 ? "" : "." + Self.padded(fraction, 3)) + "Z"
    }

    /// Days since 1970-01-01 in the Gregorian calendar.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func daysIn(month: Int, of year: Int) -> Int {
        day(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - day(year, month, 1)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    /// Quotient and remainder, the remainder never negative.
    fileprivate func flooredDivision(by divisor: Int64) -> (Int64, Int64) {
        let remainder = self % divisor
        let positive = remainder < 0 ? remainder + divisor : remainder
        return ((self - positive) / divisor, positive)
    }
}
