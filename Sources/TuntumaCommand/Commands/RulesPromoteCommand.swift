import Alerting
import Arguments
import Engine
import Hindsight
import Loading
import Reporting
import Tuntuma
import Workspace

/// `tuntuma rules promote`: what would change if a shadow went live, and what to edit for that. It changes no file.
struct RulesPromoteCommand {
    let options: RulesPromoteOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let log = try await RuleLog(options.log, environment: environment)
        let workspace = log.workspace
        if let rule = workspace.metricRules.first(where: { $0.id == options.rule }) {
            try promote(rule, among: workspace.metricRules, log) { (workspace.rules, $0) }
        } else {
            try promote(try log.rule(options.rule), among: workspace.rules, log) { ($0, workspace.metricRules) }
        }
        return .done
    }

    /// - Parameter candidate: All rules of the workspace with those of the shadow's kind as they would be.
    private func promote<Edited: EditedRule>(
        _ rule: Edited, among rules: [Edited], _ log: RuleLog,
        _ candidate: ([Edited]) -> (rules: [Rule], metricRules: [MetricRule])
    ) throws {
        func complaint(_ problem: String) -> CommandFailure {
            CommandFailure(.workspace, "\(rule.file):\(rule.line): rule \"\(rule.id)\"\(problem)")
        }
        guard rule.mode == .shadow else { throw complaint(" is live already") }
        let replaced = rule.replaces.flatMap { id in rules.first { $0.id == id } }
        if let id = rule.replaces, replaced == nil { throw complaint(": replaces: there is no rule \"\(id)\"") }
        let output = ReplayOutput(log: log, by: options.by, page: options.page, streams: streams)
        let edited = candidate(Candidate.rules(rules, promoting: rule))
        let (report, alerts) = try output.replay(
            edited.rules, edited.metricRules, try NotificationReader.plan(of: log.workspace))
        let note = PromotionNote(
            rule: rule.id, place: "\(rule.file):\(rule.line)",
            replaced: replaced.map { ($0.id, "\($0.file):\($0.line)") })
        try output.write(report, alerts, note: "\n" + note.text(in: log.language))
    }
}
