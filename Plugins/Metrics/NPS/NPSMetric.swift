public import Tuntuma

/// Net Promoter Score: the share of promoters minus the share of detractors, -100 to 100.
///
/// Question "How likely are you to recommend us?" on 0-10; promoters answer 9-10, detractors 0-6. The interval is the
/// adjusted Wald interval. One question, so one score each answer; a respondent who is asked twice counts twice.
public struct NPSMetric: Metric {
    /// What a workspace may set; all of it has a default.
    public struct Configuration: Codable, Sendable {
        /// The question's name in the events' answers.
        public var question: String
        /// The scale it is asked on.
        public var scale: Scale
        /// The highest score that is a detractor's; nil where the scale has no usual one.
        public var detractors: Int?
        /// The lowest score that is a promoter's; nil where the scale has no usual one.
        public var promoters: Int?
        /// The field with the weight of an answer: `attributes.NAME`.
        public var weight: String?

        /// Makes a configuration; without arguments the default one.
        ///
        /// 0-6 and 9-10 mean something on a scale that ends at 10; on another one `detractors` and `promoters` must be
        /// given.
        public init(
            question: String = "nps", scale: Scale = .zeroToTen, detractors: Int? = nil, promoters: Int? = nil,
            weight: String? = nil
        ) {
            self.question = question
            self.scale = scale
            self.detractors = detractors ?? (scale.high == 10 ? 6 : nil)
            self.promoters = promoters ?? (scale.high == 10 ? 9 : nil)
            self.weight = weight
        }

        /// Reads what a workspace sets.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                question: try container.decodeIfPresent(String.self, forKey: .question) ?? "nps",
                scale: try container.decodeIfPresent(Scale.self, forKey: .scale) ?? .zeroToTen,
                detractors: try container.decodeIfPresent(Int.self, forKey: .detractors),
                promoters: try container.decodeIfPresent(Int.self, forKey: .promoters),
                weight: try container.decodeIfPresent(String.self, forKey: .weight))
        }
    }

    /// Answers by score, and weighted sums where a weight is declared.
    public typealias State = ScoreState

    /// Who the plugin is.
    public static var manifest: PluginManifest {
        PluginManifest(
            id: "nps", kind: .metric, summary: "Net Promoter Score: promoters minus detractors, -100 to 100",
            sample: """
                metric { id = "nps", plugin = "nps", question = "recommend", where = { survey = "relationship" } }
                """)
    }

    let question: ScaleQuestion
    let highestDetractor: Int
    let lowestPromoter: Int

    /// Makes the metric.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        let scale = configuration.scale
        question = try ScaleQuestion(
            configuration.question, scale: scale, weight: configuration.weight, environment: environment)
        guard let highestDetractor = configuration.detractors else { throw Self.missing("detractors", on: scale) }
        guard let lowestPromoter = configuration.promoters else { throw Self.missing("promoters", on: scale) }
        guard scale.scores.contains(highestDetractor), highestDetractor < scale.high else {
            throw ConfigurationError(
                key: "detractors", problem: "\(highestDetractor) leaves no room for promoters on \(scale.text)",
                expected: "the highest score of a detractor, from \(scale.low) to \(scale.high - 1)")
        }
        guard scale.scores.contains(lowestPromoter), lowestPromoter > highestDetractor else {
            throw ConfigurationError(
                key: "promoters", problem: "\(lowestPromoter) is not above the detractors on \(scale.text)",
                expected: "the lowest score of a promoter, from \(highestDetractor + 1) to \(scale.high)")
        }
        self.highestDetractor = highestDetractor
        self.lowestPromoter = lowestPromoter
    }

    private static func missing(_ key: String, on scale: Scale) -> ConfigurationError {
        ConfigurationError(
            key: key, problem: "is missing; a scale \(scale.text) has no usual detractors and promoters",
            expected: "detractors = the highest score of a detractor, promoters = the lowest score of a promoter")
    }

    /// No answers.
    public var emptyState: ScoreState { ScoreState(question) }

    /// The one that it is about.
    public var questions: QuestionSet { question.asSet }

    /// Counts the answer of an event.
    public func add(_ event: Event, to state: inout ScoreState) -> Uptake {
        switch question.read(event) {
        case .ignored: .ignored
        case .rejected(let reason): .rejected(reason: reason)
        case .score(let score, let weight): state.add(score, weight: weight, counting: vote(score))
        }
    }

    /// +1 for a promoter, -1 for a detractor, 0 for a passive.
    private func vote(_ score: Int) -> Int {
        score >= lowestPromoter ? 1 : score <= highestDetractor ? -1 : 0
    }

    /// Promoters, passives and detractors.
    public func counts(of state: ScoreState) -> MetricCounts {
        guard state.weights == nil else { return MetricCounts(result(of: state)) }
        let histogram = state.histogram
        let n = histogram.count
        return MetricCounts(
            n: n,
            tally: .net(
                promoters: histogram.count(in: lowestPromoter...question.scale.high),
                detractors: histogram.count(in: question.scale.low...highestDetractor), of: n))
    }

    /// The score with its interval, and how many promoters, passives and detractors there are.
    public func result(of state: ScoreState) -> MetricResult {
        let histogram = state.histogram
        let n = histogram.count
        let promoters = histogram.count(in: lowestPromoter...question.scale.high)
        let detractors = histogram.count(in: question.scale.low...highestDetractor)
        return .net(
            promoters: promoters, detractors: detractors, of: n, weights: state.weights,
            distribution: histogram.distribution,
            parts: [
                ("promoters", .count(promoters)), ("passives", .count(n - promoters - detractors)),
                ("detractors", .count(detractors)),
            ])
    }
}
