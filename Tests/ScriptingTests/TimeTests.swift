import Foundation
import Testing

@testable import Scripting

/// `parse_time(text, pattern, zone)`.
struct TimeTests {
    private func parse(_ text: String, _ pattern: String, _ zone: String = "Europe/Helsinki") throws -> String {
        try TimeReader().parse([.text(text), .text(pattern), .text(zone)])
    }

    @Test(arguments: [
        ("2.3.2026 9:15", "d.M.yyyy H:mm", "2026-03-02T09:15:00+02:00"),
        ("02.03.2026 09:15:07", "dd.MM.yyyy HH:mm:ss", "2026-03-02T09:15:07+02:00"),
        ("2026-07-01", "yyyy-MM-dd", "2026-07-01T00:00:00+03:00"),
        ("3/2/26 2:05 PM", "M/d/yy h:mm a", "2026-03-02T14:05:00+02:00"),
        ("3/2/99 12:05 am", "M/d/yy h:mm a", "1999-03-02T00:05:00+02:00"),
        ("3/2/26 12:00 p.m.", "M/d/yy h:mm a", "2026-03-02T12:00:00+02:00"),
        ("2.3.2026 klo 9.15", "d.M.yyyy 'klo' H.mm", "2026-03-02T09:15:00+02:00"),
        ("9 o'clock 2/3/2026", "H 'o''clock' d/M/yyyy", "2026-03-02T09:00:00+02:00"),
        ("2026-03-02T09:15:00.25", "yyyy-MM-dd'T'HH:mm:ss.SSS", "2026-03-02T09:15:00.250+02:00"),
        ("  2.3.2026   9:15 ", "d.M.yyyy H:mm", "2026-03-02T09:15:00+02:00"),
        ("29.2.2024", "d.M.yyyy", "2024-02-29T00:00:00+02:00"),
        ("su 1.3.2026 9.15", "EEE d.M.yyyy H.mm", "2026-03-01T09:15:00+02:00"),
        ("1-Mar-2026", "d-MMM-yyyy", "2026-03-01T00:00:00+02:00"),
        ("01MAR2026", "ddMMMyyyy", "2026-03-01T00:00:00+02:00"),
        ("Sept. 1, 2026 9:15 PM", "MMM d, yyyy h:mm a", "2026-09-01T21:15:00+03:00"),
        ("1. kesäkuuta 2026", "d. MMMM yyyy", "2026-06-01T00:00:00+03:00"),
        ("1 maj 2026 kl. 09:15", "d MMM yyyy 'kl'. HH:mm", "2026-05-01T09:15:00+03:00"),
        ("2026/03/01 9.05.00 ip. UTC+2", "yyyy/MM/dd h.mm.ss a O", "2026-03-01T21:05:00+02:00"),
        ("2026/03/01 9:05:00 em GMT-03:30", "yyyy/MM/dd h:mm:ss a O", "2026-03-01T21:05:00-03:30"),
        ("2026-03-01 13:05 UTC", "yyyy-MM-dd HH:mm O", "2026-03-01T13:05:00Z"),
        ("2026-03-01 13:05:00.5+0530", "yyyy-MM-dd HH:mm:ss.SSSXXX", "2026-03-01T13:05:00.500+05:30"),
        ("2026-03-01 13:05 Z", "yyyy-MM-dd HH:mmX", "2026-03-01T13:05:00Z"),
        ("2026-03-01 13:05 -08", "yyyy-MM-dd HH:mm X", "2026-03-01T13:05:00-08:00"),
        // The clock goes from 03:00 to 04:00 on 29 March 2026: what it skipped is moved forward.
        ("29.3.2026 2:59", "d.M.yyyy H:mm", "2026-03-29T02:59:00+02:00"),
        ("29.3.2026 3:30", "d.M.yyyy H:mm", "2026-03-29T04:30:00+03:00"),
        ("29.3.2026 4:00", "d.M.yyyy H:mm", "2026-03-29T04:00:00+03:00"),
        // And from 04:00 back to 03:00 on 25 October: what it showed twice is the first.
        ("25.10.2026 2:59", "d.M.yyyy H:mm", "2026-10-25T02:59:00+03:00"),
        ("25.10.2026 3:30", "d.M.yyyy H:mm", "2026-10-25T03:30:00+03:00"),
        ("25.10.2026 4:00", "d.M.yyyy H:mm", "2026-10-25T04:00:00+02:00"),
    ])
    func readsTimes(_ text: String, _ pattern: String, _ expected: String) throws {
        #expect(try parse(text, pattern) == expected)
    }

