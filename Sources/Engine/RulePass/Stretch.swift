package import Tuntuma

/// A part of a log by the times of its events: from an instant on, up to and without another.
package struct Stretch: Equatable, Sendable {
    /// Milliseconds since 1970 UTC; nil: from the beginning.
    package var from: Int64?
    /// The first instant after it; nil: to the end.
    package var to: Int64?

    /// The whole log.
    package init() {}

    /// Reads the two ends: a day (`2026-03-02`) of the zone, which counts as a whole, or a time (`2026-03-02T09:15:00Z`).
    /// - Throws: ``StretchError`` for an end that is neither, or that lies before the beginning.
    package init(from: String?, to: String?, in zone: ZoneTable) throws(StretchError) {
        if let from {
            guard let instants = Self.instants(of: from, in: zone) else { throw StretchError(end: .from, text: from) }
            self.from = instants.first
        }
        if let to {
            guard let instants = Self.instants(of: to, in: zone) else { throw StretchError(end: .to, text: to) }
            self.to = instants.next
        }
        if let start = self.from, let end = self.to, end <= start, let to { throw StretchError(end: .order, text: to) }
    }

    /// The instant at which a day begins, and that at which the next one does; for a time, the time itself.
    private static func instants(of text: String, in zone: ZoneTable) -> (first: Int64, next: Int64)? {
        if let time = Timestamp(internetTime: text) { return (time.milliseconds, time.milliseconds) }
        guard let number = CivilDate(text: text)?.dayNumber else { return nil }
        return (zone.start(ofDay: number), zone.start(ofDay: number + 1))
    }

    package func holds(_ time: Timestamp) -> Bool {
        if let from, time.milliseconds < from { return false }
        if let to, time.milliseconds >= to { return false }
        return true
    }

    package var isWhole: Bool { from == nil && to == nil }
}

/// An end of a stretch that is none.
package struct StretchError: Error, Equatable, Sendable {
    package enum End: Sendable {
        case from, to, order
    }

    package var end: End
    /// What was given.
    package var text: String
}
