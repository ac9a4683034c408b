import Arguments
import Engine
import EventLog
import Foundation
import Output
import Reporting
import Tuntuma
import Workspace

/// `tuntuma rules explain`: why a rule did or did not act on an event, or which event and rule a decision comes from.
struct RulesExplainCommand {
    let options: RulesExplainOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let log = try await RuleLog(options.log, environment: environment)
        // An event is looked for more than once: what can be read only once is kept.
        var spools: [Spool] = []
        let inputs = try log.inputs.logs.map { try $0.kept(&spools) }
        let explainer = Explainer(
            workspace: log.workspace, inputs: inputs, zone: log.zone, symbols: log.host.symbols, jobs: log.jobs)
        var version: String?
        let explanation: Explanation
        if let key = options.decision {
            (explanation, version) = try explain(key, explainer)
        } else {
            let rules = try options.rule.map { [try log.rule($0)] } ?? log.workspace.rules
            let event = options.event ?? ""
            explanation = try explainer.explain(event: event, source: options.source, rules: rules)
            if explanation.events.isEmpty, explanation.rejected.isEmpty {
                let source = options.source.map { " of source \"\($0)\"" } ?? ""
                throw CommandFailure(
                    .input, "there is no event \"\(event)\"\(source) in \(inputs.map(\.name).joined(separator: ", "))")
            }
        }
        switch log.options.format {
        case .json:
            try streams.output.write(ExplainJSON.document(explanation, recordedVersion: version))
        case .table:
            let terminal = log.terminal
            try streams.output.write(
                ExplainTable(
                    explanation, recordedVersion: version, language: log.language, width: terminal.width,
                    colour: terminal.usesColour
                ).text())
        }
        try streams.output.flush()
        return .done
    }

    /// From the key of a decision: through the file in which a run recorded it, else by making all decisions again.
    private func explain(_ key: String, _ explainer: Explainer) throws -> (Explanation, version: String?) {
        guard let recorded = options.recorded else {
            if let explanation = try explainer.explain(decision: key) { return (explanation, nil) }
            throw CommandFailure(
                .input,
                "the rules as they are now decide nothing with the key \(key); if a run wrote it to a file, name that with --recorded FILE"
            )
        }
        guard let lines = FileManager.default.contents(atPath: recorded) else {
            throw CommandFailure(.input, "\(recorded): cannot be read: is it there, and may you read it?")
        }
        guard let decision = RecordedDecision(key: key, in: lines) else {
            throw CommandFailure(.input, "\(recorded): there is no decision with the key \(key) in it")
        }
        return (try explainer.explain(decision.found), decision.version)
    }
}
