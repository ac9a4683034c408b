public import Tuntuma

/// What is kept of the responses about projects: whole numbers only, so that merging is exact in any order.
public struct ProjectExperienceState: MetricState {
    /// Responses by how many items they answered (1 first): how many, the sum of their totals, the sum of its squares.
    private(set) var byAnswered: [Totals]
    /// Sums of each item.
    private(set) var items: [ItemSums]
    /// Recommendations by score, where they are asked for.
    private(set) var recommend: Histogram?
    /// Responses by project.
    private(set) var projects: [String: ProjectSums] = [:]
    /// Weighted sums of the totals, by how many items were answered; nil when no weight is declared.
    private(set) var weights: [WeightedSums]?

    init(items count: Int, hasRecommend: Bool, isWeighted: Bool) {
        byAnswered = Array(repeating: Totals(), count: count)
        items = Array(repeating: ItemSums(), count: count)
        recommend = hasRecommend ? Histogram(.zeroToTen) : nil
        weights = isWeighted ? Array(repeating: WeightedSums(), count: count) : nil
    }

    /// Counts a response that was read from an event; its project is counted apart. Once an event.
    mutating func add(_ response: Response, items count: Int) {
        let isComplete = response.answered == count
        byAnswered[response.answered - 1].add(response.total)
        items.withUnsafeMutableBufferPointer { items in
            for index in 0..<count {
                let score = response.scores[index]
                if score >= 0 { items[index].add(score, isComplete: isComplete) }
            }
        }
        if let score = response.recommend { recommend?.add(score) }
        if let weight = response.weight {
            // A total is at most 16,000: far within what can be weighted.
            try? weights?[response.answered - 1].add(response.total, weight: weight)
        }
    }

    /// Counts responses of a project.
    mutating func add(_ sums: ProjectSums, of project: String) {
        projects[project, default: ProjectSums()].merge(sums)
    }

    /// Adds another state of the same configuration.
    public mutating func merge(_ other: ProjectExperienceState) {
        for index in byAnswered.indices.prefix(other.byAnswered.count) {
            byAnswered[index].merge(other.byAnswered[index])
        }
        for index in items.indices.prefix(other.items.count) { items[index].merge(other.items[index]) }
        if let scores = other.recommend { recommend?.merge(scores) }
        projects.merge(other.projects) { sums, more in
            var sums = sums
            sums.merge(more)
            return sums
        }
        guard let sums = other.weights else { return }
        for index in sums.indices.prefix(weights?.count ?? 0) { weights?[index].merge(sums[index]) }
    }
}
