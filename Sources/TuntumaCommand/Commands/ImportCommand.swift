import Arguments
import Engine
import EventLog
import Output
import Reporting
import Tuntuma
import Workspace

/// `tuntuma import`: the records of channels as events, one JSON object a line.
struct ImportCommand {
    let options: ImportOptions
    let streams: StandardStreams
    let environment: [String: String]

    func run() async throws -> ExitCode {
        let host = try Host()
        let workspace = try options.workspace.map { try host.workspace(in: $0) } ?? Workspace()
        let file = try SharedFile(options.to ?? "-", unfinished: streams.unfinished)
        let reading = ChannelReading(registry: host.registry, symbols: host.symbols)
        for channel in try channels(workspace) {
            let outcome = try await reading.read(channel) { try file.write($0) }
            for rejection in outcome.rejections {
                streams.complain("\(rejection.file):\(rejection.line): \(rejection.reason)")
            }
            let counts = outcome.counts
            if counts.rejected > outcome.rejections.count {
                streams.complain("... and \(counts.rejected - outcome.rejections.count) more rejected")
            }
            streams.complain(
                ImportSummary.text(
                    counts, of: channel.block.name ?? channel.id, in: Language(environment: environment)))
        }
        try file.commit()
        return .done
    }

    /// The channels to read: the one that was named, else all; files that were named are read as JSON Lines, or, where a
    /// channel is named with them, in its place.
    private func channels(_ workspace: Workspace) throws(CommandFailure) -> [ChannelDeclaration] {
        var channels = workspace.channels
        if let id = options.channel {
            channels = channels.filter { $0.id == id }
            guard !channels.isEmpty else {
                let known = workspace.channels.map(\.id).joined(separator: ", ")
                throw CommandFailure(.usage, "--channel: there is no channel \"\(id)\"; there are: \(known)")
            }
        }
        if options.files.isEmpty {
            guard !channels.isEmpty else {
                throw CommandFailure(.input, "nothing to import: the workspace declares no channel")
            }
            return channels
        }
        return options.files.map { path in
            if options.channel != nil, var channel = channels.first {
                channel.block.settings["path"] = .text(path)
                return channel
            }
            let block = Block(
                keyword: "channel", name: path, settings: ["path": .text(path)], file: "command line", line: 1)
            return ChannelDeclaration(id: "", plugin: "json-lines", block: block)
        }
    }
}
