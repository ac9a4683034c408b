import Tuntuma

/// What a rule keeps from one event to the next: `once`, `memory` and `state`, as it declares them, and what the metrics need
/// that its `run` asks.
///
/// A rule without a plan is pure: nothing of what follows concerns it.
package struct MemoryPlan: Equatable, Sendable {
    /// `once = { per = "subject", within = "30d" }`
    package struct Once: Equatable, Sendable {
        /// The fields that say what is the same, at least one.
        package var fields: [String]
        /// In milliseconds of log time.
        package var within: Int64

        /// The span as it would be written: `30d`.
        package var span: String { SpanText.text(within) }

        package init(fields: [String], within: Int64) {
            self.fields = fields
            self.within = within
        }
    }

    package var once: Once?
    /// What `run` remembers: for how long each name is kept, in milliseconds of log time.
    package var names: [String: Int64] = [:]
    /// What `state` begins as; nil without one.
    package var state: PlainData?
    /// The metrics that `run` asks, each with its keys.
    package var metrics: [MetricRequest] = []
    package var limits = MemoryLimits()

    package init() {}

    /// Whether there is nothing to keep.
    package var isEmpty: Bool { once == nil && names.isEmpty && state == nil && metrics.isEmpty }

    /// What must be the same for a saved memory to be this rule's.
    package var shape: MemoryShape {
        MemoryShape(once: once?.fields, names: names.keys.sorted(), state: state?.shape)
    }
}

/// How much a rule may keep. What is too much goes, the oldest first.
package struct MemoryLimits: Equatable, Sendable {
    /// Keys, over all names and `once`.
    package var keys = 100_000
    package var records = 1_000_000

    package init() {}
}

/// What a rule keeps, without its values: saved with the memory, and compared when it is loaded.
package struct MemoryShape: Equatable, Codable, Sendable {
    /// The fields of `once`.
    package var once: [String]?
    /// Sorted.
    package var names: [String]
    /// Keys and kinds of the declared state.
    package var state: String?

    package init(once: [String]?, names: [String], state: String?) {
        self.once = once
        self.names = names
        self.state = state
    }
}
