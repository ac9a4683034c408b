package import Deciding
package import Memory
package import Tuntuma
package import Workspace

/// A metric instance as the host runs it: the metric without its type, and what the host adds to it.
package protocol RunningMetric: Sendable {
    /// The instance's id.
    var id: String { get }
    /// `id@` and 12 hex digits: names the numbers. Any change of plugin, configuration or filter changes it.
    var definition: String { get }
    var titles: [String: String] { get }
    /// Which events reach the metric.
    var filter: Matcher { get }
    /// Equal for two metrics whose filters pass the same events, so that the host need look only once.
    var filterIdentity: String { get }
    /// Groups with fewer answers are not shown; 0: all are.
    func minimumGroup(_ organisation: Organisation) -> Int
    /// Makes something that folds, for one worker.
    func makeFolder() -> any MetricFolder
    /// The metric as rules about events ask for it.
    func sight(_ view: MetricView) -> any AskedMetric
}

/// The cells of one metric in the hands of one worker.
package protocol MetricFolder: AnyObject {
    /// Folds the events of a batch into their cells; a negative slot passes a row over.
    /// - Parameter cells: How many cells there are by now.
    func fold(_ batch: EventBatch, slots: [Int32], cells: Int)
    /// Gives the cells away.
    func finish() -> any FoldedMetric
}

/// The cells of one metric when the folding is over.
package protocol FoldedMetric: Sendable {
    /// Folds more events, as a ``MetricFolder`` does.
    mutating func fold(_ batch: EventBatch, slots: [Int32], cells: Int)
    /// Adds the cells of another worker: its cell i goes to cell `places[i]`, of `cells`.
    mutating func merge(_ other: any FoldedMetric, places: [Int], cells: Int)
    /// What some cells say together, and with them all cells of other folds of the same metric.
    func result(of cells: [Int], with others: [any FoldedMetric]) -> (result: MetricResult, uptake: UptakeCounts)
    /// What each of some cells counts by itself.
    func counts(ofEach cells: [Int]) -> [MetricCounts]
    /// What a cell counts together with all cells of another fold of the same metric.
    func counts(of cell: Int, with other: any FoldedMetric) -> MetricCounts
    /// Whether any event of the cells reached the metric.
    func isTouched(_ cell: Int) -> Bool
    /// The states of some cells as JSON, each with all cells of another fold of the same metric.
    func saved(_ cells: [Int], with others: [(any FoldedMetric)?]) throws -> String
    /// Takes over cells that were saved, as the only ones.
    /// - Returns: Whether these are so many states of the metric.
    mutating func restore(_ text: String, cells: Int) -> Bool
}

extension FoldedMetric {
    /// What some cells say together.
    package func result(of cells: [Int]) -> (result: MetricResult, uptake: UptakeCounts) {
        result(of: cells, with: [])
    }
}
