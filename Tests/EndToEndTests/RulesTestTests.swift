import Foundation
import Glibc
import Testing

/// `tuntuma rules test`, as a person at a terminal and as a build server meet it.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct RulesTestTests {
    private static func rule(expected: Int) -> String {
        """
        rule "callback" {
          doc = "x", match = { answers = { nps = { max = 6 } } },
          route = { queue = "callback", priority = 2 },
          tests = {
            { name = "kaksi <peräkkäin> & \\"muut\\"",
              sequence = {
                { given = { answers = { nps = 3 } }, expect = { { route = { queue = "callback" } } } },
                { given = { answers = { nps = 9 } }, after = "2d", expect = {} },
                { given = { answers = { nps = 0 } }, expect = { { route = { priority = \(expected) } } } },
              } },
          },
        }

        """
    }

    @Test func sequencesPassAndFail() async throws {
        let folder = try Folder()
        let good = try await Command.run(["rules", "test", try folder.write("good.lua", Self.rule(expected: 2))])
        #expect(good.code == 0 && good.output.contains("1 rule, 0 metrics, 1 of 1 test passed"))
        let bad = try await Command.run(["rules", "test", try folder.write("bad.lua", Self.rule(expected: 3))])
        #expect(bad.code == 3)
        #expect(bad.errorLines.first?.contains("bad.lua:9: rule \"callback\"") == true, "\(bad.error)")
        #expect(bad.error.contains("event 3: route.priority: expected 3, but it is 2"))
        #expect(
            bad.errorLines.suffix(2).map { $0.trimmingCharacters(in: .whitespaces) } == [
                "-   priority = 3", "+   priority = 2",
            ])
    }

    @Test func aBuildServerGetsJUnit() async throws {
        let folder = try Folder()
        try folder.write("rules/bad.lua", Self.rule(expected: 3))
        try folder.write("rules/good.lua", Self.rule(expected: 2).replacing("\"callback\"", with: "\"call\""))
        let result = try await Command.run(["rules", "test", folder.path("rules"), "--format", "junit"])
        #expect(result.code == 3 && result.error.isEmpty)
        #expect(result.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"))
        #expect(result.output.contains("name=\"kaksi &lt;peräkkäin&gt; &amp; &quot;muut&quot;\""))
        #expect(result.output.contains("<failure type=\"unexpected decision\""))
        let broken = try await Command.run([
            "rules", "test", try folder.write("broken.lua", "rule {"), "--format", "junit",
        ])
        #expect(broken.code == 3 && broken.output.contains("<error type=\"cannot be loaded\""))
    }

    /// An editor replaces the file that is watched; then Ctrl-C.
    @Test func whoWatchesSeesTheNextTextAndLeavesWithControlC() async throws {
        let folder = try Folder()
        let file = try folder.write("rules/a.lua", Self.rule(expected: 3))
        let process = Process()
        process.executableURL = URL(filePath: try #require(Command.path))
        process.arguments = ["rules", "test", folder.path("rules"), "--watch"]
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        func read(until text: String) -> String {
            var seen = ""
            while !seen.contains(text) {
                let more = error.fileHandleForReading.availableData
                if more.isEmpty { break }
                seen += String(decoding: more, as: UTF8.self)
            }
            return seen
        }
        let first = read(until: "Ctrl-C ends")
        #expect(first.contains("expected 3, but it is 2"))
        // As editors do it: the new text in another file, then its name.
        let other = try folder.write("rules/.a.lua.swp", Self.rule(expected: 2))
        #expect(rename(other, file) == 0)
        let second = read(until: "Ctrl-C ends")
        #expect(!second.contains("expected"))
        // And away and back again, with a mistake in it.
        try FileManager.default.removeItem(atPath: file)
        try folder.write("rules/a.lua", "rule {")
        #expect(read(until: "Ctrl-C ends").contains("a.lua:1"))
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
        #expect(
            String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).contains("1 of 1 test passed"))
    }
}
