/// Log time: the maximum of the event times so far. Says which events come after their day was closed.
///
/// A day is closed when log time has passed its end by the workspace's `lateness`.
struct LatenessClock: Sendable {
    private let zone: ZoneTable
    private let lateness: Int64
    private(set) var late = 0
    /// The earliest and the latest event time, in milliseconds since 1970 UTC; those of this run.
    private(set) var first: Int64?
    private(set) var last: Int64?
    /// Log time, in milliseconds since 1970 UTC; `.min` before the first event.
    private(set) var latest = Int64.min
    /// The events since log time last moved, and the latest of their times.
    private(set) var behind = (count: 0, latest: Int64.min)
    /// The first day that is still open; nil before the first event.
    private(set) var openDay: Int?
    /// The start of the first day that is still open.
    private var openSince = Int64.min
    /// The log time at which that day will be closed.
    private var closesAt = Int64.min

    /// - Parameter logTime: That at which an earlier run ended; nil: at the beginning of the log.
    init(zone: ZoneTable, lateness: Int64, from logTime: Int64? = nil) {
        self.zone = zone
        self.lateness = lateness
        guard let logTime else { return }
        latest = logTime
        close(upTo: logTime)
    }

    /// Takes the time of the next event, in milliseconds since 1970 UTC.
    @inline(__always) mutating func note(_ time: Int64) {
        if time < openSince { late += 1 }
        if time <= latest { return noteEarlier(time) }
        if first == nil { first = time }
        last = time
        latest = time
        behind = (0, .min)
        if time >= closesAt { close(upTo: time) }
    }

    private mutating func noteEarlier(_ time: Int64) {
        first = min(first ?? time, time)
        last = max(last ?? time, time)
        behind = (behind.count + 1, max(behind.latest, time))
    }

    private mutating func close(upTo time: Int64) {
        let day = zone.day(of: time - lateness)
        openDay = day
        openSince = zone.start(ofDay: day)
        closesAt = zone.start(ofDay: day + 1) + lateness
    }
}
