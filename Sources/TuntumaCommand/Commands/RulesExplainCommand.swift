import Arguments
import Engine
import Hindsight
import EventLog
import Foundation
import Output
import Reporting
import Tuntuma
import Workspace

/// `tuntuma rules explain`: why a rule did or did not act on an event or at a close, or where a decision comes from.
struct RulesExplainCommand {
    let options: RulesExplainOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let log = try await RuleLog(options.log, environment: environment)
        // The log is read more than once: what can be read only once is kept.
        var spools: [Spool] = []
        let inputs = try log.inputs.logs.map { try $0.kept(&spools) }
        if let key = options.decision {
            try explain(decision: key, log, inputs)
        } else if let day = options.at {
            try write(try explain(closeOf: day, log, inputs), log)
        } else {
            let event = options.event ?? ""
            let recorded = try options.recorded.map { RecordedVersions(event: event, in: try Self.lines(of: $0)) }
            try write(try explain(event: event, log, inputs), log, recordedVersions: recorded)
        }
        try streams.output.flush()
        return .done
    }

    private func explainer(_ log: RuleLog, _ inputs: [LogInput]) -> Explainer {
        Explainer(workspace: log.workspace, inputs: inputs, zone: log.zone, symbols: log.host.symbols, jobs: log.jobs)
    }

    private func explain(event: String, _ log: RuleLog, _ inputs: [LogInput]) throws -> Explanation {
        if let id = options.rule, log.workspace.metricRules.contains(where: { $0.id == id }) {
            throw CommandFailure(
                .usage, "rule \"\(id)\" looks at groups, not at events: name the close of a day with --at DAY")
        }
        let rules = try options.rule.map { [try log.rule($0)] } ?? log.workspace.rules
        let explanation = try explainer(log, inputs).explain(event: event, source: options.source, rules: rules)
        if explanation.events.isEmpty, explanation.rejected.isEmpty {
            let source = options.source.map { " of source \"\($0)\"" } ?? ""
            throw CommandFailure(
                .input, "there is no event \"\(event)\"\(source) in \(inputs.map(\.name).joined(separator: ", "))")
        }
        return explanation
    }

    /// From the key of a decision: through the file in which a run recorded it, else by making all decisions again.
    private func explain(decision key: String, _ log: RuleLog, _ inputs: [LogInput]) throws {
        guard let recorded = options.recorded else {
            if let explanation = try explainer(log, inputs).explain(decision: key) {
                return try write(explanation, log)
            }
            if let explanation = try explain(closeDecision: key, log, inputs) { return try write(explanation, log) }
            throw CommandFailure(
                .input,
                "the rules as they are now decide nothing with the key \(key); if a run wrote it to a file, name that with --recorded FILE"
            )
        }
        guard let decision = RecordedDecision(key: key, in: try Self.lines(of: recorded)) else {
            throw CommandFailure(.input, "\(recorded): there is no decision with the key \(key) in it")
        }
        switch decision.found {
        case .onEvent(let found):
            try write(try explainer(log, inputs).explain(found), log, recordedVersion: decision.version)
        case .atClose(let found):
            try write(try explain(found, log, inputs), log, recordedVersion: decision.version)
        }
    }

    private static func lines(of recorded: String) throws -> Data {
        guard let lines = FileManager.default.contents(atPath: recorded) else {
            throw CommandFailure(.input, "\(recorded): cannot be read: is it there, and may you read it?")
        }
        return lines
    }

    private func write(
        _ explanation: Explanation, _ log: RuleLog, recordedVersion: String? = nil,
        recordedVersions: RecordedVersions? = nil
    ) throws {
        switch log.options.format {
        case .json:
            try streams.output.write(
                ExplainJSON.document(
                    explanation, recordedVersion: recordedVersion, recordedVersions: recordedVersions))
        case .table:
            let terminal = log.terminal
            try streams.output.write(
                ExplainTable(
                    explanation, recordedVersion: recordedVersion, recordedVersions: recordedVersions,
                    language: log.language, width: terminal.width, colour: terminal.usesColour
                ).text())
        }
    }
}
