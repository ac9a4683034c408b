import Foundation
import Glibc
import Testing

/// Broken input: one line on standard error that says what, where and what to do, the right exit code, and nothing
/// half-written.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct BadInputTests {
    private static func event(_ id: String = "a", _ fields: String = "\"answers\":{\"nps\":9}") -> String {
        "{\"id\":\"\(id)\",\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\"\(fields.isEmpty ? "" : ",")\(fields)}"
    }

    /// Runs over a log, and checks what holds for every failure.
    private func run(
        _ folder: Folder, _ arguments: [String], code: Int32, says parts: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outputs = ["--decisions", folder.path("decisions.jsonl"), "--rejected", folder.path("rejected.jsonl")]
        let result = try await Command.run(["run", "--format", "json"] + arguments + outputs)
        #expect(result.code == code, sourceLocation: sourceLocation)
        // There are no rules here, which a run that comes to its end says.
        #expect(
            result.errorLines.count { !$0.contains("--decisions: there are no rules") } == 1, "\(result.error)",
            sourceLocation: sourceLocation)
        for part in ["tuntuma: "] + parts {
            #expect(result.error.contains(part), "\(part) is not in \(result.error)", sourceLocation: sourceLocation)
        }
        #expect(result.error.utf8.count < 600, sourceLocation: sourceLocation)
        if code == 0 || code == 5 {
            #expect(throws: Never.self, sourceLocation: sourceLocation) { try result.report() }
        } else {
            #expect(result.output == "", sourceLocation: sourceLocation)
            #expect(
                !folder.exists("decisions.jsonl") && !folder.exists("rejected.jsonl"), sourceLocation: sourceLocation)
        }
        #expect(
            try folder.names().allSatisfy { !$0.hasPrefix(".") && !$0.contains("tmp") }, sourceLocation: sourceLocation)
    }

    // MARK: Inputs that cannot be read

    @Test func noSuchFile() async throws {
        let folder = try Folder()
        try await run(folder, [folder.path("none.jsonl")], code: 4, says: ["none.jsonl", "no such file"])
    }

    @Test func aFolderWithoutLogs() async throws {
        let folder = try Folder()
        try folder.write("logs/notes.txt", "not a log")
        try await run(folder, [folder.path("logs")], code: 4, says: ["logs", "no logs", "*.jsonl"])
    }

    @Test func aBinaryFile() async throws {
        let folder = try Folder()
        let file = try folder.write("a.jsonl", Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0x0A, 7]))
        try await run(folder, [file], code: 4, says: ["a.jsonl", "binary", "JSON Lines"])
    }

    @Test func aFileThatMayNotBeRead() async throws {
        guard getuid() != 0 else { return }  // Root may read everything.
        let folder = try Folder()
        let file = try folder.write("a.jsonl", Self.event())
        chmod(file, 0)
        try await run(folder, [file], code: 4, says: ["a.jsonl", "ermission denied"])
    }

    @Test func aDamagedArchive() async throws {
        let folder = try Folder()
        var random = SystemRandomNumberGenerator()
        let lines = (0..<3_000).map {
            Self.event("e\($0)", "\"x\":\"\(UInt64.random(in: 0...(.max), using: &random))\"")
        }
        let plain = try folder.write("a.jsonl", lines.joined(separator: "\n"))
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-k", plain]
        try await Command.end(of: gzip)
        let whole = try Data(contentsOf: folder.url.appending(path: "a.jsonl.gz"))
        try folder.write("cut.jsonl.gz", whole.prefix(whole.count / 2))
        try await run(folder, [folder.path("cut.jsonl.gz")], code: 4, says: ["cut.jsonl.gz", "byte"])
        var damaged = whole
        for place in whole.count / 2..<whole.count / 2 + 64 { damaged[place] ^= 0x5A }
        try folder.write("damaged.jsonl.gz", damaged)
        try await run(folder, [folder.path("damaged.jsonl.gz")], code: 4, says: ["damaged.jsonl.gz", "byte"])
        try folder.write("plain.jsonl.gz", Data(Self.event().utf8))
        try await run(folder, [folder.path("plain.jsonl.gz")], code: 4, says: ["plain.jsonl.gz", "gzip"])
    }

    @Test func oneBadInputAmongGoodOnes() async throws {
        let folder = try Folder()
        let good = try folder.write("good.jsonl", Self.event())
        try await run(folder, [good, folder.path("none.jsonl")], code: 4, says: ["none.jsonl"])
    }

    // MARK: Inputs without events

    @Test func anEmptyLog() async throws {
        let folder = try Folder()
        try await run(folder, [try folder.write("a.jsonl", "")], code: 0, says: ["no events", "a.jsonl"])
        try await run(folder, [try folder.write("b.jsonl", "\n \r\n\n")], code: 0, says: ["no events", "b.jsonl"])
    }

    // MARK: Lines that are no events

    static let lines: [(name: String, line: String, says: String)] = [
        ("cut off", String(event("b").dropLast(9)), "cut off"),
        ("2 MiB", event("b", "\"x\":\"\(String(repeating: "a", count: 2 << 20))\""), "longer than 1 MiB"),
        (
            "too deep", event("b", "\"x\":\(String(repeating: "[", count: 70))\(String(repeating: "]", count: 70))"),
            "64 levels"
        ),
        ("wrong type of id", "{\"id\":7,\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\"}", "id: "),
        ("wrong type of time", "{\"id\":\"b\",\"time\":7,\"type\":\"response\"}", "time: "),
        ("wrong type of unit", event("b", "\"unit\":7"), "unit: expected a text, found a number"),
        ("wrong type of answers", event("b", "\"answers\":[]"), "answers: expected an object, found a list"),
        ("wrong type of an answer", event("b", "\"answers\":{\"nps\":{}}"), "answers.nps: "),
        ("wrong type of contact", event("b", "\"contact\":\"no\""), "contact: expected true or false"),
        ("time without offset", "{\"id\":\"b\",\"time\":\"2026-03-02T09:15:00\",\"type\":\"response\"}", "offset"),
        ("no such date", "{\"id\":\"b\",\"time\":\"2026-02-30T09:15:00Z\",\"type\":\"response\"}", "no such date"),
        ("not JSON", "id;time;nps", "not JSON"),
    ]

    /// One bad line: the other lines count, and its place is right. It is the last line, without a newline; then a line in
    /// the middle.
    @Test(arguments: lines)
    func oneBadLine(name: String, line: String, says: String) async throws {
        let folder = try Folder()
        let before = "\n" + Self.event("ä") + "\r\n"
        let last = try folder.write("last.jsonl", before + line)
        let place = "last.jsonl:3 (byte \(before.utf8.count)): "
        try await run(folder, [last], code: 0, says: ["rejected ", place, says])
        #expect(try folder.text("rejected.jsonl") == String(line.prefix(1 << 20)) + "\n" || line.utf8.count > 1 << 20)
        try await run(folder, [last, "--strict"], code: 5, says: [place, says])
        let middle = try folder.write("middle.jsonl", before + line + "\n" + Self.event("c") + "\n" + "x")
        try await run(
            folder, [middle], code: 0,
            says: ["rejected 2 lines", "middle.jsonl:3 (byte \(before.utf8.count))", says, "--rejected"])
        let report = try await Command.run(["run", "--format", "json", middle]).report()
        #expect(report.events.read == 4 && report.events.accepted == 2 && report.events.rejected == 2)
        #expect(report.row("nps")?.n == 2)
    }

    @Test func invalidUTF8() async throws {
        let folder = try Folder()
        var data = Data((Self.event() + "\n{\"id\":\"").utf8)
        data.append(contentsOf: [0xE4, 0xF6])
        data.append(contentsOf: "\",\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\"}\n".utf8)
        try await run(folder, [try folder.write("a.jsonl", data)], code: 0, says: ["a.jsonl:2", "UTF-8"])
    }

    @Test func strictWithoutRejectionsIsDone() async throws {
        let folder = try Folder()
        let result = try await Command.run([
            "run", "--strict", "--format", "json", try folder.write("a.jsonl", Self.event()),
        ])
        #expect(result.code == 0 && result.error == "")
    }

    // MARK: The command line

    @Test func anUnknownKeyToGroupBy() async throws {
        let folder = try Folder()
        let file = try folder.write("a.jsonl", Self.event())
        try await run(
            folder, [file, "--by", "touchpiont"], code: 2, says: ["--by", "touchpiont", "did you mean \"touchpoint\"?"])
        try await run(folder, [file, "--by", "id"], code: 2, says: ["--by", "attributes.NAME"])
    }

    @Test(arguments: [
        ["run", "--frobnicate"], ["run", "--period", "fortnight", "a"], ["run", "--jobs", "0", "a"],
        ["run", "--format", "xml", "a"], ["frobnicate"], ["run", "--by"], ["check", "--strict"],
    ])
    func aCommandLineThatMeansNothing(arguments: [String]) async throws {
        let result = try await Command.run(arguments)
        #expect(result.code == 2)
        #expect(result.errorLines.count == 1, "\(result.error)")
        #expect(result.output == "")
    }

    // MARK: Outputs

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
    func aFullDisk() async throws {
        let folder = try Folder()
        let workspace = try OneRule.workspace(folder)
        let log = try folder.write(
            "a.jsonl", (0..<5_000).map { Self.event("e\($0)", "\"answers\":{\"nps\":3}") }.joined(separator: "\n"))
        for option in ["--decisions", "--rejected"] {
            let bad = try folder.write("bad.jsonl", (0..<50_000).map { "no event \($0)" }.joined(separator: "\n"))
            let result = try await Command.run(
                [
                    "run", option == "--decisions" ? log : bad, "--workspace", workspace, "--format", "json", option,
                    "/dev/full",
                ])
            #expect(result.code == 4)
            #expect(result.output == "")
            #expect(result.errorLines.count == 1, "\(result.error)")
            #expect(result.error.contains("/dev/full") && result.error.contains("no space left"), "\(result.error)")
        }
        // Standard output that is full.
        let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        let result = try await Command.run(["run", log, "--format", "json"], output: full)
        #expect(result.code == 4)
        #expect(result.errorLines.count == 1 && result.error.contains("no space left"), "\(result.error)")
    }

    /// Whether a small disk can be mounted here: as root, and not in every container.
    private static let mountsDisks: Bool = {
        guard let folder = try? Folder() else { return false }
        let path = folder.url.path(percentEncoded: false)
        guard mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0 else { return false }
        umount(path)
        return true
    }()

    /// A disk that fills up while something is written.
    @Test(.enabled(if: Self.mountsDisks, "needs to mount a small disk, so it runs as root only"))
    func aDiskThatFillsUp() async throws {
        let folder = try Folder()
        let disk = folder.url.appending(path: "disk")
        try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
        let path = disk.path(percentEncoded: false)
        try #require(mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0)
        defer { umount(path) }
        let workspace = try OneRule.workspace(folder)
        let log = try folder.write(
            "a.jsonl", (0..<5_000).map { Self.event("e\($0)", "\"answers\":{\"nps\":3}") }.joined(separator: "\n"))
        let before = Data("as it was\n".utf8)
        try before.write(to: disk.appending(path: "out.jsonl"))
        let output = disk.appending(path: "out.jsonl").path(percentEncoded: false)
        for arguments in [
            ["run", log, "--workspace", workspace, "--decisions", output], ["import", log, "--to", output],
            ["init", disk.appending(path: "new").path(percentEncoded: false), "--sample"],
        ] {
            let result = try await Command.run(arguments)
            #expect(result.code == 4)
            #expect(result.errorLines.count == 1 && result.error.contains("no space left"), "\(result.error)")
            #expect(try Data(contentsOf: disk.appending(path: "out.jsonl")) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["out.jsonl"])
        }
    }

    @Test func aFolderThatIsNotThere() async throws {
        let folder = try Folder()
        let log = try folder.write("a.jsonl", Self.event())
        let result = try await Command.run(["run", log, "--decisions", folder.path("none/decisions.jsonl")])
        #expect(result.code == 4)
        #expect(result.errorLines.count == 1 && result.error.contains("none/decisions.jsonl"), "\(result.error)")
    }

    /// `| head -1`: the reader goes, and that is no failure.
    @Test func aReaderThatHasSeenEnough() async throws {
        let folder = try Folder()
        let log = try folder.write(
            "a.jsonl",
            (0..<4_000).map { Self.event("e\($0)", "\"answers\":{\"nps\":9},\"attributes\":{\"k\":\"\($0)\"}") }.joined(
                separator: "\n"))
        let program = try #require(Command.path)
        for rest in [
            "--by attributes.k --format csv 2>\"$3\" | head -1", "--by attributes.k --format json 2>\"$3\" | true",
        ] {
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/bash")
            shell.arguments = [
                "-c", "\"$1\" run \"$2\" \(rest); exit ${PIPESTATUS[0]}", "bash", program, log, folder.path("err"),
            ]
            shell.standardOutput = FileHandle.nullDevice
            try await Command.end(of: shell)
            #expect(shell.terminationReason == .exit && shell.terminationStatus == 0, "\(shell.terminationStatus)")
            #expect(try folder.text("err") == "")
        }
    }

    /// Killed in the middle: what is under the final name is whole, or as it was before.
    @Test func killedInTheMiddle() async throws {
        let folder = try Folder()
        let workspace = try OneRule.workspace(folder)
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        try folder.write("decisions.jsonl", "as it was\n")
        let process = Process()
        process.executableURL = URL(filePath: try #require(Command.path))
        process.arguments = [
            "run", pipe, "--workspace", workspace, "--decisions", folder.path("decisions.jsonl"), "--jobs", "1",
        ]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        async let ended: Void = Command.end(of: process)
        // Opening waits for the reader; the writes end only when most of it has been read, so the run is in its middle.
        let lines = (0..<40_000).map { Self.event("e\($0)", "\"answers\":{\"nps\":3}") + "\n" }.joined()
        let written = await Task.detached {
            let descriptor = open(pipe, O_WRONLY)
            let bytes = Array(lines.utf8)
            var count = 0
            while count < bytes.count {
                let more = bytes.withUnsafeBytes {
                    write(descriptor, $0.baseAddress?.advanced(by: count), bytes.count - count)
                }
                if more <= 0 { break }
                count += more
            }
            kill(process.processIdentifier, SIGKILL)
            close(descriptor)
            return count
        }.value
        try await ended
        #expect(written == lines.utf8.count)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(try folder.text("decisions.jsonl") == "as it was\n")
    }
}
