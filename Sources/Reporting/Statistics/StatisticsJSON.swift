import Engine
package import Hindsight
import Exports
import JSONText
import Workspace

/// The statistics of rules as JSON, for programs. What differs from run to run stands under `not_reproducible`.
package enum StatisticsJSON {
    /// One document in UTF-8, with a newline at its end.
    package static func document(_ statistics: RuleStatistics) -> [UInt8] {
        JSONDocument.bytes(
            .object([
                ("events", .integer(statistics.events)), ("days", .integer(statistics.dayCount)),
                ("first_day", .string(orNull: statistics.daySpan?.first)),
                ("last_day", .string(orNull: statistics.daySpan?.last)),
                ("rules", .array(statistics.rows.map(value(of:)))),
                ("metric_rules", .array(statistics.lookRows.map(value(of:)))),
                ("warnings", .array(statistics.warnings.map(value(of:)))),
            ]))
    }

    private static func value(of row: RuleStatistics.Row) -> JSONValue {
        let steps = row.steps.map { steps in
            JSONValue.object([
                ("p50", .integer(steps.median)), ("p99", .integer(steps.p99)), ("most", .integer(steps.most)),
            ])
        }
        let busiest = row.busiestDay.map { day in
            JSONValue.object([("day", .string(day.day)), ("decisions", .integer(day.decisions))])
        }
        let members: [(name: String, value: JSONValue)] = [
            ("rule", .string(row.rule)), ("mode", .string(row.mode.rawValue)), ("events", .integer(row.events)),
            ("matched", .integer(row.matched)), ("decided", .integer(row.decided)),
            ("decisions", .integer(row.decisions)), ("failed", .integer(row.failed)),
            ("held_back", .integer(row.heldBack)), ("steps", steps ?? .null),
            ("busiest_day", busiest ?? .null),
            ("not_reproducible", .object([("ns_per_event", .number(orNull: row.nanosecondsPerEvent))])),
        ]
        return .object(members + JSONReport.members(of: row.outage))
    }

    private static func value(of row: RuleStatistics.LookRow) -> JSONValue {
        let looks = row.looks
        let busiest = row.busiestDay.map { day in
            JSONValue.object([("day", .string(day.day)), ("decisions", .integer(day.decisions))])
        }
        return .object([
            ("rule", .string(row.rule)), ("mode", .string(row.mode.rawValue)), ("looks", .integer(looks.looks)),
            ("evaluated", .integer(looks.evaluated)), ("not_evaluated", JSONReport.reasons(of: looks)),
            ("held", .integer(looks.held)), ("episodes", .integer(looks.episodes)),
            ("decisions", .integer(looks.decided)), ("failed", .integer(looks.failed)),
            ("busiest_day", busiest ?? .null),
            ("not_reproducible", .object([("ns_per_look", .number(orNull: row.nanosecondsPerLook))])),
        ])
    }

    private static func value(of warning: RuleStatistics.Warning) -> JSONValue {
        func value(_ kind: String, _ members: [(name: String, value: JSONValue)]) -> JSONValue {
            .object([("warning", .string(kind))] + members)
        }
        switch warning {
        case .noMatch(let rule): return value("no-match", [("rule", .string(rule))])
        case .neverMatched(let rule, let names):
            return value(
                "never-matched", [("rule", .string(rule)), ("no_event_has", .array(names.map { .string($0) }))])
        case .alwaysTogether(let rules):
            return value("always-together", [("rules", .array(rules.map { .string($0) }))])
        case .tooOften(let rule, let most, let day, let days, let limit):
            return value(
                "too-often",
                [
                    ("rule", .string(rule)), ("most", .integer(most)), ("on", .string(day)), ("days", .integer(days)),
                    ("limit", .integer(limit)),
                ])
        case .failed(let rule, let events):
            return value("failed", [("rule", .string(rule)), ("events", .integer(events))])
        case .neverEvaluated(let rule, let reasons):
            return value(
                "never-evaluated",
                [("rule", .string(rule)), ("because", .array(reasons.map { .string($0.rawValue) }))])
        case .neverFired(let rule): return value("never-fired", [("rule", .string(rule))])
        case .failedLooks(let rule, let looks):
            return value("failed-looks", [("rule", .string(rule)), ("looks", .integer(looks))])
        }
    }
}