    @Test func otherZones() throws {
        #expect(try parse("2.3.2026 9:15", "d.M.yyyy H:mm", "UTC") == "2026-03-02T09:15:00Z")
        #expect(try parse("8.3.2026 2:30", "d.M.yyyy H:mm", "America/New_York") == "2026-03-08T03:30:00-04:00")
        #expect(try parse("1.11.2026 1:30", "d.M.yyyy H:mm", "America/New_York") == "2026-11-01T01:30:00-04:00")
        #expect(try parse("2.3.2026 9:15", "d.M.yyyy H:mm", "Asia/Kolkata") == "2026-03-02T09:15:00+05:30")
        #expect(try TimeReader().parse([.text("2.3.2026"), .text("d.M.yyyy")]) == "2026-03-02T00:00:00Z")
    }

    @Test(arguments: [
        ("31.2.2026", "d.M.yyyy"), ("29.2.2023", "d.M.yyyy"), ("1.13.2026", "d.M.yyyy"),
        ("2.3.2026 24:00", "d.M.yyyy H:mm"),
        ("2.3.26", "d.M.yyyy"), ("2.3.2026 x", "d.M.yyyy"), ("", "d.M.yyyy"), ("2-3-2026", "d.M.yyyy"),
        ("2.3.2026 13:00 PM", "d.M.yyyy h:mm a"), ("٢.3.2026", "d.M.yyyy"), ("002.3.2026", "d.M.yyyy"),
        ("1.3.2026", "EEE d.M.yyyy"), ("1-Foo-2026", "d-MMM-yyyy"), ("1-3-2026", "d-MMM-yyyy"),
        ("31-Feb-2026", "d-MMM-yyyy"),
        ("9:15 xm", "H:mm a"), ("9:15 +2", "H:mm X"), ("9:15 +02:60", "H:mm X"), ("9:15 GMT+2:", "H:mm O"),
        ("9:15 CET", "H:mm O"), ("9:15", "H:mm X"), ("9:15 +25", "H:mm X"), ("9:15 +020", "H:mm X"),
    ])
    func whatIsNoTimeNamesTextAndPattern(_ text: String, _ pattern: String) throws {
        let refusal = #expect(throws: HostRefusal.self) { try parse(text, pattern) }
        #expect(refusal?.message.contains("'\(text)' is not a time written as '\(pattern)'") == true)
    }

    @Test(arguments: [
        ("QQ", "'Q'"), ("yyy", "'yyy'"), ("d 'x", "not closed"), ("dddd", "'dddd'"), ("MMMMM", "'MMMMM'"),
    ])
    func wrongPatterns(_ pattern: String, _ word: String) throws {
        let refusal = #expect(throws: HostRefusal.self) { try parse("1", pattern) }
        #expect(refusal?.message.contains(word) == true)
    }

    @Test func wrongZone() throws {
        let refusal = #expect(throws: HostRefusal.self) { try parse("1", "d", "Europe/Tuonela") }
        #expect(refusal?.message.contains("'Europe/Tuonela' is no time zone") == true)
    }

    @Test func agreesWithFoundation() throws {
        var random = SplitMix64(seed: 11)
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        formatter.timeZone = TimeZone(identifier: "Europe/Helsinki")
        for _ in 0..<300 {
            let date = Date(timeIntervalSince1970: Double(Int.random(in: 400_000_000...4_000_000_000, using: &random)))
            let text = try parse(formatter.string(from: date), "yyyy-MM-dd HH:mm:ss")
            let read = try #require(ISO8601DateFormatter().date(from: text))
            #expect(read == date || read == date.addingTimeInterval(-3600), "\(text)")
        }
    }
}
