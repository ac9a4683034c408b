package import Deciding
package import Engine
package import Trials
package import Tuntuma
package import Workspace

/// All that the log says of one event, and what each rule that was asked made of it.
package struct EventExplanation: Sendable {
    /// A line of the log with the event's id.
    package struct Sighting: Equatable, Sendable {
        package enum Verdict: String, Sendable {
            /// The event: rules looked at it.
            case first
            /// The same again: nobody looks at it.
            case duplicate
            /// The same id with other content: the first stands, and nobody looks at this one.
            case conflict
        }

        package var verdict: Verdict
        /// `log/2026.jsonl:17`.
        package var place: String
    }

    /// A later event that changes what this one counts for. Rules decide on events as they come, so it changes no decision.
    package struct Amendment: Equatable, Sendable {
        package var kind: EventMentions.Amendment
        package var event: String
        package var time: Timestamp
        package var place: String
    }

    package var event: String
    package var source: String
    package var time: Timestamp
    package var type: String
    /// The fields that the event has, in the order of the format, then answers and attributes by name.
    package var fields: [(name: String, value: Value)]
    /// The answering that it is a version of; nil: none.
    package var response: String?
    /// In the order of the log; the first one is the event.
    package var sightings: [Sighting]
    package var amendments: [Amendment] = []
    /// In the order of the rules.
    package var rules: [RuleExplanation] = []
}

/// Why one rule did or did not decide on an event.
package struct RuleExplanation: Sendable {
    package var rule: String
    package var version: String
    package var mode: RuleMode
    /// Where it stands: `rules/a.lua:12`.
    package var place: String
    /// As it is written in its file.
    package var text: String
    /// Its types and its condition.
    package var condition: ConditionTrace
    package var outcome: RuleTrial.Outcome
    /// How its breaker stood; nil for a rule without `run`, and for an event that it did not look at.
    package var breaker: BreakerExplanation?
    /// What it kept before and after; nil for a rule that keeps nothing, and for an event that it did not look at.
    package var memory: MemoryExplanation?
    /// The keys of its decisions, in their order.
    package var keys: [DecisionKey]
}

/// How a rule's breaker stood at an event.
package struct BreakerExplanation: Equatable, Sendable {
    package var before: BreakerState
    /// After the event, and the call where there was one.
    package var after: BreakerState
    /// The last change until then, those at the event among them; nil where there was none.
    package var change: BreakerTransition?

    package init(before: BreakerState, after: BreakerState, change: BreakerTransition?) {
        (self.before, self.after, self.change) = (before, after, change)
    }
}

/// What an explanation found.
package struct Explanation: Sendable {
    /// One for each source that has an event with the id, in the order of the log.
    package var events: [EventExplanation] = []
    /// Rejected lines in which the id stands: one of them may be the event that is looked for.
    package var rejected: [Rejection] = []
    /// The decision that was asked for, where one was; nil when the rules as they are now do not make it.
    package var decision: FoundDecision?

    package init() {}
}

/// A decision that was found by its key.
package struct FoundDecision: Equatable, Sendable {
    package var key: String
    package var rule: String
    package var event: String
    package var source: String
    package var decision: Decision
}
