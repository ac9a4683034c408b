import Arguments
import Engine
import Hindsight
import Output
import Reporting
import Tuntuma
import Workspace

/// `tuntuma rules stats`: how often rules match, what they cost, and what is odd about them.
struct RulesStatsCommand {
    let options: RulesStatsOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let log = try await RuleLog(options.log, environment: environment)
        let survey = try RuleSurvey(
            workspace: log.workspace, judge: try log.judge(), inputs: log.inputs.logs, stretch: log.stretch,
            zone: log.zone,
            symbols: log.host.symbols, jobs: log.jobs, limit: options.moreThan, progress: log.hearsProgress)
        let statistics = try survey.run()
        log.progress?.finish()
        if statistics.events == 0 { streams.complain("there is no event in this stretch of the log") }
        switch log.options.format {
        case .json: try streams.output.write(StatisticsJSON.document(statistics))
        case .table:
            let terminal = log.terminal
            try streams.output.write(
                StatisticsTable(
                    statistics, language: log.language, width: terminal.width, colour: terminal.usesColour
                ).text())
        }
        try streams.output.flush()
        return .done
    }
}
