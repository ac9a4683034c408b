import Arguments
import Glibc
import Output

ignoreBrokenPipeSignal()
let streams = StandardStreams()
let code: ExitCode
do throws(ArgumentError) {
    switch try Command(arguments: Array(CommandLine.arguments.dropFirst())) {
    case .help(let text):
        code = streams.finish(.done) { output throws(OutputError) in try output.write(text) }
    case .version:
        code = streams.finish(.done) { output throws(OutputError) in try output.write("tuntuma \(Version.current)\n") }
    case .run, .importEvents, .initialise, .check, .plugins, .rulesTest:
        streams.complain("not yet")
        code = .bug
    }
} catch {
    streams.complain(error.description)
    code = .usage
}
exit(code.rawValue)
