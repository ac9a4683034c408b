import Foundation
import Testing
import Tuntuma
import TuntumaTesting

struct InternetTimeTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-02T09:15:00Z", 1_772_442_900_000),
            ("2026-03-02T11:15:00+02:00", 1_772_442_900_000), ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T00:00:00.5-01:30", 951_787_800_500), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func timesAreReadAndWritten(_ text: String, _ milliseconds: Int64) {
        let time = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(internetTime: text) == time)
        #expect(Timestamp(internetTime: time.internetTime) == time)
    }

    @Test(arguments: [
        "", "2026-03-02", "2026-03-02T09:15:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00+25:00", "٢٠٢٦-01-01T00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Z ",
    ])
    func wrongTimesAreNone(_ text: String) { #expect(Timestamp(internetTime: text) == nil) }

    @Test func everyMomentOfFourDigitYearsReadsBack() {
        var random = SplitMix64(seed: 3339)
        for _ in 0..<20_000 {
            let moment = Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &random)
            let time = Timestamp(milliseconds: moment)
            #expect(Timestamp(internetTime: time.internetTime) == time)
        }
    }

    @Test func momentsBeyondAreWrittenAllTheSame() {
        #expect(Timestamp(milliseconds: -62_167_219_200_001).internetTime == "-1-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: 253_402_300_800_000).internetTime == "10000-01-01T00:00:00Z")
        for extreme in [Int64.min, .max] {
            #expect(Timestamp(milliseconds: extreme).internetTime.hasSuffix("Z"))
        }
    }

    @Test func daysCountLikeACalendar() {
        #expect(CivilDate(year: 1970, month: 1, day: 1).dayNumber == 0)
        #expect(CivilDate(year: 2000, month: 2, day: 29).dayNumber == 11_016)
        #expect(Timestamp(milliseconds: -1).dayNumber == -1)
        #expect(CivilDate(dayNumber: Timestamp(milliseconds: 1_772_442_900_000).dayNumber).text == "2026-03-02")
        for number in stride(from: -800_000, through: 3_000_000, by: 97) {
            let date = CivilDate(dayNumber: number)
            #expect(date.dayNumber == number)
            #expect((1...CivilDate.days(inMonth: date.month, of: date.year)).contains(date.day))
        }
    }

    /// In files a day is its text; one that no month has is not read.
    @Test func daysAreKeptAsTheirText() throws {
        let days = [CivilDate(year: 2024, month: 2, day: 29), CivilDate(year: 1999, month: 12, day: 31)]
        let text = try JSONEncoder().encode(days)
        #expect(String(decoding: text, as: UTF8.self) == #"["2024-02-29","1999-12-31"]"#)
        #expect(try JSONDecoder().decode([CivilDate].self, from: text) == days)
        for bad in [#"["2026-02-29"]"#, #"["2026-00-01"]"#, #"["today"]"#, "[20260302]", #"[{"year":2026}]"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([CivilDate].self, from: Data(bad.utf8)) }
        }
    }
}
