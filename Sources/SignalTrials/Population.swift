/// How a simulated group answers.
package struct Population: Sendable {
    /// What an answer can count for.
    package var values: [Int]
    /// The probability of each.
    package var shares: [Double]
    /// The mean times this is the metric's value.
    package var points: Double
    /// Answers in 30 days, on average.
    package var answersAMonth: Double
    /// How many answers come together, and how much alike they are.
    package var cluster: Cluster?

    /// Answers that come together: contacts of one project, on one day.
    package struct Cluster: Sendable {
        /// How many.
        package var size: Int
        /// The correlation of two of them.
        package var correlation: Double

        package init(size: Int, correlation: Double) {
            self.size = size
            self.correlation = correlation
        }
    }

    package init(
        values: [Int], shares: [Double], points: Double, answersAMonth: Double, cluster: Cluster? = nil
    ) {
        self.values = values
        self.shares = shares
        self.points = points
        self.answersAMonth = answersAMonth
        self.cluster = cluster
    }

    /// A net score, from the shares of promoters and detractors.
    package static func net(promoters: Double, detractors: Double, answersAMonth: Double) -> Population {
        Population(
            values: [-1, 0, 1], shares: [detractors, 1 - promoters - detractors, promoters], points: 100,
            answersAMonth: answersAMonth)
    }

    /// A share.
    package static func share(_ share: Double, answersAMonth: Double) -> Population {
        Population(values: [0, 1], shares: [1 - share, share], points: 100, answersAMonth: answersAMonth)
    }

    /// The mean of 1-7, four answers of five the highest.
    package static func effort(answersAMonth: Double) -> Population {
        Population(
            values: Array(1...7), shares: [0.02, 0.01, 0.01, 0.02, 0.04, 0.10, 0.80], points: 1,
            answersAMonth: answersAMonth)
    }

    /// The same with clusters.
    package func clustered(size: Int, correlation: Double) -> Population {
        var other = self
        other.cluster = Cluster(size: size, correlation: correlation)
        return other
    }

    /// The shares when the metric is some points lower (higher when negative): answers move from one end to the other.
    package func shares(loweredBy drop: Double) -> [Double] {
        guard let low = values.first, let high = values.last, high > low else { return shares }
        let wanted = drop / points / Double(high - low)
        let moved = min(max(wanted, -shares[0]), shares[shares.count - 1])
        var lowered = shares
        lowered[0] += moved
        lowered[lowered.count - 1] -= moved
        return lowered
    }
}
