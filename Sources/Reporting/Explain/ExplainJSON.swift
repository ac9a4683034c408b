import Deciding
import Engine
package import Hindsight
import JSONText
import Memory
import Trials
import Tuntuma
import Workspace

/// An explanation as JSON, for programs.
package enum ExplainJSON {
    /// One document in UTF-8, with a newline at its end.
    package static func document(
        _ explanation: Explanation, recordedVersion: String? = nil, recordedVersions: RecordedVersions? = nil
    ) -> [UInt8] {
        let decision = explanation.decision.map { found in
            JSONValue.object([
                ("key", .string(found.key)), ("rule", .string(found.rule)), ("event", .string(found.event)),
                ("source", .string(found.source)), ("version", .string(orNull: recordedVersion)),
                ("decision", DecisionJSON.value(found.decision)),
            ])
        }
        return JSONDocument.bytes(
            .object([
                ("decision", decision ?? .null),
                ("events", .array(explanation.events.map { value(of: $0, recordedVersions) })),
                (
                    "rejected",
                    .array(
                        explanation.rejected.map {
                            .object([("at", .string("\($0.file):\($0.line)")), ("reason", .string($0.reason))])
                        })
                ),
            ]))
    }

    private static func value(of event: EventExplanation, _ recorded: RecordedVersions?) -> JSONValue {
        .object([
            ("event", .string(event.event)), ("source", .string(event.source)),
            ("time", .string(event.time.internetTime)), ("type", .string(event.type)),
            ("fields", .object(event.fields.map { ($0.name, value(of: $0.value, named: $0.name)) })),
            (
                "seen",
                .array(
                    event.sightings.map {
                        .object([("at", .string($0.place)), ("as", .string($0.verdict.rawValue))])
                    })
            ),
            (
                "amendments",
                .array(
                    event.amendments.map {
                        .object([
                            ("kind", .string($0.kind.rawValue)), ("event", .string($0.event)),
                            ("time", .string($0.time.internetTime)), ("at", .string($0.place)),
                        ])
                    })
            ),
            (
                "rules",
                .array(
                    event.rules.map { rule in
                        value(of: rule, recorded: recorded?.versions(of: rule.rule, source: event.source))
                    })
            ),
        ])
    }

    /// The value of a field; times as RFC 3339.
    private static func value(of value: Value, named name: String) -> JSONValue {
        if case .integer(let number) = value, name == "time" || name == "about" {
            return .string(Timestamp(milliseconds: number).internetTime)
        }
        return DecisionJSON.value(value)
    }

    private static func value(of rule: RuleExplanation, recorded: [String]?) -> JSONValue {
        var decisions: [JSONValue] = []
        var failure = JSONValue.null
        var heldBack = JSONValue.null
        var isPassedOver = false
        switch rule.outcome {
        case .unmatched: break
        case .heldBack(let since): heldBack = .string(Timestamp(milliseconds: since).internetTime)
        case .passedOver: isPassedOver = true
        case .decided(let made):
            decisions = zip(made, rule.keys).map { decision, key in
                .object([("key", .string(key.text)), ("decision", DecisionJSON.value(decision))])
            }
        case .failed(let failed):
            failure = .object([
                ("kind", .string(failed.kind)), ("file", .string(failed.file)),
                ("line", failed.line.map { .integer($0) } ?? .null), ("message", .string(failed.message)),
            ])
        }
        return .object([
            ("rule", .string(rule.rule)), ("version", .string(rule.version)),
            ("recorded_versions", recorded.map { .array($0.map { .string($0) }) } ?? .null),
            ("mode", .string(rule.mode.rawValue)),
            ("at", .string(rule.place)), ("matched", .boolean(rule.condition.holds)),
            ("condition", .array(rule.condition.parts.map(value(of:)))), ("decisions", .array(decisions)),
            ("failure", failure), ("held_back_since", heldBack), ("passed_over", .boolean(isPassedOver)),
            ("breaker", rule.breaker.map(value(of:)) ?? .null),
            ("memory", rule.memory.map(value(of:)) ?? .null), ("text", .string(rule.text)),
        ])
    }

    private static func value(of breaker: BreakerExplanation) -> JSONValue {
        let change = breaker.change.map { change in
            JSONValue.object([
                ("from", .string(change.from.rawValue)), ("to", .string(change.to.rawValue)),
                ("time", .string(Timestamp(milliseconds: change.time).internetTime)), ("event", .string(change.event)),
                ("at", .string(change.place)), ("reason", .string(change.reason.text)),
            ])
        }
        return .object([
            ("before", .string(breaker.before.rawValue)), ("after", .string(breaker.after.rawValue)),
            ("last_change", change ?? .null),
        ])
    }

    private static func value(of answer: MetricAnswer) -> JSONValue {
        let (mention, result) = (answer.mention, answer.result)
        return .object([
            ("metric", .string(mention.metric)),
            ("by", .object(zip(mention.keys, answer.values).map { ($0, .string($1)) })),
            ("window", .string(orNull: mention.span.map { SpanText.text($0) })),
            ("value", .number(orNull: result.value)), ("n", .integer(result.n)),
            ("lower", .number(orNull: result.interval?.lower)),
            ("upper", .number(orNull: result.interval?.upper)), ("reason", .string(orNull: result.reason)),
        ])
    }

    private static func value(of memory: MemoryExplanation) -> JSONValue {
        func state(_ data: PlainData?) -> JSONValue { data.map { DecisionJSON.value($0) } ?? .null }
        func count(_ count: MemoryExplanation.Place.Count) -> JSONValue {
            .object([
                ("records", .integer(count.records)), ("last", .string(orNull: count.last?.internetTime)),
            ])
        }
        return .object([
            ("log_time", .string(memory.logTime.internetTime)), ("once_key", .string(orNull: memory.onceKey)),
            ("metrics", .array(memory.answers.map(value(of:)))),
            ("state_before", state(memory.stateBefore)), ("state_after", state(memory.stateAfter)),
            (
                "remembered",
                .array(
                    memory.places.map { place in
                        .object([
                            ("name", .string(place.name)), ("key", .string(place.key)),
                            ("before", count(place.before)), ("after", count(place.after)),
                        ])
                    })
            ),
        ])
    }

    private static func value(of trace: ConditionTrace) -> JSONValue {
        let parts = JSONValue.array(trace.parts.map(value(of:)))
        switch trace.part {
        case .all: return .object([("all", parts), ("holds", .boolean(trace.holds))])
        case .any: return .object([("any", parts), ("holds", .boolean(trace.holds))])
        case .none: return .object([("none", parts), ("holds", .boolean(trace.holds))])
        case .field(let name, let test, let value):
            return .object([
                ("field", .string(name)), ("test", .string(test)),
                ("value", value.map { Self.value(of: $0, named: name) } ?? .null),
                ("holds", .boolean(trace.holds)),
            ])
        }
    }
}
