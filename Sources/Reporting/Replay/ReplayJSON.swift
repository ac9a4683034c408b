package import Alerting
import Engine
package import Hindsight
import Exports
import JSONText
import Tuntuma
import Workspace

/// A replay as JSON, for programs. The same rules over the same log give the same bytes.
package enum ReplayJSON {
    /// One document in UTF-8, with a newline at its end.
    package static func document(_ report: ReplayReport, alerts: AlertComparison? = nil) -> [UInt8] {
        let alertMembers: Members = alerts.map { [("alerts", $0.json)] } ?? []
        return JSONDocument.bytes(
            .object(
                [
                    ("different", .boolean(report.isDifferent || alerts?.isDifferent ?? false)),
                    ("events", .integer(report.replayed)),
                    ("first_day", .string(orNull: report.daySpan?.first)),
                    ("last_day", .string(orNull: report.daySpan?.last)), ("days", .integer(report.dayCount)),
                    ("total", .object(members(report.total))), ("rules", .array(report.rules.map(value(of:)))),
                    (
                        "units",
                        .array(report.units.map { .object([("unit", .string(orNull: $0.unit))] + members($0.counts)) })
                    ),
                    (
                        "targets",
                        .array(
                            report.targets.map {
                                .object(
                                    [("kind", .string($0.kind.rawValue)), ("target", .string($0.target))]
                                        + members($0.counts))
                            })
                    ),
                    ("by_day", .array(report.days.map { .object([("day", .string($0.day))] + members($0.counts)) })),
                    ("queues", .array(report.loads.map { value(of: $0, days: report.dayCount) })),
                    ("examples", .array(report.examples.map(value(of:)))),
                    ("history_cannot_say", .array(report.gaps.map(value(of:)))),
                ] + alertMembers))
    }

    private typealias Members = [(name: String, value: JSONValue)]

    private static func members(_ counts: ReplayCounts) -> Members {
        [
            ("now", .integer(counts.current)), ("then", .integer(counts.candidate)), ("added", .integer(counts.added)),
            ("removed", .integer(counts.removed)), ("rerouted", .integer(counts.rerouted)),
            ("changed", .integer(counts.changed)),
        ]
    }

    private static func value(of rule: ReplayRule) -> JSONValue {
        func side(_ side: ReplayRule.Side) -> JSONValue {
            guard let version = side.version else { return .null }
            let members: Members = [
                ("version", .string(version)), ("matched", .integer(side.matched)), ("failed", .integer(side.failed)),
                ("mean_steps", .number(orNull: side.meanSteps)),
            ]
            return .object(members + JSONReport.members(of: side.outage))
        }
        return .object(
            [
                ("rule", .string(rule.rule)), ("status", .string(rule.status.rawValue)),
                ("current", side(rule.current)), ("candidate", side(rule.candidate)),
            ] + members(rule.counts))
    }

    private static func value(of load: QueueLoad, days: Int) -> JSONValue {
        func side(_ side: QueueLoad.Side) -> JSONValue {
            .object([
                ("total", .integer(side.total)), ("per_day", .number(side.perDay(over: days))),
                ("most", .integer(side.most)), ("most_on", .string(orNull: side.mostOn)),
                ("days_over", load.capacity == nil ? .null : .integer(side.daysOver)),
            ])
        }
        return .object([
            ("queue", .string(load.queue)), ("unit", .string(orNull: load.unit)),
            ("capacity", load.capacity.map { .integer($0) } ?? .null), ("now", side(load.current)),
            ("then", side(load.candidate)),
        ])
    }

    private static func value(of example: ReplayExample) -> JSONValue {
        .object([
            ("rule", .string(example.rule)), ("change", .string(example.change.rawValue)),
            ("event", .string(example.event)), ("source", .string(example.source)),
            ("time", .string(example.time.internetTime)), ("at", .string(example.place)),
            ("now", example.before.map(DecisionJSON.value) ?? .null),
            ("then", example.after.map(DecisionJSON.value) ?? .null),
        ])
    }

    private static func value(of gap: HistoryGap) -> JSONValue {
        switch gap.missing {
        case .field(let field): .object([("rule", .string(gap.rule)), ("field", .string(field))])
        case .types(let types):
            .object([("rule", .string(gap.rule)), ("types", .array(types.map { .string($0) }))])
        }
    }
}
