import Workspace

/// What rules about metrics need of the log so far: the days of their groups, and which of their decisions stand.
struct SavedCloses: Codable, Sendable {
    /// One metric by some keys.
    struct Series: Codable, Sendable {
        /// A group on a day, by the group's place in `groups`.
        struct Cell: Codable, Sendable {
            var group: Int
            var day: Int32
            /// Where there is no metric.
            var responses: Int
        }

        /// What the numbers are: see ``RunningMetric/definition``. Nil where only responses are counted.
        var definition: String?
        var keys: [String]
        var groups: [[String?]]
        var cells: [Cell]
        /// The metric's states of the cells, as JSON; "" without a metric.
        var states: String
    }

    /// The organisation's time zone with the edition of its rules: days of another are other days.
    var zone: String
    var series: [Series]
    var looks: SavedLooks
}
