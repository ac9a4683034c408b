public import Tuntuma

/// Customer effort: how easy it was, by the mean of the answers unless another aggregation is named.
///
/// Statement "They made it easy for me to handle my issue" on 1-7, from strongly disagree to strongly agree (CES 2.0).
/// Three aggregations are in public use under one name, so the workspace says which one it means: `mean`, `share` (of
/// easy answers) or `index` (easy minus difficult).
public struct CESMetric: Metric {
    /// Answers by score, and weighted sums where a weight is declared.
    public typealias State = ScoreState

    /// Who the plugin is.
    public static var manifest: PluginManifest {
        PluginManifest(
            id: "ces", kind: .metric, summary: "Customer effort score: how easy it was, as mean, share or index",
            sample: """
                metric { id = "ces", plugin = "ces", question = "easy", scale = { 1, 7 }, aggregation = "mean" }
                """)
    }

    /// How the answers become one number.
    enum Aggregation: Equatable {
        case mean
        /// The share of scores from `easy` up.
        case share(easy: Int)
        /// The share of scores from `easy` up minus the share of those down from `difficult`.
        case index(easy: Int, difficult: Int)
    }

    let question: ScaleQuestion
    let aggregation: Aggregation

    /// Makes the metric.
    public init(configuration: Configuration, environment: PluginEnvironment) throws(ConfigurationError) {
        question = try ScaleQuestion(
            configuration.question, scale: configuration.scale, weight: configuration.weight, environment: environment)
        aggregation = try configuration.checkedAggregation()
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
        case .score(let score, let weight): state.add(score, weight: weight, counting: value(of: score))
        }
    }

    /// What a score counts for in the weighted value.
    private func value(of score: Int) -> Int {
        switch aggregation {
        case .mean: score
        case .share(let easy): score >= easy ? 1 : 0
        case .index(let easy, let difficult): score >= easy ? 1 : score <= difficult ? -1 : 0
        }
    }

    /// Answers by what they count for.
    public func counts(of state: ScoreState) -> MetricCounts {
        guard state.weights == nil else { return MetricCounts(result(of: state)) }
        let (histogram, scale) = (state.histogram, question.scale)
        let n = histogram.count
        switch aggregation {
        case .mean:
            return MetricCounts(n: n, tally: .mean(of: histogram))
        case .share(let lowestEasy):
            return MetricCounts(n: n, tally: .share(histogram.count(in: lowestEasy...scale.high), of: n))
        case .index(let lowestEasy, let highestDifficult):
            return MetricCounts(
                n: n,
                tally: .net(
                    promoters: histogram.count(in: lowestEasy...scale.high),
                    detractors: histogram.count(in: scale.low...highestDifficult), of: n))
        }
    }

    /// The effort with its interval.
    public func result(of state: ScoreState) -> MetricResult {
        let histogram = state.histogram
        let n = histogram.count
        let scale = question.scale
        switch aggregation {
        case .mean:
            return .mean(of: histogram, weights: state.weights)
        case .share(let lowestEasy):
            let easy = histogram.count(in: lowestEasy...scale.high)
            return .share(
                easy, of: n, weights: state.weights, distribution: histogram.distribution,
                parts: [("easy", .count(easy)), ("mean", .number(histogram.mean))])
        case .index(let lowestEasy, let highestDifficult):
            let easy = histogram.count(in: lowestEasy...scale.high)
            let difficult = histogram.count(in: scale.low...highestDifficult)
            return .net(
                promoters: easy, detractors: difficult, of: n, weights: state.weights,
                distribution: histogram.distribution,
                parts: [
                    ("easy", .count(easy)), ("neutral", .count(n - easy - difficult)), ("difficult", .count(difficult)),
                    ("mean", .number(histogram.mean)),
                ])
        }
    }
}
