extension MetricResult {
    /// Answers by what each counts for, as whole numbers: what an exact test of a change starts from.
    ///
    /// For an NPS -1, 0 and 1; for a share 0 and 1; for a mean the scores themselves. A metric whose value is not such a mean
    /// has none; whether it changed is then tested by value and standard error.
    public struct Tally: Equatable, Sendable {
        /// What an answer can count for, ascending; also what no answer counted for.
        public let values: [Int]
        /// Answers by value.
        public let counts: [Int]
        /// The mean of the values times this is the metric's value: 100 for a share in percent and for an NPS.
        public let points: Double

        /// Makes a tally; nil unless the values ascend and there is a count from 0 for each.
        public init?(values: [Int], counts: [Int], points: Double = 1) {
            guard values.count == counts.count, counts.allSatisfy({ $0 >= 0 }),
                zip(values, values.dropFirst()).allSatisfy(<)
            else { return nil }
            self.values = values
            self.counts = counts
            self.points = points
        }
    }
}
