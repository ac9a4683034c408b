/// A call such as `metric("ces", { unit = event.unit, window = "30d" })`, as it stands in a rule's `run`.
///
/// What is kept of the log for it must be known before the first event, so it is read from the text: the name, the keys and
/// the window stand there as they are; the values of the keys may be anything.
package struct MetricMention: Equatable, Sendable {
    package var metric: String
    /// What the metric is grouped by: the keys of the second argument but `window`, in the order of their bytes.
    package var keys: [String]
    /// Those of the keys whose value stands there too. The value of any other may be nil, and then a call does not show the key.
    package var certain: [String] = []
    /// The window in milliseconds; nil: the whole log so far.
    package var span: Int64?
    /// The line of the call.
    package var line: Int

    package init(metric: String, keys: [String], span: Int64?, line: Int) {
        self.metric = metric
        self.keys = keys
        self.span = span
        self.line = line
    }

    /// Whether a call that shows these keys may be this one.
    package func mayShow(_ shown: Set<String>) -> Bool { shown.isSubset(of: keys) && shown.isSuperset(of: certain) }

    /// Whether this and another call on one line could be taken for each other when they are made.
    package func isLike(_ other: MetricMention) -> Bool {
        guard line == other.line, metric == other.metric, span == other.span, keys != other.keys else { return false }
        return Set(certain + other.certain).isSubset(of: Set(keys).intersection(other.keys))
    }

    /// A call of `metric` that does not say in so many words what it asks for.
    package struct Problem: Error, Equatable, Sendable {
        package var line: Int
        package var problem: String

        package init(line: Int, problem: String) {
            self.line = line
            self.problem = problem
        }
    }
}

/// What a rule has to keep of the log so that its `run` can ask a metric.
package struct MetricRequest: Sendable {
    package let metric: String
    /// What the metric is grouped by, in the order of their bytes.
    package let keys: [String]
    /// Whether windows are asked for; else the whole log so far.
    package let isOfWindows: Bool
    /// Where it is first asked for.
    package let line: Int
    /// The metric itself; nil until the rule has been joined with the metrics of its workspace.
    package var source: (any AskedMetric)?

    package init(_ mention: MetricMention) {
        metric = mention.metric
        keys = mention.keys
        isOfWindows = mention.span != nil
        line = mention.line
    }

    /// Whether it keeps what a call needs.
    package func serves(_ mention: MetricMention) -> Bool {
        metric == mention.metric && keys == mention.keys && isOfWindows == (mention.span != nil)
    }
}

extension MetricRequest: Equatable {
    package static func == (left: MetricRequest, right: MetricRequest) -> Bool {
        left.metric == right.metric && left.keys == right.keys && left.isOfWindows == right.isOfWindows
            && left.source?.definition == right.source?.definition
    }
}
