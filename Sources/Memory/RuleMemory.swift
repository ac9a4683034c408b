import Suggestions
import Tuntuma

/// What one rule keeps from one event to the next, in the order of the log. One value a rule; it never goes back.
package struct RuleMemory: Sendable {
    package let plan: MemoryPlan
    /// What `run` remembered, by name.
    private var shelves: [String: MemoryShelf]
    /// When the rule last decided, by the fields of `once`.
    private var once: MemoryShelf?
    package private(set) var state: PlainData?
    /// What is kept for the metrics of the plan, in their order; nil for one that nobody has joined with the rule.
    var metrics: [(any MetricKeeper)?]
    /// Records that had to go before their time because there were too many.
    package private(set) var dropped = 0
    /// In the order in which the oldest record is looked for.
    private let sortedNames: [String]

    package init(_ plan: MemoryPlan) {
        self.plan = plan
        shelves = plan.names.mapValues { MemoryShelf(keep: $0) }
        once = plan.once.map { MemoryShelf(keep: $0.within) }
        state = plan.state
        metrics = plan.metrics.map { $0.source?.makeKeeper(plan.limits) }
        sortedNames = plan.names.keys.sorted()
    }

    package var keyCount: Int { shelves.values.reduce(once?.keyCount ?? 0) { $0 + $1.keyCount } }
    package var recordCount: Int { shelves.values.reduce(once?.recordCount ?? 0) { $0 + $1.recordCount } }

    /// Since when a key of `once` is held back; nil when it is not.
    /// - Parameter now: Log time, in milliseconds since 1970.
    package func heldSince(_ key: String, at now: Int64) -> Int64? {
        once?.records(of: key, at: now).last?.time
    }

    /// The records of a key under a name.
    /// - Parameter span: In milliseconds; nil: as long as they are kept.
    /// - Throws: when the rule has not declared the name, or keeps it for less long.
    package func records(
        _ name: String, _ key: String, within span: Int64?, at now: Int64
    ) throws(MemoryError) -> ArraySlice<MemoryShelf.Record> {
        let shelf = try shelf(name)
        if let span, span > shelf.keep {
            throw MemoryError(
                "\"\(name)\" is kept for \(SpanText.text(shelf.keep)), which is less than \(SpanText.text(span)); "
                    + "write memory = { \(name) = \"\(SpanText.text(span))\" }")
        }
        return shelf.records(of: key, within: span, at: now)
    }

    /// Complains of a name that is not declared.
    @discardableResult
    package func shelf(_ name: String) throws(MemoryError) -> MemoryShelf {
        if let shelf = shelves[name] { return shelf }
        guard !shelves.isEmpty else {
            throw MemoryError("the rule declares no memory; write memory = { \(name) = \"30d\" } in it")
        }
        throw MemoryError("the rule keeps no \"\(name)\"\(Suggestion.hint(for: name, among: shelves.keys))")
    }

    /// Keeps what a call that went well has remembered, and its state.
    package mutating func keep(_ change: MemoryCall.Change) {
        for item in change.remembered {
            shelves[item.name]?.add(MemoryShelf.Record(time: change.time, value: item.value), for: item.key)
        }
        if let state = change.state { self.state = state }
        shrink(at: change.time)
    }

    /// Notes that the rule has decided: the key is held back from now on.
    package mutating func useOnce(_ key: String, at now: Int64) {
        once?.add(MemoryShelf.Record(time: now), for: key)
        shrink(at: now)
    }

    /// Forgets what is no longer kept, and the oldest records where there are too many.
    package mutating func shrink(at now: Int64) {
        once?.expire(at: now)
        for name in sortedNames { shelves[name]?.expire(at: now) }
        while recordCount > plan.limits.records || keyCount > plan.limits.keys {
            dropped += 1
            let oldest = sortedNames.min { (shelves[$0]?.oldest ?? .max) < (shelves[$1]?.oldest ?? .max) }
            if let oldest, let time = shelves[oldest]?.oldest, time <= once?.oldest ?? .max {
                shelves[oldest]?.removeOldest()
            } else {
                once?.removeOldest()
            }
        }
    }
}

// MARK: Saving

extension RuleMemory {
    /// A memory as it is saved.
    package struct Saved: Codable, Equatable, Sendable {
        /// A record; without a value as in `["c-1", 1772442900000]`.
        package struct Record: Codable, Equatable, Sendable {
            var key: String
            var time: Int64
            var value: String?

            init(_ entry: MemoryShelf.Entry) {
                (key, time, value) = (entry.key, entry.record.time, entry.record.value)
            }

            package init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                key = try container.decode(String.self)
                time = try container.decode(Int64.self)
                value = try container.decodeIfPresent(String.self)
            }

            package func encode(to encoder: any Encoder) throws {
                var container = encoder.unkeyedContainer()
                try container.encode(key)
                try container.encode(time)
                if let value { try container.encode(value) }
            }
        }

        /// By name, the oldest first.
        package var names: [String: [Record]]
        package var once: [Record]?
        package var state: PlainData?
        package var dropped: Int
        /// What is kept for metrics; nil for a rule that asks none.
        package var metrics: [SavedMetric]?

        /// Whether it can be what was saved at a log time: no record is older than the one before it, or lies ahead.
        package func isSound(at logTime: Int64) -> Bool {
            let shelves = Array(names.values) + (once.map { [$0] } ?? [])
            return (0...(1 << 60)).contains(dropped)
                && shelves.allSatisfy { records in
                    records.allSatisfy { (-(1 << 60)...logTime).contains($0.time) }
                        && zip(records, records.dropFirst()).allSatisfy { $0.time <= $1.time }
                }
        }
    }

    /// What is to be saved: nothing that is no longer kept.
    package func saved(at now: Int64) -> Saved {
        var memory = self
        memory.shrink(at: now)
        return Saved(
            names: memory.shelves.mapValues { $0.entries.map(Saved.Record.init) },
            once: memory.once?.entries.map(Saved.Record.init), state: memory.state, dropped: memory.dropped,
            metrics: memory.savedMetrics)
    }

    /// Takes over what was saved, as far as the rule still keeps it.
    /// - Parameter state: Nil: the declared one.
    package mutating func take(once: Bool, names: Bool, state: PlainData?, from saved: Saved, at now: Int64) {
        if once {
            for record in saved.once ?? [] { self.once?.add(record.record, for: record.key) }
        }
        if names {
            for (name, records) in saved.names {
                for record in records { shelves[name]?.add(record.record, for: record.key) }
            }
        }
        if let state, plan.state != nil { self.state = state }
        dropped = saved.dropped
        shrink(at: now)
    }
}

extension RuleMemory.Saved.Record {
    fileprivate var record: MemoryShelf.Record { MemoryShelf.Record(time: time, value: value) }
}

/// Why a rule's memory could not be asked.
package struct MemoryError: Error, Equatable, Sendable {
    package var problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}
