import AllocatorWall
import Arguments
import Foundation
import Output

/// Parse, wire, run: what the program does is in the other targets.
@main enum Program {
    static func main() async {
        keepStandardDescriptors()
        allocator_wall_take_large_steps()
        ignoreBrokenPipeSignal()
        let streams = StandardStreams()
        Interruption.watch { [unfinished = streams.unfinished] end in unfinished.removeAll(thenEnd: end) }
        let code = await run(Array(CommandLine.arguments.dropFirst()), streams).rawValue
        // A thread that is still busy may hold an output file, which then does not see to its temporary file itself.
        streams.unfinished.removeAll { exit(code) }
    }

    private static func run(_ arguments: [String], _ streams: StandardStreams) async -> ExitCode {
        do {
            return try await perform(try Command(arguments: arguments), streams)
        } catch let error as ArgumentError {
            streams.complain(error.description)
            return .usage
        } catch {
            let failure = CommandFailure(error)
            for line in failure.lines { streams.complain(line) }
            return failure.code
        }
    }

    private static func perform(_ command: Command, _ streams: StandardStreams) async throws -> ExitCode {
        let environment = ProcessInfo.processInfo.environment
        switch command {
        case .help(let text):
            return streams.finish(.done) { output throws(OutputError) in try output.write(text) }
        case .version:
            return streams.finish(.done) { output throws(OutputError) in
                try output.write("tuntuma \(Version.current)\n")
            }
        case .run(let options):
            return try await RunCommand(options: options, streams: streams, environment: environment).run()
        case .chart(let options):
            return try await ChartCommand(options: options, streams: streams, environment: environment).run()
        case .importEvents(let options):
            return try await ImportCommand(options: options, streams: streams, environment: environment).run()
        case .initialise(let options):
            return try InitialiseCommand(options: options, streams: streams, environment: environment).run()
        case .check(let options):
            return try CheckCommand(paths: options.paths, streams: streams).run()
        case .plugins(let options):
            return try PluginsCommand(options: options, streams: streams).run()
        case .rulesTest(let options):
            return try await RulesTestCommand(options: options, streams: streams).run()
        case .rulesReplay(let options):
            return try await RulesReplayCommand(options: options, streams: streams, environment: environment).run()
        case .rulesExplain(let options):
            return try await RulesExplainCommand(options: options, streams: streams, environment: environment).run()
        case .rulesStats(let options):
            return try await RulesStatsCommand(options: options, streams: streams, environment: environment).run()
        case .alerts(let options):
            return try await AlertsCommand(options: options, streams: streams, environment: environment).run()
        case .notificationsTest(let options):
            return try NotificationsTestCommand(options: options, streams: streams, environment: environment).run()
        case .rulesPromote(let options):
            return try await RulesPromoteCommand(options: options, streams: streams, environment: environment).run()
        }
    }
}
