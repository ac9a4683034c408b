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
            self.init(known: values, counts, points)
        }

        private init(known values: [Int], _ counts: [Int], _ points: Double) {
            self.values = values
            self.counts = counts
            self.points = points
        }

        // One list of values for all tallies of a kind: they are made for every group and day.
        private static let shareValues = [0, 1]
        private static let netValues = [-1, 0, 1]

        /// The tally of a share, as that of ``MetricResult/share(_:of:level:weights:distribution:parts:)``; nil for none.
        public static func share(_ count: Int, of n: Int) -> Tally? {
            guard n > 0, count >= 0, count <= n else { return nil }
            return Tally(known: shareValues, [n - count, count], 100)
        }

        /// The tally of a net score, as that of ``MetricResult/net(promoters:detractors:of:level:weights:distribution:parts:)``;
        /// nil for none.
        public static func net(promoters: Int, detractors: Int, of n: Int) -> Tally? {
            guard NetCounts(promoters: promoters, detractors: detractors, of: n) != nil else { return nil }
            return Tally(known: netValues, [detractors, n - promoters - detractors, promoters], 100)
        }

        /// The tally of a mean of scores, as that of ``MetricResult/mean(of:level:weights:parts:)``; nil without answers.
        public static func mean(of histogram: Histogram) -> Tally? {
            guard histogram.count > 0 else { return nil }
            return Tally(known: Array(histogram.scores), histogram.scores.map { histogram[$0] }, 1)
        }
    }
}
