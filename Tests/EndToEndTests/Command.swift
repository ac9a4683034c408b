import Foundation
import Glibc
import Testing

/// The real program, as a shell would run it.
struct Command {
    /// What a run of it left behind.
    struct Result {
        /// The exit code, or minus the signal that ended it.
        var code: Int32
        var output: String
        var error: String

        /// What it said on standard error, line by line.
        var errorLines: [String] { error.split(separator: "\n").map(String.init) }

        /// The report, where it was asked for as JSON.
        func report() throws -> Report { try JSONDecoder().decode(Report.self, from: Data(output.utf8)) }
    }

    /// Found beside the test bundle: both are products of one build.
    static let path: String? = {
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        var folders = [URL(filePath: executable).deletingLastPathComponent()]
        folders += CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
        var checkout = URL(filePath: #filePath)
        for _ in 0..<3 { checkout.deleteLastPathComponent() }
        folders.append(checkout.appending(path: ".build/debug"))
        return folders.map { $0.appending(path: "tuntuma").path(percentEncoded: false) }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// Runs the program and waits for its end.
    /// - Parameters:
    ///   - input: Standard input.
    ///   - output: Where standard output goes; nil: it is returned.
    static func run(
        _ arguments: [String], input: String = "", in folder: URL? = nil, environment: [String: String] = [:],
        output: FileHandle? = nil
    ) async throws -> Result {
        let path = try #require(path, "the program is not beside the tests; build it with swift build --build-tests")
        let files = FileManager.default.temporaryDirectory.appending(path: "tuntuma-io-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        // Files instead of pipes: nothing can fill up and wait.
        func file(_ name: String, _ text: String = "") throws -> URL {
            let url = files.appending(path: name)
            try Data(text.utf8).write(to: url)
            return url
        }
        let (standardInput, standardOutput, standardError) = (try file("in", input), try file("out"), try file("err"))
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder ?? files
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": files.path(percentEncoded: false)]
            .merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: standardInput)
        process.standardOutput = try output ?? FileHandle(forWritingTo: standardOutput)
        process.standardError = try FileHandle(forWritingTo: standardError)
        try await end(of: process)
        return Result(
            code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: try Data(contentsOf: standardOutput), as: UTF8.self),
            error: String(decoding: try Data(contentsOf: standardError), as: UTF8.self))
    }

    /// Starts a process and waits for its end. A test that is over its time limit is cancelled: then the process is
    /// killed, so that nothing waits for ever.
    /// - Parameter whileItRuns: What is done once it has started.
    static func end(
        of process: Process, whileItRuns: (Process) async throws -> Void = { _ in }
    ) async throws {
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
        try await whileItRuns(process)
        let identifier = process.processIdentifier
        await withTaskCancellationHandler {
            for await _ in ends {}
        } onCancel: {
            kill(identifier, SIGKILL)
        }
        process.waitUntilExit()
    }
}

/// The parts of a JSON report that the tests look at.
struct Report: Decodable {
    struct Events: Decodable, Equatable {
        var read, accepted, duplicates, conflicts, rejected, host, late: Int
    }

    struct Interval: Decodable, Equatable {
        var lower, upper: Double
        var method: String
    }

    struct Weighted: Decodable, Equatable {
        var value: Double
        var effective_n: Double
    }

    struct Metric: Decodable {
        var metric: String
        var by: [String: String?]
        var period: String
        var n: Int?
        var value: Double?
        var reason: String?
        var interval: Interval?
        var weighted: Weighted?
        var suppressed: Bool
        var distribution: [String: Int]
    }

    struct Rule: Decodable {
        var rule: String
        var matched, decided, failed: Int
    }

    var events: Events
    var metrics: [Metric]
    var decisions: [String: Int]
    var rules: [Rule]

    /// The row of a metric for a group and a period.
    func row(_ metric: String, _ by: [String: String] = [:], period: String = "all") -> Metric? {
        metrics.first { $0.metric == metric && $0.by == by && $0.period == period }
    }
}
