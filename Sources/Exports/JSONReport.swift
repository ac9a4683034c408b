package import Engine
package import JSONText
import Signals
import Tuntuma
import Workspace

/// A report as JSON: the contract that other programs read.
///
/// A suppressed row says that it exists and nothing more: value, n and all that is computed from answers are null or
/// empty.
package enum JSONReport {
    /// The report as one JSON document in UTF-8, with a newline at its end.
    /// - Parameter alerts: What became of alerts; nil: nobody has asked, and the document does not speak of them.
    package static func document(_ report: RunReport, alerts: JSONValue? = nil) -> [UInt8] {
        JSONDocument.bytes(.object(members(of: report) + (alerts.map { [("alerts", $0)] } ?? [])))
    }

    private static func members(of report: RunReport) -> [(name: String, value: JSONValue)] {
        let marks = ReportMarks(report)
        let members: [(name: String, value: JSONValue)] = [
            ("events", value(of: report.events)),
            ("metrics", .array(zip(report.metrics, marks.rows).map { value(of: $0, $1) })),
            (
                "decisions",
                .object([
                    ("act", .integer(report.decisions.act)), ("alert", .integer(report.decisions.alert)),
                    ("route", .integer(report.decisions.route)),
                ])
            ),
            ("rules", .array(report.rules.map(value(of:)))),
        ]
        // Only where there are such rules.
        guard !report.metricRules.isEmpty else { return members }
        return members + [("metric_rules", .array(report.metricRules.map(value(of:))))]
    }

    private static func value(of counts: EventCounts) -> JSONValue {
        .object([
            ("read", .integer(counts.read)), ("accepted", .integer(counts.accepted)),
            ("duplicates", .integer(counts.duplicates)), ("conflicts", .integer(counts.conflicts)),
            ("rejected", .integer(counts.rejected)), ("host", .integer(counts.host)), ("late", .integer(counts.late)),
        ])
    }

    /// Whether a rule was out of use, and since when.
    package static func members(of outage: RuleOutage) -> [(name: String, value: JSONValue)] {
        [
            ("passed_over", .integer(outage.passedOver)), ("breaker", .string(outage.breaker.rawValue)),
            ("transitions", .array(outage.transitions.map(value(of:)))),
        ]
    }

    private static func value(of rule: RuleRow) -> JSONValue {
        let members: [(name: String, value: JSONValue)] = [
            ("rule", .string(rule.rule)), ("version", .string(rule.version)), ("matched", .integer(rule.matched)),
            ("decided", .integer(rule.decided)), ("failed", .integer(rule.failed)),
            ("mode", .string(rule.mode.rawValue)),
            ("held_back", .integer(rule.heldBack)), ("memory", rule.memory.map(value(of:)) ?? .null),
        ]
        return .object(
            members + Self.members(of: rule.outage) + [("failures", .array(rule.failures.map(value(of:))))])
    }

    private static func value(of memory: RuleRow.Memory) -> JSONValue {
        var changed: [JSONValue] = []
        if case .clean(let parts) = memory.start { changed = parts.map { .string($0.rawValue) } }
        return .object([
            ("keys", .integer(memory.keys)), ("records", .integer(memory.records)),
            ("dropped", .integer(memory.dropped)), ("start", .string(memory.start.name)),
            ("changed", .array(changed)),
        ])
    }

    private static func value(of transition: BreakerTransition) -> JSONValue {
        .object([
            ("from", .string(transition.from.rawValue)), ("to", .string(transition.to.rawValue)),
            ("reason", .string(transition.reason.text)), ("event", .string(transition.event)),
            ("place", .string(transition.place)),
            ("log_time", .string(Timestamp(milliseconds: transition.time).internetTime)),
        ])
    }

    static func value(of failure: FailureReport) -> JSONValue {
        .object([
            ("kind", .string(failure.kind)), ("message", .string(failure.message)),
            ("rule_line", .string(failure.ruleLine)), ("source_line", .string(orNull: failure.sourceLine)),
            ("event", .string(failure.event)), ("place", .string(failure.place)),
            ("fields", .object(failure.fields.map { ($0.name, .string(orNull: $0.value)) })),
            ("count", .integer(failure.count)),
        ])
    }

    private static func value(of mark: ReportMark?) -> JSONValue {
        guard let mark else { return .null }
        return .object([
            ("verdict", .string(mark.verdict.rawValue)), ("difference", .number(orNull: mark.difference)),
            ("p", .number(orNull: mark.p)), ("fdr", .number(orNull: mark.adjusted)),
            ("method", .string(orNull: mark.method?.rawValue)),
        ])
    }

    private static func value(of row: MetricRow, _ marks: RowMarks) -> JSONValue {
        let names: [(name: String, value: JSONValue)] = [
            ("against_rest", value(of: marks.againstRest)), ("change", value(of: marks.change)),
            ("metric", .string(row.metric)), ("definition", .string(row.definition)),
            ("by", .object(row.by.map { ($0.key, .string(orNull: $0.value)) })), ("period", .string(row.period)),
            ("suppressed", .boolean(row.suppressed)),
        ]
        guard !row.suppressed else {
            return .object(
                names + [
                    ("n", .null), ("value", .null), ("reason", .string(row.suppressionReason)), ("interval", .null),
                    ("distribution", .object([])), ("parts", .object([])), ("weighted", .null), ("uptake", .null),
                ])
        }
        let result = row.result
        return .object(
            names + [
                ("n", .integer(result.n)), ("value", .number(orNull: result.value)),
                ("reason", .string(orNull: result.reason)), ("interval", value(of: result.interval)),
                ("distribution", .object(result.distribution.map { ($0.value, .integer($0.count)) })),
                ("parts", value(of: result.parts)), ("weighted", value(of: result.weighted)),
                ("uptake", value(of: row.uptake)),
            ])
    }

    private static func value(of interval: Interval?) -> JSONValue {
        guard let interval else { return .null }
        return .object([
            ("level", .number(interval.level)), ("lower", .number(interval.lower)), ("upper", .number(interval.upper)),
            ("method", .string(interval.method)),
        ])
    }

    private static func value(of weighted: MetricResult.Weighted?) -> JSONValue {
        guard let weighted else { return .null }
        return .object([
            ("value", .number(weighted.value)), ("interval", value(of: weighted.interval)),
            ("effective_n", .number(weighted.effectiveN)),
        ])
    }

    private static func value(of parts: [(name: String, part: MetricResult.Part)]) -> JSONValue {
        .object(
            parts.map { name, part in
                switch part {
                case .count(let count): (name, .integer(count))
                case .number(let number): (name, .number(orNull: number))
                case .interval(let interval): (name, value(of: interval))
                case .group(let group): (name, value(of: group))
                }
            })
    }

    private static func value(of uptake: UptakeCounts) -> JSONValue {
        .object([
            ("counted", .integer(uptake.counted)), ("ignored", .integer(uptake.ignored)),
            ("rejected", .object(uptake.rejected.map { ($0.key, .integer($0.value)) })),
        ])
    }
}

extension MetricRow {
    /// Why a suppressed row has no value, for programs.
    var suppressionReason: String {
        minimumGroup.map { "suppressed: fewer than \($0) answers" } ?? "suppressed: too few answers"
    }
}
