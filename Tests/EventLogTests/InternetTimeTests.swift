import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

/// RFC 3339 times against a computation that shares nothing with the reader: days are counted one by one, and Foundation
/// is asked where it can answer.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct InternetTimeTests {
    private func read(_ text: String) throws(InternetTimeReader.Failure) -> Int64 {
        var reader = InternetTimeReader()
        return try read(text, &reader)
    }

    private func read(
        _ text: String, _ reader: inout InternetTimeReader
    ) throws(InternetTimeReader.Failure) -> Int64 {
        // Times stand in a longer text, as in a log.
        let bytes = Array(text.utf8) + Array("\",\"type\":9999".utf8)
        let count = text.utf8.count
        var outcome: Result<Int64, InternetTimeReader.Failure> = .failure(.malformed)
        bytes.withUnsafeBufferPointer { bytes in
            do throws(InternetTimeReader.Failure) {
                outcome = .success(try reader.read(UnsafeBufferPointer(rebasing: bytes[..<count])).milliseconds)
            } catch {
                outcome = .failure(error)
            }
        }
        return try outcome.get()
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(_ year: Int, _ month: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }

    @Test func everyDayOfTheCenturies() throws {
        var reader = InternetTimeReader()
        var day = 0
        for year in 1970...2120 {
            for month in 1...12 {
                for date in 1...Self.days(year, month) {
                    let text = "\(year)-\(Self.padded(month, 2))-\(Self.padded(date, 2))T00:00:00Z"
                    #expect(try read(text, &reader) == Int64(day) * 86_400_000, "\(text)")
                    day += 1
                }
            }
        }
    }

    @Test func beforeTheEpoch() throws {
        var day = 0
        for year in (1890..<1970).reversed() {
            for month in (1...12).reversed() {
                for date in (1...Self.days(year, month)).reversed() {
                    day -= 1
                    let text = "\(year)-\(Self.padded(month, 2))-\(Self.padded(date, 2))T00:00:00Z"
                    #expect(try read(text) == Int64(day) * 86_400_000, "\(text)")
                }
            }
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func randomInstantsAsFoundationReadsThem(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var reader = InternetTimeReader()
        for _ in 0..<2_000 {
            let milliseconds = Int64.random(in: -62_135_596_800_000..<253_402_214_400_000, using: &random)
            let offset = Int.random(in: -(14 * 60)...(14 * 60), using: &random)
            let local = milliseconds + Int64(offset) * 60_000
            guard (-62_135_596_800_000..<253_402_300_800_000).contains(local) else { continue }
            let day = Int((Double(local) / 86_400_000).rounded(.down))
            let rest = Int(local) - day * 86_400_000
            let (year, month, date) = Self.date(day)
            let zone =
                offset == 0 && Bool.random(using: &random)
                ? ["Z", "z"][Int.random(in: 0...1, using: &random)]
                : "\(offset < 0 ? "-" : "+")\(Self.padded(abs(offset) / 60, 2)):\(Self.padded(abs(offset) % 60, 2))"
            let fraction = ["", ".\(Self.padded(rest % 1_000, 3))", ".\(Self.padded(rest % 1_000, 3))999999"][
                rest % 1_000 == 0 ? Int.random(in: 0...2, using: &random) : Int.random(in: 1...2, using: &random)]
            let text =
                "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(date, 2))"
                + ["T", "t", " "][Int.random(in: 0...2, using: &random)]
                + "\(Self.padded(rest / 3_600_000, 2)):\(Self.padded(rest / 60_000 % 60, 2)):\(Self.padded(rest / 1_000 % 60, 2))"
                + fraction + zone
            #expect(try read(text, &reader) == milliseconds, "\(text)")
        }
    }

    /// The date of a day number, by stepping through the years.
    private static func date(_ day: Int) -> (Int, Int, Int) {
        var rest = day + 719_162  // Days since 0001-01-01.
        var year = 1 + rest / 146_097 * 400
        rest %= 146_097
        while rest >= (isLeap(year) ? 366 : 365) {
            rest -= isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 1
        while rest >= days(year, month) {
            rest -= days(year, month)
            month += 1
        }
        return (year, month, rest + 1)
    }

    @Test(arguments: [
        "2026-03-02T09:15:00Z", "1999-12-31T23:59:59+02:00", "2000-02-29T12:00:00-11:30", "2024-02-29T00:00:00+14:00",
        "1969-12-31T23:59:59Z",
    ])
    func asFoundation(text: String) throws {
        let date = try #require(try? Date(text, strategy: .iso8601))
        #expect(try read(text) == Int64(date.timeIntervalSince1970 * 1_000))
    }

    @Test func fractionsAreCutToMilliseconds() throws {
        let whole = try read("2026-03-02T09:15:00Z")
        #expect(try read("2026-03-02T09:15:00.1Z") == whole + 100)
        #expect(try read("2026-03-02T09:15:00.12Z") == whole + 120)
        #expect(try read("2026-03-02T09:15:00.1239Z") == whole + 123)
        #expect(try read("2026-03-02T09:15:00.000999999999999999999999999+00:00") == whole)
        #expect(try read("1969-12-31T23:59:59.999Z") == -1)
    }

    /// RFC 3339 section 5.7 allows a second 60; it is the first second of the next minute, as POSIX counts.
    @Test func leapSeconds() throws {
        #expect(try read("1990-12-31T23:59:60Z") == read("1991-01-01T00:00:00Z"))
        #expect(try read("1990-12-31T15:59:60-08:00") == read("1991-01-01T00:00:00Z"))
        #expect(throws: InternetTimeReader.Failure.noSuchTime) { try read("1990-12-31T23:59:61Z") }
    }

    @Test(arguments: [
        "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+02:60",
    ])
    func thereIsNoSuchTime(text: String) {
        #expect(throws: InternetTimeReader.Failure.noSuchTime) { try read(text) }
    }

    @Test(arguments: ["2026-03-02T09:15:00", "2026-03-02 09:15:00", "2026-03-02T09:15:00.123"])
    func theOffsetIsMissing(text: String) {
        #expect(throws: InternetTimeReader.Failure.noOffset) { try read(text) }
    }

    @Test(arguments: [
        "", "2026", "2026-03-02", "2026-03-02T09:15Z", "2.3.2026 9:15", "2026-3-2T09:15:00Z", "20260302T091500Z",
        "2026-03-02T09:15:00.Z", "2026-03-02T09:15:00+0200", "2026-03-02T09:15:00+02", "2026-03-02T09:15:00 +02:00",
        "2026-03-02T09:15:00Zulu", "2026-03-02T09:15:00+02:00x", "+026-03-02T09:15:00Z", "2026/03/02T09:15:00Z",
        "2026-03-02X09:15:00Z", "٢٠٢٦-03-02T09:15:00Z", "2026-03-02T9:15:00Z ", "1772442900", "2026-03-02T09:15:-1Z",
    ])
    func malformed(text: String) {
        #expect(throws: InternetTimeReader.Failure.malformed) { try read(text) }
    }

    /// The reader remembers the last date it has seen; a wrong one must not be remembered, and not leak into the next.
    @Test func oneReaderReadsManyTimes() throws {
        var reader = InternetTimeReader()
        var random = SplitMix64(seed: 7)
        let texts = ["2026-03-02T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-03T00:00:00Z", "2026-02-28T00:00:00Z"]
        for _ in 0..<1_000 {
            guard let text = texts.randomElement(using: &random) else { continue }
            let alone = Result { try read(text) }
            let together = Result { try read(text, &reader) }
            switch (alone, together) {
            case (.success(let left), .success(let right)): #expect(left == right)
            case (.failure, .failure): break
            default: Issue.record("\(text) depends on what was read before")
            }
        }
    }
}
