/// Log time: the maximum of the event times so far. Says which events come after their day was closed.
///
/// A day is closed when log time has passed its end by the workspace's `lateness`.
struct LatenessClock: Sendable {
    private let zone: ZoneTable
    private let lateness: Int64
    private(set) var late = 0
    private(set) var first: Int64?
    private(set) var last: Int64?
    /// The first day that is still open; nil before the first event.
    private(set) var openDay: Int?
    /// The start of the first day that is still open.
    private var openSince = Int64.min
    /// The log time at which that day will be closed.
    private var closesAt = Int64.min

    init(zone: ZoneTable, lateness: Int64) {
        self.zone = zone
        self.lateness = lateness
    }

    /// Takes the time of the next event, in milliseconds since 1970 UTC.
    @inline(__always) mutating func note(_ time: Int64) {
        if time < openSince { late += 1 }
        if let last, time <= last {
            if let first, time < first { self.first = time }
            return
        }
        if first == nil { first = time }
        last = time
        if time >= closesAt { close(upTo: time) }
    }

    private mutating func close(upTo time: Int64) {
        let day = zone.day(of: time - lateness)
        openDay = day
        openSince = zone.start(ofDay: day)
        closesAt = zone.start(ofDay: day + 1) + lateness
    }
}
