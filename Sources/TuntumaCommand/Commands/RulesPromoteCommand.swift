import Alerting
import Arguments
import Engine
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
        let rule = try log.rule(options.rule)
        guard rule.mode == .shadow else {
            throw CommandFailure(.workspace, "\(rule.file):\(rule.line): rule \"\(rule.id)\" is live already")
        }
        var replaced: Rule?
        if let id = rule.replaces {
            do {
                replaced = try log.rule(id)
            } catch {
                throw CommandFailure(
                    .workspace, "\(rule.file):\(rule.line): rule \"\(rule.id)\": replaces: there is no rule \"\(id)\"")
            }
        }
        let output = ReplayOutput(log: log, by: options.by, page: options.page, streams: streams)
        let (report, alerts) = try output.replay(
            Candidate.rules(log.workspace.rules, promoting: rule), log.workspace.metricRules,
            try NotificationReader.plan(of: log.workspace))
        let note = PromotionNote(
            rule: rule.id, place: "\(rule.file):\(rule.line)",
            replaced: replaced.map { ($0.id, "\($0.file):\($0.line)") })
        try output.write(report, alerts, note: "\n" + note.text(in: log.language))
        return .done
    }
}
