/// An instant, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970 UTC; negative before it.
    public let milliseconds: Int64

    /// Makes an instant from milliseconds since 1970 UTC.
    @inlinable public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Whether one instant is before another.
    @inlinable public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
