package import Tuntuma

/// What a call of a rule was told of a metric, for explanations.
package struct MetricAnswer: Equatable, Sendable {
    package var mention: MetricMention
    /// Those of the mention's keys, in their order.
    package var values: [String]
    package var result: MetricResult
}

/// What a chunk says to the metrics that a rule asks, and how much of it the rule has taken.
package struct MetricIntake: Sendable {
    private let observations: [any MetricObservations]
    private var taken: [Int]

    /// - Parameter observations: One for each metric of the rule's plan, in their order.
    package init(_ observations: [any MetricObservations]) {
        self.observations = observations
        taken = observations.map { _ in 0 }
    }

    /// Gives a rule what was observed of the rows up to and with one.
    package mutating func give(upTo row: Int32, to memory: inout RuleMemory) {
        for place in observations.indices where place < memory.metrics.count {
            taken[place] =
                memory.metrics[place]?.take(observations[place], from: taken[place], upTo: row) ?? taken[place]
        }
    }
}

extension RuleMemory {
    /// What a metric says as of this place in the log, and the steps of the work.
    func metric(
        _ mention: MetricMention, values: [String], at time: Int64
    ) throws(MemoryError) -> (result: MetricResult, steps: Int) {
        guard let place = plan.metrics.firstIndex(where: { $0.serves(mention) }), let keeper = metrics[place] else {
            throw MemoryError("the metrics of the workspace are not at hand here")
        }
        return keeper.result(of: values, within: mention.span, endingAt: time)
    }

    /// Notes that there were events before the first one that it will see.
    /// - Parameter time: The largest of their times, in milliseconds since 1970.
    package mutating func begin(after time: Int64) {
        for place in metrics.indices { metrics[place]?.begin(after: time) }
    }
}

// MARK: Saving

/// What was kept for one metric, as it is saved.
package struct SavedMetric: Codable, Equatable, Sendable {
    /// The ``AskedMetric/definition`` of whoever wrote it.
    var definition: String
    /// In the keeper's own words.
    var content: String
}

extension RuleMemory {
    /// Nil for a rule that asks no metrics.
    var savedMetrics: [SavedMetric]? {
        guard !metrics.isEmpty else { return nil }
        return zip(plan.metrics, metrics).compactMap { request, keeper in
            // What cannot be written is missing in the next run, which says so.
            guard let definition = request.source?.definition, let content = try? keeper?.saved() else { return nil }
            return SavedMetric(definition: definition, content: content)
        }
    }

    /// Takes over what was kept for metrics, as far as they are still the same.
    /// - Returns: Whether all were.
    package mutating func takeMetrics(from saved: Saved) -> Bool {
        var isWhole = true
        for (place, request) in plan.metrics.enumerated() {
            let old = saved.metrics?.first { $0.definition == request.source?.definition }
            let isTaken = old.flatMap { metrics[place]?.resume($0.content) } ?? false
            isWhole = isWhole && isTaken
        }
        return isWhole
    }
}
