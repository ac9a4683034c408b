import Foundation
import Testing
import Tuntuma
import TuntumaTesting

@testable import Alerting

/// Times that come again: weekdays, hours, holidays, in a time zone with summer time.
struct RecurringTimeTests {
    private func time(_ text: String) throws -> RecurringTime {
        let plan = try plan(
            """
            organisation { time_zone = "Europe/Helsinki" }
            notifications { route = { receiver = "console" }, time_intervals = { x = { \(text) } } }
            """)
        return try #require(plan.times["x"])
    }

    @Test func nightBelongsToTheDayOnWhichItBegins() throws {
        let night = try time("weekdays = \"friday\", hours = \"18:00-08:00\"")
        // 2026-03-06 was a Friday.
        for (moment, expected) in [
            ("2026-03-06T17:59:59+02:00", false), ("2026-03-06T18:00:00+02:00", true),
            ("2026-03-07T00:00:00+02:00", true), ("2026-03-07T07:59:59+02:00", true),
            ("2026-03-07T08:00:00+02:00", false), ("2026-03-06T07:00:00+02:00", false),
            ("2026-03-07T18:00:00+02:00", false),
        ] {
            #expect(night.contains(try at(moment)) == expected, "\(moment)")
        }
    }

    @Test func hoursFollowTheClockOnTheWall() throws {
        let office = try time("working_days = { \"FI\", \"FI-eves\" }, hours = { \"08:00-11:30\", \"12:00-16:00\" }")
        for (moment, expected) in [
            // Winter time, summer time: 6 and 5 o'clock UTC.
            ("2026-03-27T06:00:00Z", true), ("2026-03-27T05:59:59Z", false), ("2026-03-30T05:00:00Z", true),
            ("2026-03-30T04:59:59Z", false), ("2026-03-30T08:30:00Z", false), ("2026-03-30T09:00:00Z", true),
            // Good Friday, Midsummer Eve, a Saturday, an ordinary Tuesday.
            ("2026-04-03T09:00:00Z", false), ("2026-06-19T09:00:00Z", false), ("2026-06-13T09:00:00Z", false),
            ("2026-06-16T09:00:00Z", true),
        ] {
            #expect(office.contains(try at(moment)) == expected, "\(moment)")
        }
        let holidays = try time("holidays = \"FI\"")
        #expect(holidays.contains(try at("2026-04-03T09:00:00Z")))
        // Midnight in Helsinki, not in UTC.
        #expect(holidays.contains(try at("2026-04-02T21:00:00Z")))
        #expect(!holidays.contains(try at("2026-04-03T21:00:00Z")))
        #expect(!holidays.contains(try at("2026-06-19T09:00:00Z")))
        let abroad = try time(
            "hours = \"00:00-24:00\", time_zone = \"America/New_York\", weekdays = \"saturday-monday\"")
        #expect(try abroad.contains(at("2026-03-07T05:00:00Z")) && !abroad.contains(at("2026-03-07T04:59:00Z")))
        #expect(try !abroad.contains(at("2026-03-10T04:00:00Z")) && abroad.contains(at("2026-03-10T03:59:00Z")))
    }

    /// Between two edges nothing may change: looked at minute by minute over random weeks of random times.
    @Test func nothingChangesBetweenTwoEdges() throws {
        var random = SplitMix64(seed: 4)
        for zone in ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "UTC"] {
            for _ in 0..<12 {
                var time = RecurringTime(zone: try #require(TimeZone(identifier: zone)))
                for _ in 0..<Int.random(in: 0...2, using: &random) {
                    let start = Int.random(in: 0..<1_440, using: &random)
                    let end = (start + Int.random(in: 1..<1_440, using: &random)) % 1_440
                    time.hours.append(.init(start: start, end: end))
                }
                if Bool.random(using: &random) {
                    time.weekdays = Set((0..<7).filter { _ in Bool.random(using: &random) })
                }
                if Bool.random(using: &random) { time.workingDays = [.finland] }
                // From a few days before a change of the clock on.
                let starts = ["2026-03-27T00:00:30Z", "2026-10-23T13:00:00Z", "2026-04-02T00:00:00Z"]
                let start = try at(try #require(starts.randomElement(using: &random)))
                var edge = time.nextEdge(after: start)
                var before = time.contains(start)
                for minute in stride(from: start, to: start + 4 * 86_400_000, by: 60_000) {
                    let now = time.contains(minute)
                    if now != before { #expect(edge <= minute, "\(zone) \(time) \(minute)") }
                    if edge <= minute { edge = time.nextEdge(after: minute) }
                    before = now
                }
            }
        }
    }
}
