import Foundation

/// The built program, run as a user runs it.
enum Program {
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    static let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program beside the tests; TUNTUMA_PROGRAM names another.
    private static var executable: URL {
        if let path = ProcessInfo.processInfo.environment["TUNTUMA_PROGRAM"] { return URL(filePath: path) }
        let beside = Bundle.main.bundleURL.appending(path: "tuntuma")
        let usual = checkout.appending(path: ".build/debug/tuntuma")
        return FileManager.default.isExecutableFile(atPath: beside.path) ? beside : usual
    }

    /// Runs the program to its end.
    /// - Parameter folder: The working folder.
    static func run(
        _ arguments: [String], in folder: URL = FileManager.default.temporaryDirectory,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var all = ProcessInfo.processInfo.environment
        all["LANG"] = "C"
        all["TUNTUMA_RULES"] = checkout.appending(path: "rules").path
        process.environment = all.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: neither can fill up while the other is read.
        let place = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let (output, errors) = (place.appending(path: "output"), place.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// Writes a file into a folder of its own, and runs the program over it.
    static func run(
        over bytes: [UInt8], named name: String = "answers.csv", _ options: [String] = ["--lang", "en"],
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(bytes).write(to: folder.appending(path: name))
        return try run(["run", name] + options, in: folder, environment: environment)
    }
}

/// The folder `shared/data` beside the checkout, or nil where it is not there.
let sharedData: URL? = {
    if let path = ProcessInfo.processInfo.environment["TUNTUMA_SHARED_DATA"] { return URL(filePath: path) }
    var folder = Program.checkout
    while folder.path != "/" {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: "shared/data")
        if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
    }
    return nil
}()
