package import Foundation
import Tuntuma

/// Moments as people of a time zone read them.
package struct LocalTime {
    private let zone: TimeZone

    package init(zone: TimeZone) {
        self.zone = zone
    }

    /// That of people who read UTC.
    package static var utc: LocalTime { LocalTime(zone: .gmt) }

    /// `2.3.2026 9.15` in Finnish, `2026-03-02 09:15` for Swedish and English readers; with seconds where there are some.
    func text(_ milliseconds: Int64, _ language: Language) -> String {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
        let local = Timestamp(milliseconds: milliseconds + Int64(offset) * 1_000)
        let iso = local.internetTime
        let parts = iso.split(separator: "T")
        guard parts.count == 2, let date = parts.first, let clock = parts.last else { return iso }
        let fields = clock.prefix(8).split(separator: ":").map(String.init)
        guard fields.count == 3 else { return iso }
        var time = language == .finnish ? "\(Int(fields[0]) ?? 0).\(fields[1])" : "\(fields[0]):\(fields[1])"
        if fields[2] != "00" { time += language == .finnish ? ".\(fields[2])" : ":\(fields[2])" }
        return "\(language.day(String(date))) \(time)"
    }
}
