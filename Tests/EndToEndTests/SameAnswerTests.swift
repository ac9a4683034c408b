import Foundation
import Glibc
import Testing

/// However a log comes in, the answer is the same; and what must not be seen is not.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct SameAnswerTests {
    /// A log with corrections and a withdrawal, so that it has to be read twice.
    private static let amended: [String] = (0..<600).map { number in
        let time = "2026-0\(number % 6 + 1)-1\(number % 9)T09:15:00Z"
        switch number % 12 {
        case 10:
            return
                "{\"id\":\"e\(number)\",\"time\":\"\(time)\",\"type\":\"correction\",\"re\":\"e\(number - 5)\",\"answers\":{\"nps\":10}}"
        case 11:
            return "{\"id\":\"e\(number)\",\"time\":\"\(time)\",\"type\":\"withdrawal\",\"re\":[\"e\(number - 8)\"]}"
        default:
            return
                "{\"id\":\"e\(number)\",\"time\":\"\(time)\",\"type\":\"response\",\"unit\":\"u\(number % 3)\",\"answers\":{\"nps\":\(number % 11)}}"
        }
    }

    private static let arguments = ["--by", "unit", "--period", "month", "--format", "json"]

    @Test func standardInputIsAFileLikeAnyOther() async throws {
        let folder = try Folder()
        let text = Self.amended.joined(separator: "\n")
        let file = try await Command.run(["run", try folder.write("a.jsonl", text)] + Self.arguments)
        #expect(file.code == 0 && !file.output.isEmpty)
        let input = try await Command.run(["run", "-"] + Self.arguments, input: text)
        #expect(input.code == 0)
        #expect(input.output == file.output)
        // Half of it in a file, the other half behind it.
        let half = Self.amended.count / 2
        try folder.write("half.jsonl", Self.amended[..<half].joined(separator: "\n"))
        let both = try await Command.run(
            ["run", folder.path("half.jsonl"), "-"] + Self.arguments,
            input: Self.amended[half...].joined(separator: "\n"))
        #expect(both.output == file.output)
    }

    /// What a shell makes of `<(...)`: it can be read once, and a log with corrections is read twice.
    @Test func pipesAreFilesLikeAnyOther() async throws {
        let folder = try Folder()
        let half = Self.amended.count / 2
        try folder.write("all.jsonl", Self.amended.joined(separator: "\n") + "\n")
        try folder.write("one.jsonl", Self.amended[..<half].joined(separator: "\n") + "\n")
        try folder.write("two.jsonl", Self.amended[half...].joined(separator: "\n") + "\n")
        let file = try await Command.run(["run", folder.path("all.jsonl")] + Self.arguments)
        let program = try #require(Command.path)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/bash")
        shell.arguments = [
            "-c",
            "cd \"$2\"; \"$1\" run <(cat one.jsonl) <(gzip -c two.jsonl) \(Self.arguments.joined(separator: " ")) >out 2>err",
            "bash",
            program, folder.url.path(percentEncoded: false),
        ]
        try await Command.end(of: shell)
        #expect(try folder.text("err") == "")
        #expect(try folder.text("out") == file.output)
    }

    /// Debian's packages gzip, which is always there, and zstd.
    private static let hasArchivers = ["gzip", "zstd"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    @Test(.enabled(if: Self.hasArchivers, "needs the Debian packages gzip and zstd"))
    func archivesAndFoldersAreLogsLikeAnyOther() async throws {
        let folder = try Folder()
        let text = Self.amended.joined(separator: "\n") + "\n"
        let file = try await Command.run(["run", try folder.write("a.jsonl", text)] + Self.arguments)
        for tool in [["gzip", "-k"], ["zstd", "-q"]] {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = tool + [folder.path("a.jsonl")]
            try await Command.end(of: process)
            let name = tool[0] == "gzip" ? "a.jsonl.gz" : "a.jsonl.zst"
            let archive = try await Command.run(["run", folder.path(name)] + Self.arguments)
            #expect(archive.output == file.output)
        }
        for (index, line) in Self.amended.enumerated() where index % 40 == 0 {
            _ = line
            let part = Self.amended[index..<min(index + 40, Self.amended.count)].joined(separator: "\n")
            try folder.write("log/\(String(format: "%04d", index)).jsonl", part)
        }
        for jobs in ["1", "2", "3"] {
            let split = try await Command.run(["run", folder.path("log"), "--jobs", jobs] + Self.arguments)
            #expect(split.output == file.output)
        }
    }

    /// The sample workspace with every rule: the same bytes whatever the number of workers.
    @Test func workersChangeNothing() async throws {
        let folder = try Folder()
        let workspace = folder.path("sample")
        #expect(try await Command.run(["init", workspace, "--sample", "--events", "3000"]).code == 0)
        var outputs: Set<String> = []
        var decisions: Set<String> = []
        for jobs in ["1", "2", "3"] {
            let result = try await Command.run(
                [
                    "run", "--workspace", workspace, "--jobs", jobs, "--decisions", folder.path("d"), "--by", "unit",
                    "--period", "week", "--format", "json",
                ])
            #expect(result.code == 0)
            outputs.insert(result.output)
            decisions.insert(try folder.text("d"))
        }
        #expect(outputs.count == 1 && decisions.count == 1)
        #expect(decisions.first?.isEmpty == false)
    }

    /// A group of four employees among larger ones: no number of theirs in any report.
    @Test(arguments: ["json", "csv", "table"])
    func smallGroupsAreNotShown(format: String) async throws {
        let folder = try Folder()
        var lines: [String] = []
        for (unit, count) in [("large", 40), ("edge", 5), ("small", 4), ("one", 1)] {
            for number in 0..<count {
                // What the small groups answered is found nowhere else.
                let score = count < 5 ? 7 : [0, 10][number % 2]
                lines.append(
                    "{\"id\":\"\(unit)\(number)\",\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\",\"respondent\":\"employee\",\"unit\":\"\(unit)\",\"answers\":{\"mood\":\(score)}}"
                )
            }
        }
        let workspace = try OneRule.workspace(
            folder,
            workspace: "metric { id = \"mood\", plugin = \"nps\", question = \"mood\", respondent = \"employee\" }\n")
        let log = try folder.write("a.jsonl", lines.joined(separator: "\n"))
        let result = try await Command.run([
            "run", log, "--workspace", workspace, "--by", "unit", "--format", format, "--lang", "en",
        ])
        #expect(result.code == 0)
        for unit in ["small", "one"] {
            let row = try #require(
                result.output.components(separatedBy: format == "json" ? "{\"against_rest\"" : "\n").first {
                    $0.contains(unit)
                })
            if format == "json" {
                let metric = try #require(try result.report().row("mood", ["unit": unit]))
                #expect(
                    metric.suppressed && metric.n == nil && metric.value == nil && metric.interval == nil
                        && metric.distribution.isEmpty)
                #expect(!row.contains("counted") && !row.contains("passives"))
            } else {
                // No score and no count: neither 7, nor 4, nor 1 stands in the row.
                // The definition is a hash, the same for all rows.
                let numbers = row.replacing(#/mood@[0-9a-f]+/#, with: "").split { !$0.isNumber && $0 != "." }.filter {
                    !$0.contains(".") || $0.count > 1
                }
                #expect(!numbers.contains("4") && !numbers.contains("1") && !numbers.contains("7"), "\(row)")
            }
        }
        if format == "json" {
            let report = try result.report()
            #expect(report.row("mood", ["unit": "edge"])?.n == 5)
            #expect(report.row("mood", ["unit": "large"])?.n == 40)
        }
    }
}
