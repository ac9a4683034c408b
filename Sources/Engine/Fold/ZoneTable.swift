import Foundation
package import Tuntuma

/// The offsets from UTC of one time zone, as a table: Foundation is asked once, not once an event.
package struct ZoneTable: Sendable {
    /// The zone's IANA name.
    package let name: String
    /// Which edition of the time zone database the table is from: a part of what numbers depend on.
    package let dataVersion: String
    /// What numbers by day depend on.
    var identity: String { "\(name) \(dataVersion)" }
    /// When each offset begins, in milliseconds since 1970 UTC, ascending.
    private let starts: [Int64]
    /// Milliseconds east of UTC.
    private let offsets: [Int64]

    private static let firstSecond = -2_208_988_800.0  // 1900
    private static let lastSecond = 4_102_444_800.0  // 2100

    /// - Returns: Nil when there is no such zone.
    package init?(name: String) {
        self.name = name
        if name == "UTC" {
            dataVersion = ""
            starts = [Int64.min]
            offsets = [0]
            return
        }
        guard let zone = TimeZone(identifier: name) else { return nil }
        dataVersion = TimeZone.timeZoneDataVersion
        var starts = [Int64.min]
        var date = Date(timeIntervalSince1970: Self.firstSecond)
        var offsets = [Int64(zone.secondsFromGMT(for: date)) * 1_000]
        while let next = zone.nextDaylightSavingTimeTransition(after: date),
            next.timeIntervalSince1970 < Self.lastSecond, next > date
        {
            starts.append(Int64(next.timeIntervalSince1970 * 1_000))
            offsets.append(Int64(zone.secondsFromGMT(for: next)) * 1_000)
            date = next
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// The table's row for an instant.
    private func row(at milliseconds: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= milliseconds { low = middle } else { high = middle }
        }
        return low
    }

    /// The local day of an instant, in days since 1970-01-01.
    package func day(of milliseconds: Int64) -> Int {
        let local = milliseconds + offsets[row(at: milliseconds)]
        return Int(local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000)
    }

    /// The local date of an instant.
    package func date(of time: Timestamp) -> CivilDate {
        CivilDate(dayNumber: day(of: time.milliseconds))
    }

    /// The instant at which a local day begins, in milliseconds since 1970 UTC.
    package func start(ofDay day: Int) -> Int64 {
        let local = Int64(day) * 86_400_000
        // The offset before and after a change differ by an hour or two: one of the neighbouring rows fits.
        let guess = row(at: local - offsets[row(at: local)])
        for candidate in [guess - 1, guess, guess + 1] where offsets.indices.contains(candidate) {
            let instant = local - offsets[candidate]
            if row(at: instant) == candidate { return instant }
        }
        // There was no midnight: the clock skipped it, and the day begins where it was put forward.
        for candidate in [guess, guess + 1] where candidate > 0 && candidate < starts.count {
            let change = starts[candidate]
            if change + offsets[candidate - 1] <= local, local < change + offsets[candidate] { return change }
        }
        return local - offsets[guess]
    }
}
