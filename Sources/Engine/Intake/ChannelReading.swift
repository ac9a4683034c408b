package import EventLog
import Synchronization
package import Tuntuma
package import Workspace

/// Reads the channels of a workspace once, to their end.
package struct ChannelReading: Sendable {
    /// What came of one channel.
    package struct Outcome: Sendable {
        package var counts: ImportIntake.Counts
        package var rejections: [Rejection]
        /// For each event that was passed on: the line of the source.
        package var lines: [Int]
    }

    private let registry: PluginRegistry
    private let symbols: SymbolTable

    package init(registry: PluginRegistry, symbols: SymbolTable) {
        self.registry = registry
        self.symbols = symbols
    }

    /// Reads one channel to its end.
    /// - Parameters:
    ///   - rejected: Takes its records that are no events, each with a newline behind it.
    ///   - sink: Takes its events as JSON Lines.
    /// - Throws: A complaint about its declaration, a ``ChannelError``, or what a sink threw.
    package func read(
        _ declaration: ChannelDeclaration, rejected: (@Sendable ([UInt8]) throws -> Void)? = nil,
        into sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws -> Outcome {
        let channel = try registry.channel(declaration, symbols: symbols)
        let intake = try ImportIntake(
            channel: declaration.id, name: declaration.sourceName, conversion: declaration.conversion,
            symbols: symbols, rejected: rejected, sink: sink)
        try await channel.run(from: nil, into: intake)
        if let failure = await intake.failure { throw failure }
        return Outcome(
            counts: await intake.counts, rejections: await intake.rejections, lines: await intake.lines)
    }

    /// Reads one channel into a spool, to be run over as a log.
    package func input(
        of declaration: ChannelDeclaration, rejected: (@Sendable ([UInt8]) throws -> Void)? = nil
    ) async throws -> (LogInput, Spool, Outcome) {
        let spool = try Spool()
        let outcome = try await read(declaration, rejected: rejected) { bytes in
            try bytes.withUnsafeBytes { try spool.write($0) }
        }
        let input = LogInput(path: spool.path, name: declaration.sourceName, lines: outcome.lines)
        return (input, spool, outcome)
    }
}

extension ChannelDeclaration {
    /// What people know the channel's source by: its path, else its id.
    package var sourceName: String {
        if case .text(let path) = block.settings["path"] { return path }
        return id
    }
}
