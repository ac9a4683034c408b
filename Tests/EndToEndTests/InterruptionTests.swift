import Foundation
import Glibc
import Testing

/// A run that is ended early leaves nothing behind, and nothing half-written.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct InterruptionTests {
    private static let event =
        #"{"id":"1","time":"2026-03-02T09:15:00Z","type":"response","survey":"nps","answers":{"nps":3}}"# + "\n"

    /// Starts `tuntuma` on a log that does not end, and sends it a signal when it has written to its output.
    /// - Parameter arguments: With `LOG` for the log.
    /// - Returns: The signal that ended it, or its exit code.
    private func interrupt(_ folder: Folder, _ arguments: [String], by signal: Int32) async throws -> Int32 {
        let log = folder.path("log.fifo")
        if !folder.exists("log.fifo") { try #require(mkfifo(log, 0o600) == 0) }
        let process = Process()
        process.executableURL = URL(filePath: try #require(Command.path))
        process.arguments = arguments.map { $0 == "LOG" ? log : $0 }
        process.currentDirectoryURL = folder.url
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        var writer: Int32 = -1
        // Closed when all is over: at its end the log would be whole, and so might the output.
        defer { close(writer) }
        try await Command.end(of: process) { process in
            // The log can be opened for writing when it is open for reading.
            while writer < 0, process.isRunning, !Task.isCancelled {
                writer = open(log, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
                await Task.yield()
            }
            let bytes = Array(Self.event.utf8)
            try #require(write(writer, bytes, bytes.count) == bytes.count)
            while try folder.temporaryNames().isEmpty, process.isRunning, !Task.isCancelled { await Task.yield() }
            kill(process.processIdentifier, signal)
        }
        #expect(process.terminationReason == .uncaughtSignal)
        return process.terminationStatus
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalLeavesNothingOfDecisionsBehind(signal: Int32) async throws {
        let folder = try Folder()
        try folder.write("decisions.jsonl", "of the last run\n")
        let arguments = ["run", "LOG", "--decisions", "decisions.jsonl", "--rejected", "rejected.jsonl"]
        #expect(try await interrupt(folder, arguments, by: signal) == signal)
        #expect(try folder.names() == ["decisions.jsonl", "log.fifo"])
        #expect(try folder.text("decisions.jsonl") == "of the last run\n")
    }

    @Test func aSignalLeavesNothingOfAnImportBehind() async throws {
        let folder = try Folder()
        #expect(try await interrupt(folder, ["import", "LOG", "--to", "events.jsonl"], by: SIGINT) == SIGINT)
        #expect(try folder.names() == ["log.fifo"])
    }

    /// Half a workspace would be in the way of the next attempt.
    @Test func aSignalLeavesNothingOfASampleBehind() async throws {
        let folder = try Folder()
        let process = Process()
        process.executableURL = URL(filePath: try #require(Command.path))
        process.arguments = ["init", "new/sample", "--sample", "--events", "50000"]
        process.currentDirectoryURL = folder.url
        process.standardError = FileHandle.nullDevice
        try await Command.end(of: process) { process in
            while !folder.exists("new/sample/log"), process.isRunning, !Task.isCancelled { await Task.yield() }
            kill(process.processIdentifier, SIGINT)
        }
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
        #expect(try folder.names() == [])
    }

    @Test(arguments: [("INT", "130"), ("TERM", "143")])
    func aShellSeesTheUsualCode(signal: String, code: String) async throws {
        let folder = try Folder()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        // Without job control (-m) a shell has its background jobs ignore Ctrl-C, and so do we.
        process.arguments = [
            "-c",
            """
            mkfifo log
            set -m
            "$0" run log --decisions out >/dev/null 2>&1 &
            exec 3>log
            kill -\(signal) $!
            wait $!
            echo $? >code
            """, try #require(Command.path),
        ]
        process.currentDirectoryURL = folder.url
        try await Command.end(of: process)
        #expect(try folder.text("code") == code + "\n")
        #expect(try folder.names() == ["code", "log"])
    }

    @Test func whatAKilledRunLeftIsGoneAfterTheNext() async throws {
        let folder = try Folder()
        let arguments = ["run", "LOG", "--decisions", "decisions.jsonl"]
        #expect(try await interrupt(folder, arguments, by: SIGKILL) == SIGKILL)
        #expect(try folder.temporaryNames().count == 1)
        let log = try folder.write("log.jsonl", Self.event)
        let result = try await Command.run(["run", log, "--decisions", "decisions.jsonl"], in: folder.url)
        #expect(result.code == 0)
        #expect(try folder.names() == ["decisions.jsonl", "log.fifo", "log.jsonl"])
    }
}

extension Folder {
    /// The files under temporary names in it.
    fileprivate func temporaryNames() throws -> [String] { try names().filter { $0.hasSuffix(".tmp") } }
}
