import Deciding
import Signals
import Tuntuma
import Workspace

/// Clusters of a metric that is no mean of whole numbers, such as the index of project experience.
extension SeriesBook {
    /// The sums of ``clusterMeans(_:in:_:whole:)`` are counted in billionths.
    static let stepOfMeans = 1e-9

    /// What the clusters of a group answered in a stretch of days: the value of each, for as many answers as it has.
    ///
    /// - Parameter whole: What the metric says of the group on these days.
    /// - Returns: Nil where the group's value is not the mean of those of its clusters, or some answers have no cluster.
    func clusterMeans(
        _ node: Int, in stretch: ClosedRange<Int>, _ book: any DayBook, whole: MetricResult
    ) -> [ClusterSums.Sum]? {
        var cellsOfCluster: [String: [Int]] = [:]
        for child in leaves(of: node) {
            let cells = cells(child, in: stretch)
            if let cluster = nodes[child].values.last ?? nil {
                cellsOfCluster[cluster, default: []] += cells
            } else if book.result(of: cells, in: number).n > 0 {
                return nil
            }
        }
        var sums: [ClusterSums.Sum] = []
        var total = 0.0
        for (_, cells) in cellsOfCluster.sorted(by: { $0.key < $1.key }) {
            let result = book.result(of: cells, in: number)
            guard result.n > 0 else { continue }
            guard let value = result.value else { return nil }
            let sum = Double(result.n) * value
            guard let steps = Int(exactly: (sum / Self.stepOfMeans).rounded()) else { return nil }
            total += sum
            sums.append(ClusterSums.Sum(count: result.n, sum: steps))
        }
        guard let value = whole.value, sums.reduce(0, { $0 + $1.count }) == whole.n else { return nil }
        let difference = total / Double(whole.n) - value
        return difference.magnitude <= 1e-9 * max(1, value.magnitude) ? sums : nil
    }
}
