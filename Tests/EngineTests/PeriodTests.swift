import EventLog
import Engine
import Foundation
import Testing
import Tuntuma
import TuntumaTesting
import Workspace

/// Days, weeks and months where they are hard: ends of ISO years, and nights on which the clocks change.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct PeriodTests {
    private static func line(_ id: String, _ time: String, _ fields: String = "") -> String {
        "{\"id\":\"\(id)\",\"time\":\"\(time)\",\"type\":\"response\",\"answers\":{\"nps\":9}\(fields)}"
    }

    private func periods(_ times: [String], _ period: Period, zone: String = "Europe/Helsinki") throws -> [String] {
        let lines = times.enumerated().map { Self.line("e\($0)", $1) }
        let report = try Runs.run([lines], period: period) { $0.organisation.timeZone = zone }.report
        return report.metrics.filter { $0.metric == "nps" }.map { "\($0.period) \($0.result.n)" }
    }

    /// ISO 8601: week 1 is the one with the year's first Thursday.
    @Test func weeksAtTheEndsOfYears() throws {
        let times = [
            "2020-12-31", "2021-01-03", "2021-01-04", "2024-12-29", "2024-12-30", "2025-12-28", "2025-12-29",
            "2026-12-31", "2027-01-03",
            "2027-01-04",
        ].map { "\($0)T12:00:00+02:00" }
        #expect(
            try periods(times, .week)
                == [
                    "2020-W53 2", "2021-W01 1", "2024-W52 1", "2025-W01 1", "2025-W52 1", "2026-W01 1", "2026-W53 2",
                    "2027-W01 1",
                ])
    }

    /// 2026-03-29 has 23 hours in Helsinki, 2026-10-25 has 25.
    @Test func daysOnWhichTheClocksChange() throws {
        #expect(
            try periods(
                ["2026-03-28T21:59:59.999Z", "2026-03-28T22:00:00Z", "2026-03-29T20:59:59Z", "2026-03-29T21:00:00Z"],
                .day)
                == ["2026-03-28 1", "2026-03-29 2", "2026-03-30 1"])
        #expect(
            try periods(
                ["2026-10-24T20:59:59Z", "2026-10-24T21:00:00Z", "2026-10-25T21:59:59Z", "2026-10-25T22:00:00Z"], .day)
                == ["2026-10-24 1", "2026-10-25 2", "2026-10-26 1"])
    }

    @Test func monthsQuartersAndYearsBeginAtMidnightHere() throws {
        let times = ["2025-12-31T21:59:59Z", "2025-12-31T22:00:00Z", "2026-03-31T20:59:59Z", "2026-03-31T21:00:00Z"]
        #expect(try periods(times, .month) == ["2025-12 1", "2026-01 1", "2026-03 1", "2026-04 1"])
        #expect(try periods(times, .quarter) == ["2025-Q4 1", "2026-Q1 2", "2026-Q2 1"])
        #expect(try periods(times, .year) == ["2025 1", "2026 3"])
        #expect(try periods(times, .year, zone: "UTC") == ["2025 2", "2026 2"])
        #expect(
            try periods(["1969-12-31T21:59:59Z", "1969-12-31T22:00:00Z"], .day) == ["1969-12-31 1", "1970-01-01 1"])
        #expect(try periods(["1969-12-28T12:00:00Z", "1969-12-29T12:00:00Z"], .week) == ["1969-W52 1", "1970-W01 1"])
    }

    /// Against Foundation's calendar, in zones of every kind: half hours, the far side of the date line, changes at
    /// midnight, a day that was left out.
    @Test(arguments: [
        "Europe/Helsinki", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
        "America/Sao_Paulo", "UTC",
    ])
    func asFoundationHasIt(zone: String) throws {
        var random = SplitMix64(seed: UInt64(zone.utf8.count))
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        let table = try #require(ZoneTable(name: zone))
        for _ in 0..<600 {
            let seconds = Int.random(in: 0..<2_500_000_000, using: &random)
            let date = Date(timeIntervalSince1970: Double(seconds))
            let day = table.day(of: Int64(seconds) * 1_000)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            #expect(
                CivilDate(dayNumber: day)
                    == CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0), "\(zone) \(date)"
            )
            let start = calendar.startOfDay(for: date)
            #expect(table.start(ofDay: day) == Int64(start.timeIntervalSince1970) * 1_000, "\(zone) \(date)")
        }
    }

    /// Units and touchpoints that are declared have a row in every period, with answers or without.
    @Test func silenceIsShown() throws {
        let lines = [
            Self.line("a", "2026-01-10T12:00:00Z", ",\"unit\":\"turku\""),
            Self.line("b", "2026-02-10T12:00:00Z", ",\"unit\":\"turku\""),
            Self.line("c", "2026-02-10T12:00:00Z", ",\"unit\":\"undeclared\""), Self.line("d", "2026-02-11T12:00:00Z"),
        ]
        let report = try Runs.run([lines], by: ["unit"], period: .month).report
        let rows = report.metrics.filter { $0.metric == "nps" }.map {
            "\($0.by[0].value ?? "-") \($0.period) \($0.result.n)"
        }
        #expect(
            rows == [
                "silent 2026-01 0", "silent 2026-02 0", "tampere 2026-01 0", "tampere 2026-02 0", "turku 2026-01 1",
                "turku 2026-02 1",
                "undeclared 2026-02 1", "- 2026-02 1",
            ])
        let silent = try #require(report.metrics.first { $0.by[0].value == "silent" })
        #expect(silent.result.value == nil && silent.result.reason == "no answers")
        // Neither the group nor the period of a conflicting event is one of the report.
        let conflict =
            "{\"id\":\"a\",\"time\":\"2026-09-10T12:00:00Z\",\"type\":\"response\",\"unit\":\"other\",\"answers\":{\"nps\":1}}"
        let again = try Runs.run([lines + [conflict]], by: ["unit"], period: .month).report
        #expect(again.metrics.map(\.period) == report.metrics.map(\.period))
        #expect(again.events.conflicts == 1)
    }
}
