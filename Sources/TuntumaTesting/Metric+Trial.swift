public import Tuntuma

extension Metric {
    /// Makes the metric and folds events into one cell, as the host does: for tests against reference cases.
    /// - Throws: ``ConfigurationError`` when the configuration is refused.
    public static func trial(
        of events: [EventDraft], configuration: Configuration
    ) throws(ConfigurationError) -> (result: MetricResult, uptake: UptakeCounts) {
        let symbols = SymbolTable()
        let metric = try Self(configuration: configuration, environment: PluginEnvironment(symbols: symbols))
        let batch = EventBatch(events, symbols: symbols)
        var cells = [MetricCell(empty: metric.emptyState)]
        metric.fold(batch, slots: Array(repeating: 0, count: batch.count), into: &cells)
        return (metric.result(of: cells[0].state), cells[0].uptake)
    }
}

extension [EventDraft] {
    /// Answers to one question, given as counts by score.
    /// - Parameters:
    ///   - question: The question's name.
    ///   - counts: How many answers each score has, from the lowest of the scale.
    ///   - scale: The scale of the question.
    public static func answers(to question: String, _ counts: [Int], on scale: Scale) -> [EventDraft] {
        zip(scale.scores, counts).flatMap { score, count in
            (0..<count).map { EventDraft(id: "\(score)-\($0)", answers: [question: .integer(Int64(score))]) }
        }
    }
}
