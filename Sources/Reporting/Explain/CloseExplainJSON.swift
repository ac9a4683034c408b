import Deciding
import Engine
package import Hindsight
import JSONText
import Tuntuma
import Workspace

/// The explanation of a close as JSON, for programs.
package enum CloseExplainJSON {
    /// One document in UTF-8, with a newline at its end.
    package static func document(_ explanation: CloseExplanation, recordedVersion: String? = nil) -> [UInt8] {
        let rule = explanation.rule
        let decision = explanation.decision.map { found in
            JSONValue.object([
                ("key", .string(found.key)), ("rule", .string(found.rule)), ("close", .string(found.day.text)),
                ("group", .object(found.group.map { ($0.key, .string(orNull: $0.value)) })),
                ("version", .string(orNull: recordedVersion)), ("decision", DecisionJSON.value(found.decision)),
            ])
        }
        return JSONDocument.bytes(
            .object([
                ("decision", decision ?? .null), ("rule", .string(rule.id)), ("version", .string(rule.version)),
                ("mode", .string(rule.mode.rawValue)), ("at", .string("\(rule.block.file):\(rule.block.line)")),
                ("text", .string(rule.text)), ("close", .string(explanation.day.text)),
                ("groups", .array(explanation.groups.map(value(of:)))),
            ]))
    }

    private static func value(of group: CloseExplanation.Group) -> JSONValue {
        let trace = group.trace
        var outcome = "does-not-hold"
        var reason = JSONValue.null
        switch trace.outcome {
        case .holds: outcome = "holds"
        case .doesNotHold: break
        case .notEvaluated(let why): (outcome, reason) = ("not-evaluated", .string(why.rawValue))
        }
        let failure = group.failure.map { failed in
            JSONValue.object([
                ("kind", .string(failed.kind)), ("file", .string(failed.file)),
                ("line", failed.line.map { .integer($0) } ?? .null), ("message", .string(failed.message)),
            ])
        }
        return .object([
            ("group", .object(trace.group.map { ($0.key, .string(orNull: $0.value)) })),
            ("window", value(of: trace.days)), ("value", .number(orNull: trace.result?.value)),
            ("n", integer(trace.result?.n)), ("silent_days", integer(trace.silentDays)),
            ("outcome", .string(outcome)), ("reason", reason), ("match", .array(trace.parts.map(value(of:)))),
            (
                "goes_on_since",
                .string(orNull: trace.goesOnSince.map { CivilDate(dayNumber: $0).text })
            ),
            (
                "decisions",
                .array(
                    group.decisions.map { key, decision in
                        .object([("key", .string(key.text)), ("decision", DecisionJSON.value(decision))])
                    })
            ),
            ("failure", failure ?? .null),
        ])
    }

    private static func integer(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

    private static func value(of days: ClosedRange<Int>) -> JSONValue {
        .object([
            ("first", .string(CivilDate(dayNumber: days.lowerBound).text)),
            ("last", .string(CivilDate(dayNumber: days.upperBound).text)),
        ])
    }

    private static func value(of part: LookTrace.Part) -> JSONValue {
        let (verdict, reason): (String, String?) =
            switch part.verdict {
            case .holds: ("more-than-chance", nil)
            case .couldBeChance: ("could-be-chance", nil)
            case .tooSmall: ("smaller-than-at-least", nil)
            case .otherWay: ("other-way", nil)
            case .notEvaluated(let why): ("not-evaluated", why.rawValue)
            }
        return .object([
            ("predicate", .string(part.predicate.kind.rawValue)), ("against", .string(part.predicate.against.text)),
            ("at_least", .number(part.predicate.atLeast)), ("min_n", .integer(part.predicate.leastAnswers)),
            ("holds", .boolean(part.verdict == .holds)), ("verdict", .string(verdict)),
            ("reason", .string(orNull: reason)), ("value", .number(orNull: part.value)), ("n", .integer(part.n)),
            ("base", .number(orNull: part.base)), ("base_n", integer(part.baseCount)),
            ("base_days", part.baseDays.map(value(of:)) ?? .null),
            ("difference", .number(orNull: part.test?.difference)), ("z", .number(orNull: part.test?.z)),
            ("p", .number(orNull: part.test?.p)), ("level", .number(orNull: part.test?.level)),
            ("method", .string(orNull: part.test?.method)),
        ])
    }
}
