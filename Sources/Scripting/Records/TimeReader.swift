import Foundation
import Tuntuma

/// `parse_time(text, pattern, zone)`: a time as a source writes it, as RFC 3339 with its offset.
///
/// Local times are resolved in an IANA zone. One that the clock skipped in spring is moved forward by the skip; one that
/// it showed twice in autumn is the first of the two. Patterns and zones are kept, since a file has few of them.
final class TimeReader {
    private var patterns: [String: TimePattern] = [:]
    private var zones: [String: TimeZone] = [:]

    /// The call from Lua. Throws what names the text and the pattern.
    func parse(_ arguments: [LuaValue]) throws(HostRefusal) -> String {
        guard arguments.count >= 2 else {
            throw HostRefusal(
                "parse_time takes a text, a pattern and a zone: parse_time(\"2.3.2026 9:15\", \"d.M.yyyy H:mm\", \"Europe/Helsinki\")"
            )
        }
        let text = TextHelpers.trim(try TextHelpers.text(arguments[0], of: "parse_time"))
        let patternText = try TextHelpers.text(arguments[1], of: "parse_time")
        let pattern = try pattern(patternText)
        let zone = try zone(arguments.count > 2 ? try TextHelpers.text(arguments[2], of: "parse_time") : "UTC")
        guard let reading = pattern.read(text) else {
            throw HostRefusal("parse_time: '\(text.prefix(60))' is not a time written as '\(patternText)'")
        }
        return Self.resolve(reading, in: zone)
    }

    private func pattern(_ text: String) throws(HostRefusal) -> TimePattern {
        if let known = patterns[text] { return known }
        let made = try TimePattern(text)
        patterns[text] = made
        return made
    }

    private func zone(_ name: String) throws(HostRefusal) -> TimeZone {
        if let known = zones[name] { return known }
        guard let made = TimeZone(identifier: name) else {
            throw HostRefusal("parse_time: '\(name)' is no time zone; write one such as \"Europe/Helsinki\"")
        }
        zones[name] = made
        return made
    }

    private static func offset(_ zone: TimeZone, _ seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    static func resolve(_ reading: TimePattern.Reading, in zone: TimeZone) -> String {
        let local = reading.secondsAsUTC
        if let offset = reading.offset { return text(local, reading.millisecond, shift: offset.seconds) }
        // No zone changes its clock twice within two days: the offsets around the time are the only ones it can have.
        let before = offset(zone, local - 86_400)
        let after = offset(zone, local + 86_400)
        let instants = [local - before, local - after].sorted()
        let instant = instants.first { $0 + offset(zone, $0) == local } ?? local - before
        return text(instant + offset(zone, instant), reading.millisecond, shift: offset(zone, instant))
    }

    /// - Parameter local: The date and time of day as seconds since 1970 in UTC.
    private static func text(_ local: Int, _ millisecond: Int, shift: Int) -> String {
        // The same date and time of day in UTC, but for how it ends.
        let shown = Timestamp(milliseconds: Int64(local * 1000 + millisecond)).internetTime
        if shift == 0 { return shown }
        // Offsets with seconds (local mean time before standard time) are cut to minutes, as RFC 3339 knows no others.
        let minutes = abs(shift) / 60
        return shown.dropLast() + (shift < 0 ? "-" : "+")
            + "\(CivilDate.digits(minutes / 60, 2)):\(CivilDate.digits(minutes % 60, 2))"
    }
}
