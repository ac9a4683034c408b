import Engine
package import JSONText
package import Workspace

extension JSONReport {
    /// One rule about a metric.
    static func value(of rule: MetricRuleRow) -> JSONValue {
        let looks = rule.looks
        return .object([
            ("rule", .string(rule.rule)), ("version", .string(rule.version)), ("mode", .string(rule.mode.rawValue)),
            ("looks", .integer(looks.looks)), ("held", .integer(looks.held)), ("decided", .integer(looks.decided)),
            ("failed", .integer(looks.failed)),
            ("not_evaluated", reasons(of: looks)),
            ("start", .string(orNull: rule.start?.rawValue)),
            ("failures", .array(rule.failures.map(value(of:)))),
        ])
    }

    /// Of how many looks nothing could be said, by reason.
    package static func reasons(of looks: LookCounts) -> JSONValue {
        .object(
            LookCounts.NotEvaluated.allCases.compactMap { reason in
                looks.notEvaluated[reason].map { (reason.rawValue, .integer($0)) }
            })
    }
}
