package import Tuntuma

/// That log time stands still, as an event is dated far ahead of those that came after it: no day closes, and nobody is told of an
/// alert, until the log has passed that time.
package struct Standstill: Equatable, Sendable {
    /// By how many milliseconds the later events must be behind: 30 days. Less than that is what comes late.
    static let least: Int64 = 30 * 86_400_000

    /// By how much no log is out of order, however its files are named: five years.
    package static let incredible: Int64 = 5 * 365 * 86_400_000

    package var logTime: Timestamp
    /// How many events came after log time had moved last.
    package var events: Int
    /// The latest of their times.
    package var latest: Timestamp
    /// By how many milliseconds log time is ahead of them.
    package var lead: Int64 { logTime.milliseconds - latest.milliseconds }
}
