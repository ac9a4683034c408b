import Engine
import EventLog
import Workspace

/// What is read, and what must live until it has been.
struct RunInputs {
    var logs: [LogInput] = []
    /// By log: the channel that it is from, as the files of a log follow one another and channels do not. Empty: there is only one.
    var streams: InputStreams = []
    var spools: [Spool] = []
    var outcomes: [ChannelReading.Outcome] = []

    init(logs: [LogInput] = []) {
        self.logs = logs
    }

    /// The logs that were named; else the workspace's channels and its `log` folder.
    /// - Parameter rejected: Takes the records of channels that are no events.
    init(
        named paths: [String], orOf workspace: Workspace, in folder: String, _ host: Host,
        rejected: (@Sendable ([UInt8]) throws -> Void)? = nil
    ) async throws {
        if !paths.isEmpty {
            logs = try LogInput.expand(paths)
            return
        }
        let reading = ChannelReading(registry: host.registry, symbols: host.symbols)
        for channel in workspace.channels {
            let (input, spool, outcome) = try await reading.input(of: channel, rejected: rejected)
            logs.append(input)
            spools.append(spool)
            outcomes.append(outcome)
        }
        let log = folder.hasSuffix("/") ? "\(folder)log" : "\(folder)/log"
        streams = Array(logs.indices)
        logs += try LogInput.logs(ofWorkspace: log)
        streams += Array(repeating: streams.count, count: logs.count - streams.count)
        if Set(streams).count < 2 { streams = [] }
        guard !logs.isEmpty else {
            throw CommandFailure(
                .input,
                "nothing to read: name a log, declare a channel in tuntuma.lua, or put *.jsonl files into \(log)")
        }
    }
}
