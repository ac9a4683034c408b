package import Tuntuma

/// One metric by some keys, day by day.
package struct DaySeries: Hashable, Sendable {
    /// The metric's id; nil: no metric is asked for, only which groups have responses.
    package var metric: String?
    package var keys: [String]

    package init(metric: String?, keys: [String]) {
        self.metric = metric
        self.keys = keys
    }
}

/// What the engine has folded until a close.
package protocol DayBook: Sendable {
    /// The cells of a series whose answers changed since the last close, each once, in the order in which they did.
    func changed(_ series: Int) -> [DayCell]
    /// The group's values of a cell, in the order of the keys.
    func values(ofCell cell: Int, in series: Int) -> [String?]
    /// What some cells say together.
    func result(of cells: [Int], in series: Int) -> MetricResult
    /// The instant at which a day begins, in milliseconds since 1970 UTC.
    func start(ofDay day: Int) -> Int64
}

/// A day of a group.
package struct DayCell: Sendable {
    package var cell: Int
    /// The number of the group in its series: the same on all its days.
    package var group: Int
    package var day: Int
    /// What the metric counts of the day; for a series without a metric its responses.
    package var counts: MetricCounts

    package init(cell: Int, group: Int, day: Int, counts: MetricCounts) {
        self.cell = cell
        self.group = group
        self.day = day
        self.counts = counts
    }
}
