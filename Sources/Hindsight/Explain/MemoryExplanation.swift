import Engine
package import Memory
package import Tuntuma
import Workspace

/// What a rule with a memory kept before and after an event.
package struct MemoryExplanation: Sendable {
    /// What the rule remembers of one key under one name.
    package struct Place: Sendable {
        package struct Count: Equatable, Sendable {
            package var records: Int
            /// The log time of the last one; nil without one.
            package var last: Timestamp?

            package init(records: Int, last: Timestamp?) {
                self.records = records
                self.last = last
            }
        }

        package var name: String
        package var key: String
        package var before: Count
        package var after: Count

        package init(name: String, key: String, before: Count, after: Count) {
            self.name = name
            self.key = key
            self.before = before
            self.after = after
        }
    }

    /// Log time at the event.
    package var logTime: Timestamp
    /// What `once` tells the event apart by; nil where the rule has none, or the event lacks a field of it.
    package var onceKey: String?
    /// Nil for a rule without a state.
    package var stateBefore: PlainData?
    package var stateAfter: PlainData?
    /// What the call looked at or remembered, by name and key.
    package var places: [Place] = []
    /// What the call was told of metrics, in its order.
    package var answers: [MetricAnswer] = []

    package init(logTime: Timestamp) {
        self.logTime = logTime
    }
}

extension MemoryExplanation {
    init(_ sight: RuleWitness.Sight) {
        let now = sight.logTime
        self.init(logTime: Timestamp(milliseconds: now))
        onceKey = sight.onceKey
        answers = sight.answers
        (stateBefore, stateAfter) = (sight.before.state, sight.after.state)
        places = sight.touched.sorted { ($0.name, $0.key) < ($1.name, $1.key) }.map { place in
            Place(
                name: place.name, key: place.key, before: Self.count(place, in: sight.before, at: now),
                after: Self.count(place, in: sight.after, at: now))
        }
    }

    private static func count(_ place: MemoryCall.Place, in memory: RuleMemory, at now: Int64) -> Place.Count {
        // The call has asked for it: the name is declared, or the call failed and nothing is there.
        let records = (try? memory.records(place.name, place.key, within: nil, at: now)) ?? []
        return Place.Count(records: records.count, last: records.last.map { Timestamp(milliseconds: $0.time) })
    }
}
