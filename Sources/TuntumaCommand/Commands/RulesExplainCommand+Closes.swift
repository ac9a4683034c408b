import Arguments
import Engine
import Hindsight
import EventLog
import Output
import Reporting
import Suggestions
import Tuntuma
import Workspace

// Rules about metrics and about silence: closes instead of events.
extension RulesExplainCommand {
    /// Explains what a rule made of its groups at the close of a day.
    func explain(closeOf text: String, _ log: RuleLog, _ inputs: [LogInput]) throws -> CloseExplanation {
        let id = options.rule ?? ""
        guard let rule = log.workspace.metricRules.first(where: { $0.id == id }) else {
            if log.workspace.rules.contains(where: { $0.id == id }) {
                throw CommandFailure(.usage, "rule \"\(id)\" looks at events: name one with --event ID")
            }
            let known = log.workspace.metricRules.map(\.id)
            throw CommandFailure(
                .workspace, "there is no rule \"\(id)\"\(Suggestion.hint(for: id, among: known))")
        }
        guard let day = CivilDate(text: text) else {
            throw CommandFailure(.usage, "--at: \"\(text)\" is no day; expected one such as 2026-03-02")
        }
        for value in options.group where !rule.keys.contains(value.name) {
            throw CommandFailure(
                .usage,
                "--group: the groups of rule \"\(id)\" have no \"\(value.name)\"\(Suggestion.hint(for: value.name, among: rule.keys))"
            )
        }
        let group = Dictionary(
            options.group.map { ($0.name, $0.value.isEmpty ? nil : $0.value) }, uniquingKeysWith: { first, _ in first })
        let explanation = try explained(day, log, inputs) { try $0.explain(rule, atCloseOf: day, group: group) }
        if explanation.groups.isEmpty, !group.isEmpty {
            let wanted = options.group.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
            throw CommandFailure(
                .input, "rule \"\(id)\" looked at no group with \(wanted) at the close of \(day.text)")
        }
        return explanation
    }

    /// Finds a decision that is made at a close; nil when there is none with the key.
    func explain(closeDecision key: String, _ log: RuleLog, _ inputs: [LogInput]) throws -> CloseExplanation? {
        guard !log.workspace.metricRules.isEmpty else { return nil }
        return try explainer(log, inputs).decision(withKey: key).map { try explain($0, log, inputs) }
    }

    /// Explains a decision at a close that is known.
    func explain(_ found: FoundCloseDecision, _ log: RuleLog, _ inputs: [LogInput]) throws -> CloseExplanation {
        guard let rule = log.workspace.metricRules.first(where: { $0.id == found.rule }) else {
            throw CommandFailure(
                .workspace, "the decision was made by the rule \"\(found.rule)\", which is not there any more")
        }
        return try explained(found.day, log, inputs) { try $0.explain(found, of: rule) }
    }

    func write(_ explanation: CloseExplanation, _ log: RuleLog, recordedVersion: String? = nil) throws {
        switch log.options.format {
        case .json: try streams.output.write(CloseExplainJSON.document(explanation, recordedVersion: recordedVersion))
        case .table:
            let terminal = log.terminal
            try streams.output.write(
                CloseExplainTable(
                    explanation, recordedVersion: recordedVersion, language: log.language, width: terminal.width,
                    colour: terminal.usesColour
                ).text())
        }
    }

    private func explainer(_ log: RuleLog, _ inputs: [LogInput]) throws -> CloseExplainer {
        guard let judge = try log.judge() else { throw CommandFailure(.workspace, "there is no rule about a metric") }
        return try CloseExplainer(
            workspace: log.workspace, judge: judge, inputs: inputs, zone: log.zone, symbols: log.host.symbols,
            jobs: log.jobs)
    }

    private func explained(
        _ day: CivilDate, _ log: RuleLog, _ inputs: [LogInput],
        _ explain: (CloseExplainer) throws -> CloseExplanation
    ) throws -> CloseExplanation {
        do {
            return try explain(try explainer(log, inputs))
        } catch let error as CloseExplainError {
            switch error {
            case .notDue(let before):
                let hint = before.map { "; it did at the close of \($0.text)" } ?? ""
                throw CommandFailure(.input, "the rule does not look at the close of \(day.text)\(hint)")
            case .notClosed(let last):
                let hint = last.map { "the last one is \($0.text)" } ?? "no day has"
                throw CommandFailure(.input, "\(day.text) has not closed in this log: \(hint)")
            }
        }
    }
}
