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

    /// How many rejected records of a channel are shown, as in the table of `run`.
    private static let shownRejections = 5

    func run() async throws -> ExitCode {
        let host = try Host()
        let workspace = try options.workspace.map { try host.workspace(in: $0) } ?? Workspace()
        let channels = try channels(workspace)
        var paths = OutputPaths(inputs: channels.map(\.sourceName))
        try paths.add(options.to, of: "to")
        try paths.add(options.rejected, of: "rejected")
        let file = try SharedFile(options.to ?? "-", unfinished: streams.unfinished)
        let rejected = try options.rejected.map { try SharedFile($0, unfinished: streams.unfinished) }
        let refuse = rejected?.writing
        let reading = ChannelReading(registry: host.registry, symbols: host.symbols)
        for channel in channels {
            let outcome = try await reading.read(channel, rejected: refuse) { try file.write($0) }
            let counts = outcome.counts
            for rejection in outcome.rejections.prefix(Self.shownRejections) {
                streams.complain("rejected \(rejection.file):\(rejection.line): \(rejection.reason)")
            }
            if counts.rejected > Self.shownRejections {
                let hint = options.rejected == nil ? "; --rejected FILE keeps them all" : ""
                streams.complain("... and \(counts.rejected - Self.shownRejections) more\(hint)")
            }
            streams.complain(
                ImportSummary.text(
                    counts, of: channel.block.name ?? channel.id, in: Language(environment: environment)))
        }
        try file.commit()
        try rejected?.commit()
        return .done
    }

    /// The channels to read: the one that was named, else all; files that were named are read as JSON Lines, or, where a
    /// channel is named with them, in its place.
    private func channels(_ workspace: Workspace) throws -> [ChannelDeclaration] {
        var channels = workspace.channels
        if let id = options.channel {
            channels = channels.filter { $0.id == id }
            guard !channels.isEmpty else {
                let known = workspace.channels.map(\.id).joined(separator: ", ")
                throw CommandFailure(
                    .usage,
                    "--channel: there is no channel \"\(id)\"; "
                        + (known.isEmpty ? "the workspace declares none" : "there are: \(known)"))
            }
        }
        if options.files.isEmpty {
            guard !channels.isEmpty else {
                throw CommandFailure(.input, "nothing to import: the workspace declares no channel")
            }
            return channels
        }
        for path in options.files { try LogInput.refuseWorkspace(path) }
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
