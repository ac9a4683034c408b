/// The counts behind a net score: NPS, a net index of effort, a balance of feelings.
///
/// Each answer is +1 (promoter), 0 or -1 (detractor). Everything here is on that unit scale; NPS is 100 times it.
public struct NetCounts: Equatable, Sendable {
    /// Answers that count +1.
    public let promoters: Int
    /// Answers that count -1.
    public let detractors: Int
    /// All answers.
    public let n: Int

    /// Makes counts; nil when they do not fit together (negative ones, or more promoters and detractors than answers).
    public init?(promoters: Int, detractors: Int, of n: Int) {
        guard promoters >= 0, detractors >= 0, n > 0, promoters <= n, detractors <= n - promoters else { return nil }
        self.promoters = promoters
        self.detractors = detractors
        self.n = n
    }

    /// A net score with its variance per answer and the number of answers it stands on.
    public struct Estimate: Equatable, Sendable {
        /// Share of promoters minus share of detractors, -1...1.
        public let score: Double
        /// The variance of one answer: p + d - (p - d)², with n in the denominator.
        public let variance: Double
        /// The number of answers, pseudo-answers included.
        public let n: Double
        /// √(variance / n).
        public var standardError: Double { (variance / n).squareRoot() }

        init(promoters: Double, detractors: Double, n: Double) {
            score = (promoters - detractors) / n
            variance = max(0, (promoters + detractors) / n - score * score)
            self.n = n
        }
    }

    /// The score itself (population form, as the R package NPS computes it).
    public var plain: Estimate {
        Estimate(promoters: Double(promoters), detractors: Double(detractors), n: Double(n))
    }

    /// The score after adding 3 answers: ¾ of a promoter, ¾ of a detractor, the rest in between (Rocks, "Interval
    /// Estimation for the Net Promoter Score", *The American Statistician* 70 (2016)). For intervals and tests only.
    public var adjusted: Estimate {
        Estimate(promoters: Double(promoters) + 0.75, detractors: Double(detractors) + 0.75, n: Double(n) + 3)
    }
}

extension Interval {
    /// The adjusted Wald interval of a net score, on -1...1: adjusted score ± z √(adjusted variance / (n + 3)).
    ///
    /// As the formula gives it: its limits can pass -1 and 1, and at n = 1 it does not include the score. Clip and widen
    /// it before it is shown.
    public static func adjustedWald(_ counts: NetCounts, level: Double = 0.95) -> Interval {
        let adjusted = counts.adjusted
        let reach = NormalDistribution.reach(level: level) * adjusted.standardError
        return Interval(
            level: level, lower: adjusted.score - reach, upper: adjusted.score + reach, method: "adjusted-wald")
    }
}
