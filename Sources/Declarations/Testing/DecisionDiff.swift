import Workspace

/// What a test expects beside what the rule decided, a line each: `-` was expected and is missing, `+` was decided
/// instead, a blank stands before what is as expected.
///
///       route
///     -   queue = "billing"
///     +   queue = "callback"
///         unit = "turku"
///
/// Of a decision only the fields that the test names are shown.
enum DecisionDiff {
    static func lines(_ expected: [ExpectedDecision], _ decided: [Decision]) -> [String] {
        var lines: [String] = []
        for index in 0..<max(expected.count, decided.count) {
            switch (index < expected.count ? expected[index] : nil, index < decided.count ? decided[index] : nil) {
            case (let wanted?, let decision?) where wanted.kind == decision.kind:
                lines.append("  \(wanted.kind.rawValue)")
                lines += fields(wanted, decision)
            case (let wanted, let decision):
                if let wanted { lines.append("- \(wanted.text)") }
                if let decision { lines.append("+ \(ExpectedDecision.show(decision))") }
            }
        }
        return lines
    }

    private static func fields(_ wanted: ExpectedDecision, _ decision: Decision) -> [String] {
        wanted.fields.flatMap { name, setting in
            let expected = "\(name) = \(setting.text)"
            guard let value = decision.fields.first(where: { $0.name == name })?.value else {
                return ["-   \(expected)"]
            }
            if ExpectedDecision.isEqual(setting, value) { return ["    \(expected)"] }
            return ["-   \(expected)", "+   \(name) = \(ExpectedDecision.show(value))"]
        }
    }
}
