/// What a metric did with an event. Together the answers say why a metric is empty.
public enum Uptake: Equatable, Sendable {
    /// It is part of the number now.
    case counted
    /// It has nothing that the metric asks for.
    case ignored
    /// It has an answer that cannot be counted, for this reason: "not on the scale 0-10".
    case rejected(reason: String)
    /// The metric itself failed on it, for this reason, which says where: its script has a mistake. The host counts the event as
    /// rejected, and tells the user of it by itself.
    case failed(reason: String)
}

/// How many events a metric counted, ignored and rejected.
public struct UptakeCounts: Codable, Equatable, Sendable {
    /// Events that are part of the number.
    public var counted = 0
    /// Events without anything to count.
    public var ignored = 0
    /// Events that could not be counted, by reason.
    public var rejected: [String: Int] = [:]
    /// Those of `rejected` on which the metric itself failed, by reason.
    public var failed: [String: Int] = [:]

    /// No events.
    @inlinable public init() {}

    /// Counts one answer of a metric.
    @inlinable @inline(__always) public mutating func count(_ uptake: Uptake) {
        switch uptake {
        case .counted: counted += 1
        case .ignored: ignored += 1
        case .rejected(let reason): rejected[reason, default: 0] += 1
        case .failed(let reason):
            rejected[reason, default: 0] += 1
            failed[reason, default: 0] += 1
        }
    }

    /// Adds the counts of other events.
    public mutating func merge(_ other: UptakeCounts) {
        counted += other.counted
        ignored += other.ignored
        rejected.merge(other.rejected, uniquingKeysWith: +)
        failed.merge(other.failed, uniquingKeysWith: +)
    }
}
