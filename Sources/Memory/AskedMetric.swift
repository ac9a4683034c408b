package import Tuntuma

/// A metric by some keys, as the `run` of rules about events asks for it. Engine makes it; one value for all workers.
package protocol AskedMetric: Sendable {
    /// Names the numbers: the metric, its configuration and what it is grouped by. What was kept under another one is of no
    /// use any more.
    var definition: String { get }
    /// Makes what looks at events, for one worker.
    func makeObserver() -> any MetricObserver
    /// Makes what keeps them, for one rule, at the beginning of a log.
    func makeKeeper(_ limits: MemoryLimits) -> any MetricKeeper
}

/// Looks at batches for a metric, on one worker: what can be done ahead of the turn.
package protocol MetricObserver: AnyObject {
    /// What the events of some rows, ascending, say to the metric.
    func observe(_ batch: EventBatch, rows: [Int32]) -> any MetricObservations
}

/// What the events of a batch say to a metric, in the order of the log.
package protocol MetricObservations: Sendable {}

/// What a rule keeps of the events so far, so that a metric can be asked as of any place in the log. A value; exact.
package protocol MetricKeeper: Sendable {
    /// Takes what was observed of the rows up to and with one.
    /// - Parameter first: The place of the first observation that was not taken yet.
    /// - Returns: The same for the next call.
    mutating func take(_ observations: any MetricObservations, from first: Int, upTo row: Int32) -> Int
    /// Notes that events were there which it did not see.
    /// - Parameter time: The largest of their times, in milliseconds since 1970.
    mutating func begin(after time: Int64)
    /// What the metric says of a group.
    /// - Parameters:
    ///   - group: The values of the keys, in their order.
    ///   - span: In milliseconds, nil for all events; the window ends with `time`, which belongs to it.
    /// - Returns: That, and the steps which the call is charged: by what is kept, not by how.
    func result(of group: [String], within span: Int64?, endingAt time: Int64) -> (result: MetricResult, steps: Int)
    /// As it is saved.
    func saved() throws -> String
    /// Goes on from what was saved.
    /// - Returns: Whether that was possible; if not, nothing has changed.
    mutating func resume(_ saved: String) -> Bool
}
