import Foundation
import Testing

/// The examples of the documentation are run as they stand there: each page in a folder of its own, from top to bottom.
///
/// A `console` block has commands after `$ ` and what they print; a line of three dots stands for any number of lines. A `lua`
/// block whose first line is a comment with a path is that file. Any other `lua` block is a file of rules or metrics by itself:
/// it has tests, and they pass.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct DocumentedExamplesTests {
    private struct Step {
        var command: String
        var expected: [String] = []
        /// Whether it runs the tests of a block.
        var isRuleFile = false
    }

    /// The pages with examples, and the README.
    private static let pages: [URL] = {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let folder = root.appending(path: "Sources/Tuntuma/Tuntuma.docc")
        let pages = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return (pages + [root.appending(path: "README.md")]).filter { page in
            let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
            return text.contains("```console") || text.contains("```lua")
        }.sorted { $0.path < $1.path }
    }()

    @Test(arguments: [
        "GoingLiveSafely", "WritingRules", "RulesReference", "RulesInTenMinutes", "TheSandbox",
        "AlertsAndNotifications", "README",
    ])
    func thereAreExamples(page: String) {
        #expect(Self.pages.contains { $0.lastPathComponent == "\(page).md" })
    }

    @Test(arguments: pages)
    func examplesDoWhatTheySay(page: URL) async throws {
        let folder = try Folder()
        let steps = try Self.steps(of: String(contentsOf: page, encoding: .utf8))
        #expect(!steps.isEmpty)
        let mark = "--- end of a command ---"
        let script = steps.map { "\($0.command)\necho '\(mark)'\n" }.joined()
        try folder.write("script.sh", script)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = [folder.path("script.sh")]
        shell.currentDirectoryURL = folder.url
        let program = URL(filePath: try #require(Command.path)).deletingLastPathComponent()
        shell.environment = ["PATH": "\(program.path(percentEncoded: false)):/usr/bin:/bin", "LANG": "C.UTF-8"]
        let output = try FileHandle(forWritingTo: URL(filePath: folder.write("output", "")))
        shell.standardOutput = output
        shell.standardError = output
        try await Command.end(of: shell)
        let outputs = try folder.text("output").components(separatedBy: mark + "\n").map { text in
            text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
        #expect(outputs.count == steps.count + 1)
        for (step, lines) in zip(steps, outputs) where !step.expected.isEmpty || step.isRuleFile {
            if step.isRuleFile {
                let summary = lines.first ?? ""
                // Behind the summary may stand remarks, which are indented; a mistake is not.
                let passes =
                    lines.dropFirst().allSatisfy { $0.hasPrefix("  ") } && !summary.contains("without tests")
                    && !summary.contains(" 0 of 0 tests") && !summary.isEmpty
                #expect(passes, "\(page.lastPathComponent):\n\(step.command)\n\(lines.joined(separator: "\n"))")
                continue
            }
            #expect(
                Self.matches(lines[...], step.expected[...]),
                "\(page.lastPathComponent): $ \(step.command)\n\(lines.joined(separator: "\n"))")
        }
    }

    private static func steps(of text: String) -> [Step] {
        var steps: [Step] = []
        var language: String?
        var file: (path: String, lines: [String])?
        var block: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                if language != nil {
                    if let file {
                        steps.append(Step(command: Self.write(file.lines, to: file.path)))
                    } else if language == "lua" {
                        let name = "block-\(steps.count).lua"
                        let command = "\(write(block, to: name))tuntuma rules test \(name)"
                        steps.append(Step(command: command, isRuleFile: true))
                    }
                    (language, file, block) = (nil, nil, [])
                } else {
                    language = String(line.dropFirst(3))
                }
            } else if language == "console" {
                if line.hasPrefix("$ ") {
                    steps.append(Step(command: String(line.dropFirst(2))))
                } else if !steps.isEmpty {
                    steps[steps.count - 1].expected.append(line)
                }
            } else if language == "lua" {
                if file == nil, block.isEmpty, line.hasPrefix("-- "), line.hasSuffix(".lua") {
                    file = (String(line.dropFirst(3)), [])
                } else if file == nil {
                    block.append(line)
                } else {
                    file?.lines.append(line)
                }
            }
        }
        return steps
    }

    private static func write(_ lines: [String], to path: String) -> String {
        "mkdir -p \"$(dirname \(path))\"; cat > \(path) <<'END OF FILE'\n\(lines.joined(separator: "\n"))\nEND OF FILE\n"
    }

    /// Whether lines are as expected; three dots stand for any number of them.
    private static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return lines.isEmpty }
        let rest = expected.dropFirst()
        if first == "..." {
            return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], rest) }
        }
        guard let line = lines.first, line == first else { return false }
        return matches(lines.dropFirst(), rest)
    }
}
