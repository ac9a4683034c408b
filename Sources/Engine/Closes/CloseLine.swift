package import Deciding
import JSONText
package import Tuntuma
package import Workspace

/// Decisions at closes as JSON Lines: `{"kind","rule","version","close","group","time","ordinal","key", ...}`.
package struct CloseLine {
    package let rules: [MetricRule]
    package let zone: ZoneTable

    package init(rules: [MetricRule], zone: ZoneTable) {
        self.rules = rules
        self.zone = zone
    }

    /// What names a decision at a close: the rule, the group, the end of the window, its place and its target.
    package func key(of made: CloseDecision) -> DecisionKey {
        DecisionKey(
            rule: rules[made.rule].id, source: Self.text(of: made.group), event: CivilDate(dayNumber: made.day).text,
            ordinal: made.ordinal, decision: made.decision)
    }

    /// When the window ended.
    package func time(of made: CloseDecision) -> Timestamp { end(ofDay: made.day) }

    /// The instant at which a day ends.
    package func end(ofDay day: Int) -> Timestamp { Timestamp(milliseconds: zone.start(ofDay: day + 1)) }

    /// The decision as an action gets it.
    func request(_ made: CloseDecision) -> ActionRequest {
        ActionRequest(
            key: key(of: made).text, kind: made.decision.kind.rawValue, rule: rules[made.rule].id,
            event: Self.text(of: made.group), time: time(of: made), fields: made.decision.fields)
    }

    /// The group as a JSON object, keys in the order of the rule.
    package static func text(of group: [(key: String, value: String?)]) -> String {
        var bytes: [UInt8] = []
        append(group, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ group: [(key: String, value: String?)], to output: inout [UInt8]) {
        output.append(0x7B)
        for (place, (key, value)) in group.enumerated() {
            if place > 0 { output.append(0x2C) }
            JSONText.append(key, to: &output)
            output.append(0x3A)
            if let value { JSONText.append(value, to: &output) } else { JSONText.append(code: "null", to: &output) }
        }
        output.append(0x7D)
    }

    /// Appends one line.
    package func append(_ made: CloseDecision, to output: inout [UInt8]) {
        let rule = rules[made.rule]
        JSONText.append(code: "{\"kind\":\"", to: &output)
        output.append(contentsOf: made.decision.kind.rawValue.utf8)
        JSONText.append(code: "\",\"rule\":", to: &output)
        JSONText.append(rule.id, to: &output)
        JSONText.append(code: ",\"version\":", to: &output)
        JSONText.append(rule.version, to: &output)
        JSONText.append(code: ",\"close\":", to: &output)
        JSONText.append(CivilDate(dayNumber: made.day).text, to: &output)
        JSONText.append(code: ",\"group\":", to: &output)
        Self.append(made.group, to: &output)
        DecisionLine.append(time(of: made), made.ordinal, key(of: made), to: &output)
        if let finding = made.finding { Self.append(finding, to: &output) }
        DecisionLine.append(fieldsOf: made.decision, isReserved: Self.isReserved, to: &output)
        JSONText.append(code: "}\n", to: &output)
    }

    /// Whether the line itself uses a name.
    package static func isReserved(_ name: String) -> Bool {
        DecisionLine.isReserved(name) || ["close", "group", "finding"].contains(name)
    }

    private static func append(_ finding: LookFinding, to output: inout [UInt8]) {
        JSONText.append(code: ",\"finding\":{\"value\":", to: &output)
        JSONText.append(finding.value, to: &output)
        JSONText.append(code: ",\"n\":", to: &output)
        JSONText.append(finding.n, to: &output)
        JSONText.append(code: ",\"base\":", to: &output)
        JSONText.append(finding.base, to: &output)
        JSONText.append(code: ",\"base_n\":", to: &output)
        if let n = finding.baseCount {
            JSONText.append(n, to: &output)
        } else {
            JSONText.append(code: "null", to: &output)
        }
        JSONText.append(code: ",\"difference\":", to: &output)
        JSONText.append(finding.difference, to: &output)
        JSONText.append(code: ",\"p\":", to: &output)
        JSONText.append(finding.p, to: &output)
        JSONText.append(code: ",\"method\":", to: &output)
        JSONText.append(finding.method, to: &output)
        JSONText.append(code: ",\"since\":", to: &output)
        if let since = finding.since {
            JSONText.append(since.text, to: &output)
        } else {
            JSONText.append(code: "null", to: &output)
        }
        output.append(0x7D)
    }
}
