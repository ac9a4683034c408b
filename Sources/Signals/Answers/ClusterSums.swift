import Tuntuma

/// Answers that belong together and may be alike for it: those of one project, one account, one person. A metric's state for
/// a rule with `cluster`.
package struct ClusterSums: MetricState {
    /// What a cluster answered.
    package struct Sum: Codable, Equatable, Sendable {
        /// Answers.
        package var count = 0
        /// The sum of what they count for.
        package var sum = 0

        package init(count: Int = 0, sum: Int = 0) {
            self.count = count
            self.sum = sum
        }
    }

    /// By the cluster's key, such as the fingerprint of its name.
    package private(set) var sums: [UInt64: Sum] = [:]

    /// No answers.
    package init() {}

    /// Counts an answer. Once an event.
    package mutating func add(_ value: Int, cluster: UInt64) {
        sums[cluster, default: Sum()].count += 1
        sums[cluster, default: Sum()].sum += value
    }

    /// Adds the answers of other days; those of one cluster come together.
    package mutating func merge(_ other: ClusterSums) {
        sums.merge(other.sums) { Sum(count: $0.count + $1.count, sum: $0.sum + $1.sum) }
    }
}
