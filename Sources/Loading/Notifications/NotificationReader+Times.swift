import Alerting
import Declarations
import Foundation
import Suggestions
import Workspace

extension NotificationReader {
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The times that routes refer to, by name.
    func times(_ table: TableReader) -> [String: RecurringTime] {
        guard let declared = table.reader("time_intervals") else { return [:] }
        var times: [String: RecurringTime] = [:]
        for name in declared.table.keys.sorted() {
            guard let reader = declared.reader(name) else { continue }
            if reader.table.isEmpty {
                declared.complain(name, "is empty; expected weekdays, hours, holidays or working_days")
            }
            times[name] = time(reader)
        }
        return times
    }

    private func time(_ table: TableReader) -> RecurringTime {
        var time = RecurringTime(zone: zone(table))
        if let texts = table.texts("weekdays") {
            time.weekdays = Set(texts.flatMap { weekdays($0, table) })
        }
        if let texts = table.texts("hours") {
            time.hours = texts.compactMap { text in
                if let hours = RecurringTime.Hours(text) { return hours }
                table.complain("hours", "\"\(text)\" is no stretch of a day; expected one such as \"08:00-16:00\"")
                return nil
            }
        }
        if let calendars = calendars("holidays", in: table) { time.holidays = calendars }
        time.workingDays = calendars("working_days", in: table)
        if !time.holidays.isEmpty, time.workingDays != nil {
            table.complain("working_days", "no working day is a holiday; expected one of the two")
        }
        table.finish()
        return time
    }

    private func zone(_ table: TableReader) -> TimeZone {
        let name = table.text("time_zone") ?? workspace.organisation.timeZone
        if let zone = TimeZone(identifier: name) { return zone }
        let nearest = Suggestion.nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers)
        let hint = nearest.map { "did you mean \"\($0)\"?" } ?? "expected a name such as \"Europe/Helsinki\""
        table.complain("time_zone", "\"\(name)\" is no time zone; \(hint)")
        return .gmt
    }

    /// One weekday or those from one to another; monday is 0.
    private func weekdays(_ text: String, _ table: TableReader) -> [Int] {
        let words = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        var days: [Int] = []
        for word in words.prefix(2) {
            if let day = Self.weekdays.firstIndex(of: word.lowercased()) {
                days.append(day)
            } else {
                table.complain(
                    "weekdays", "\"\(word)\" is no weekday\(Suggestion.hint(for: word, among: Self.weekdays))")
            }
        }
        if words.count > 2 {
            table.complain("weekdays", "\"\(text)\" is no stretch of a week; expected one such as \"monday-friday\"")
        }
        guard days.count == words.count, let first = days.first, let last = days.last else { return [] }
        // Over the end of the week: "saturday-monday".
        return (first...(last < first ? last + 7 : last)).map { $0 % 7 }
    }

    private func calendars(_ key: String, in table: TableReader) -> [HolidayCalendar]? {
        let known = HolidayCalendar.allCases.map(\.rawValue)
        return table.texts(key)?.compactMap { text in
            if let calendar = HolidayCalendar(rawValue: text) { return calendar }
            table.complain(key, "\"\(text)\" is no calendar of holidays\(Suggestion.hint(for: text, among: known))")
            return nil
        }
    }
}

extension RecurringTime.Hours {
    /// Reads `08:00-16:00`; `24:00` is the end of the day. Nil for any other text.
    package init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end, start < 24 * 60 else { return nil }
        self.init(start: start, end: end)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            text.utf8.allSatisfy({ $0 == 0x3A || (0x30...0x39).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 24 * 60
        else { return nil }
        return hour * 60 + minute
    }
}
