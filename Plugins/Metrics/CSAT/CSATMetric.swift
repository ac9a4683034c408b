public import Tuntuma

/// Customer satisfaction: the share of answers in the top boxes, in percent.
///
/// Question "How satisfied are you?" on 1-5, top boxes 4 and 5. The interval is Wilson's. The mean stands beside the
/// share, under its own name: the two are often confused.
public struct CSATMetric: Metric {
    /// What a workspace may set; all of it has a default.
    public struct Configuration: Codable, Sendable {
        /// The question's name in the events' answers.
        public var question: String
        /// The scale it is asked on.
        public var scale: Scale
        /// The scores that count as satisfied.
        public var topBoxes: [Int]
        /// The field with the weight of an answer: `attributes.NAME`.
        public var weight: String?

        private enum CodingKeys: String, CodingKey {
            case question, scale
            case topBoxes = "top_boxes"
            case weight
        }

        /// Makes a configuration; without arguments the default one. The top boxes are the two highest scores unless
        /// given.
        public init(
            question: String = "csat", scale: Scale = .oneToFive, topBoxes: [Int]? = nil, weight: String? = nil
        ) {
            self.question = question
            self.scale = scale
            self.topBoxes = topBoxes ?? [scale.high - 1, scale.high]
            self.weight = weight
        }

        /// Reads what a workspace sets.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                question: try container.decodeIfPresent(String.self, forKey: .question) ?? "csat",
                scale: try container.decodeIfPresent(Scale.self, forKey: .scale) ?? .oneToFive,
                topBoxes: try container.decodeIfPresent([Int].self, forKey: .topBoxes),
                weight: try container.decodeIfPresent(String.self, forKey: .weight))
        }
    }

    /// Answers by score, and weighted sums where a weight is declared.
    public typealias State = ScoreState

    /// Who the plugin is.
    public static var manifest: PluginManifest {
        PluginManifest(
            id: "csat", kind: .metric, summary: "Customer satisfaction: the share of top-box answers, in percent",
            sample: """
                metric { id = "csat", plugin = "csat", question = "satisfaction", scale = { 1, 5 }, top_boxes = { 4, 5 } }
                """)
    }

    let question: ScaleQuestion
    /// Whether a score is a top box, from the lowest score of the scale.
    let isTopBox: [Bool]

    /// Makes the metric.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        let scale = configuration.scale
        question = try ScaleQuestion(
            configuration.question, scale: scale, weight: configuration.weight, environment: environment)
        let topBoxes = Set(configuration.topBoxes)
        let expected = "some of the scores \(scale.text), such as { \(scale.high - 1), \(scale.high) }"
        for score in configuration.topBoxes where !scale.scores.contains(score) {
            throw ConfigurationError(
                key: "top_boxes", problem: "\(score) is not on the scale \(scale.text)", expected: expected)
        }
        guard !topBoxes.isEmpty, topBoxes.count <= scale.span else {
            let problem = topBoxes.isEmpty ? "has no score" : "has every score of the scale"
            throw ConfigurationError(key: "top_boxes", problem: problem, expected: expected)
        }
        isTopBox = scale.scores.map { topBoxes.contains($0) }
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
        case .score(let score, let weight):
            state.add(score, weight: weight, counting: isTopBox[score - question.scale.low] ? 1 : 0)
        }
    }

    private func top(of histogram: Histogram) -> Int {
        zip(question.scale.scores, isTopBox).reduce(0) { $1.1 ? $0 + histogram[$1.0] : $0 }
    }

    /// Answers in the top boxes and below them.
    public func counts(of state: ScoreState) -> MetricCounts {
        guard state.weights == nil else { return MetricCounts(result(of: state)) }
        let n = state.histogram.count
        return MetricCounts(n: n, tally: .share(top(of: state.histogram), of: n))
    }

    /// The share with its interval; beside it how many answers are in the top boxes, and the mean.
    public func result(of state: ScoreState) -> MetricResult {
        let histogram = state.histogram
        let top = top(of: histogram)
        return .share(
            top, of: histogram.count, weights: state.weights, distribution: histogram.distribution,
            parts: [("top_boxes", .count(top)), ("mean", .number(histogram.mean))])
    }
}
