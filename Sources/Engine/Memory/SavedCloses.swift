import Workspace

/// What rules about metrics need of the log so far: the days of their groups, and which of their decisions stand.
struct SavedCloses: Codable, Sendable {
    /// One metric by some keys.
    struct Series: Codable, Sendable {
        /// What the numbers are: see ``RunningMetric/definition``. Nil where only responses are counted.
        var definition: String?
        var keys: [String]
        var groups: [[String?]]
        /// By cell: the place of its group in `groups`.
        var groupOfCell: [Int]
        /// By cell, in days since 1970-01-01.
        var dayOfCell: [Int32]
        /// By cell; empty where there is a metric.
        var responses: [Int]
        /// The metric's states of the cells, as JSON; "" without a metric.
        var states: String
    }

    /// The organisation's time zone with the edition of its rules: days of another are other days.
    var zone: String
    var series: [Series]
    var looks: SavedLooks
}
