/// Responses with the same number of answered items.
struct Totals: Codable, Equatable, Sendable {
    private(set) var count = 0
    /// The sum of their totals; a total is the sum of the scores, each counted from the lower end of the scale.
    private(set) var sum = 0
    private(set) var squares = 0

    mutating func add(_ total: Int) {
        count += 1
        sum += total
        squares += total * total
    }

    mutating func merge(_ other: Totals) {
        count += other.count
        sum += other.sum
        squares += other.squares
    }
}

/// Answers to one item, scores counted from the lower end of the scale.
struct ItemSums: Codable, Equatable, Sendable {
    private(set) var count = 0
    private(set) var sum = 0
    /// The sum over complete responses only: for Cronbach's alpha.
    private(set) var completeSum = 0
    private(set) var completeSquares = 0

    private enum CodingKeys: String, CodingKey {
        case count, sum
        case completeSum = "complete_sum"
        case completeSquares = "complete_squares"
    }

    @inline(__always) mutating func add(_ score: Int, isComplete: Bool) {
        count += 1
        sum += score
        if isComplete {
            completeSum += score
            completeSquares += score * score
        }
    }

    mutating func merge(_ other: ItemSums) {
        count += other.count
        sum += other.sum
        completeSum += other.completeSum
        completeSquares += other.completeSquares
    }
}

/// Responses about one project.
struct ProjectSums: Codable, Equatable, Sendable {
    private(set) var count = 0
    /// The sum of their totals, each over the number of answered items, times the metric's unit: a whole number.
    private(set) var sum = 0

    init(count: Int = 0, sum: Int = 0) {
        self.count = count
        self.sum = sum
    }

    mutating func merge(_ other: ProjectSums) {
        count += other.count
        sum += other.sum
    }
}
