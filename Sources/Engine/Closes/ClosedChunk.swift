import Deciding
import Tuntuma
import Workspace

/// What was decided at the closes of a chunk, and what was said of alerts, to be put among the decisions on its events: before the
/// event that moved log time past the close.
package struct ClosedChunk {
    private let line: CloseLine
    private var decisions: ArraySlice<(row: Int32, decision: CloseDecision)>
    private var alerts: ArraySlice<CloseStage.Said>
    private let failures: [CloseFailure]

    package init(_ made: CloseStage.Made, _ line: CloseLine) {
        self.line = line
        decisions = made.decisions[...]
        alerts = made.alerts[...]
        failures = made.failures
    }

    /// What live rules say of alerts, each with the event before which it stands.
    package var liveAlerts: [(row: Int32, alert: RuleAlert)] {
        alerts.filter { isLive($0.alert.made) }.map { ($0.row, RuleAlert($0.alert, known: $0.known, line)) }
    }

    private func isLive(_ made: CloseDecision) -> Bool { line.rules[made.rule].mode == .live }

    /// The failures, ready to be shown, each with the rule's place.
    package var reports: [(rule: Int, report: FailureReport)] {
        failures.map { failed in
            let group = failed.group.map { "\($0.key)=\($0.value ?? "–")" }.joined(separator: ", ")
            let (rule, failure) = (line.rules[failed.rule], failed.failure)
            return (
                failed.rule,
                FailureReport(
                    kind: failure.kind, event: group, place: CivilDate(dayNumber: failed.day).text,
                    message: failure.message, ruleLine: "\(failure.file):\(failure.line ?? rule.block.line)",
                    sourceLine: failure.sourceLine)
            )
        }
    }

    /// Adds what stands before an event and has not been added yet.
    mutating func write(upTo row: Int32, _ outputs: RunOutputs, to prepared: inout OrderedOutput.Prepared) {
        while let next = decisions.first, next.row <= row {
            decisions.removeFirst()
            write(next.decision, outputs, to: &prepared)
        }
        while let next = alerts.first, next.row <= row {
            alerts.removeFirst()
            guard outputs.alert != nil, isLive(next.alert.made) else { continue }
            prepared.alerts.append(RuleAlert(next.alert, known: next.known, line))
        }
    }

    private func write(_ made: CloseDecision, _ outputs: RunOutputs, to prepared: inout OrderedOutput.Prepared) {
        guard isLive(made) else {
            if outputs.shadowDecisions != nil { line.append(made, to: &prepared.shadowLines) }
            return
        }
        prepared.decisions.count(made.decision.kind)
        if outputs.decisions != nil { line.append(made, to: &prepared.decisionLines) }
        guard made.decision.kind == .act, outputs.act != nil else { return }
        prepared.requests.append((made.decision.target, line.request(made)))
    }
}
