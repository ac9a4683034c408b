/// What a metric did with an event. Together the answers say why a metric is empty.
public enum Uptake: Equatable, Sendable {
    /// It is part of the number now.
    case counted
    /// It has nothing that the metric asks for.
    case ignored
    /// It has an answer that cannot be counted, for this reason: "not on the scale 0-10".
    case rejected(reason: String)
}

/// How many events a metric counted, ignored and rejected.
public struct UptakeCounts: Codable, Equatable, Sendable {
    /// Events that are part of the number.
    public var counted = 0
    /// Events without anything to count.
    public var ignored = 0
    /// Events that could not be counted, by reason.
    public var rejected: [String: Int] = [:]

    /// No events.
    @inlinable public init() {}

    /// Counts one answer of a metric.
    @inlinable @inline(__always) public mutating func count(_ uptake: Uptake) {
        switch uptake {
        case .counted: counted += 1
        case .ignored: ignored += 1
        case .rejected(let reason): rejected[reason, default: 0] += 1
        }
    }

    /// Adds the counts of other events.
    public mutating func merge(_ other: UptakeCounts) {
        counted += other.counted
        ignored += other.ignored
        rejected.merge(other.rejected, uniquingKeysWith: +)
    }
}
