import Foundation
import Testing

/// `tuntuma run --memory`, and what the other commands say of rules that remember.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct MemoryTests {
    private static let rules = """
        rule "callback" {
          doc = "x", match = { answers = { nps = { max = 6 } } }, once = { per = "subject", within = "30d" },
          route = { queue = "callback", unit = "{unit}" },
        }
        rule "streak" {
          doc = "x", memory = { calls = "9d" }, state = { n = 0 },
          run = function(event, state)
            state.n = state.n + 1
            remember("calls", event.unit)
            alert { title = count("calls", event.unit, "9d") .. " of " .. state.n }
          end,
        }

        """

    private static func folder() throws -> Folder {
        let folder = try Folder()
        _ = try OneRule.workspace(folder, rules: rules)
        for (part, days) in [("a", 2...3), ("b", 4...6)] {
            let lines = days.map { day in
                #"{"id":"r-\#(day)","time":"2026-03-0\#(day)T09:00:00Z","type":"response","subject":"c-1","unit":"Häme","answers":{"nps":\#(day)}}"#
                    + "\n"
            }
            try folder.write("\(part).jsonl", lines.joined())
        }
        return folder
    }

    private static func run(_ folder: Folder, _ words: [String]) async throws -> Command.Result {
        try await Command.run(
            ["run", "--workspace", folder.path("workspace")] + words, in: folder.url,
            environment: ["LANG": "en_GB.UTF-8"])
    }

    @Test func twoRunsAreOne() async throws {
        let folder = try Self.folder()
        let whole = try await Self.run(
            folder, ["a.jsonl", "b.jsonl", "--memory", "whole", "--decisions", "whole.jsonl"])
        #expect(whole.code == 0 && whole.output.contains("callback: events held back (once) 4"), "\(whole.error)")
        let first = try await Self.run(folder, ["a.jsonl", "--memory", "m", "--decisions", "1.jsonl", "--jobs", "1"])
        #expect(first.code == 0, "\(first.error)")
        let second = try await Self.run(
            folder, ["b.jsonl", "--memory", "m", "--decisions", "2.jsonl", "--format", "json", "--jobs", "3"])
        #expect(second.code == 0, "\(second.error)")
        #expect(second.output.contains(#""start": "resumed""#) || second.output.contains(#""start":"resumed""#))
        #expect(try folder.text("1.jsonl") + folder.text("2.jsonl") == folder.text("whole.jsonl"))
        #expect(try folder.text("m") == folder.text("whole"))
        #expect(try folder.text("2.jsonl").contains("4 of 5"))
        #expect(
            try folder.names() == [
                "1.jsonl", "2.jsonl", "a.jsonl", "b.jsonl", "m", "whole", "whole.jsonl", "workspace",
            ])
    }

    @Test func aFileThatIsNoMemoryStaysAsItIs() async throws {
        let folder = try Self.folder()
        #expect(try await Self.run(folder, ["a.jsonl", "--memory", "m"]).code == 0)
        let memory = try folder.text("m")
        for (text, problem) in [
            ("", "is not a memory of rules"), ("not one\n", "is not a memory of rules"),
            (memory.replacing("c-1", with: "c-2"), "is damaged"), (String(memory.dropLast(9)), "is damaged"),
            (memory.replacing("memory 2", with: "memory 3"), "is a memory of rules of another version"),
        ] {
            try folder.write("m", text)
            let result = try await Self.run(folder, ["b.jsonl", "--memory", "m", "--decisions", "d.jsonl"])
            #expect(
                result.code == 4 && result.errorLines.count == 1 && result.error.contains("m: \(problem)"),
                "\(result.error)")
            #expect(try folder.text("m") == text && !folder.exists("d.jsonl"))
        }
        let none = try await Self.run(folder, ["b.jsonl", "--memory", "nowhere/m"])
        #expect(none.code == 4 && none.error.contains("nowhere/m"))
        let isFolder = try await Self.run(folder, ["b.jsonl", "--memory", "workspace"])
        #expect(isFolder.code == 4 && isFolder.errorLines.count == 1, "\(isFolder.error)")
        for words in [["--no-rules"], ["--decisions", "m"]] {
            #expect(try await Self.run(folder, ["b.jsonl", "--memory", "m"] + words).code == 2)
        }
        #expect(try await Command.run(["run", "a.jsonl", "--memory", "m"], in: folder.url).code == 2)
    }

    @Test func aRunThatFailsLeavesTheMemoryAsItWas() async throws {
        let folder = try Self.folder()
        #expect(try await Self.run(folder, ["a.jsonl", "--memory", "m"]).code == 0)
        let memory = try folder.text("m")
        let result = try await Self.run(folder, ["b.jsonl", "--memory", "m", "--decisions", "/dev/full"])
        #expect(result.code == 4, "\(result.error)")
        #expect(try folder.text("m") == memory)
        let changed = Self.rules.replacing(
            "state = { n = 0 }", with: "state = { n = 0, m = 0 }, migrate = function() error(\"no\") end")
        try folder.write("workspace/rules/a.lua", changed)
        let migration = try await Self.run(folder, ["b.jsonl", "--memory", "m"])
        #expect(
            migration.code == 3 && migration.error.contains("rules/a.lua:6: rule \"streak\": migrate: no"),
            "\(migration.error)")
        #expect(try folder.text("m") == memory)
    }

    @Test func aRuleThatChangedSaysThatItBeginsAnew() async throws {
        let folder = try Self.folder()
        #expect(try await Self.run(folder, ["a.jsonl", "--memory", "m"]).code == 0)
        let changed = Self.rules.replacing("n = 0", with: "n = 0, m = 0").replacing(
            "rule \"callback\"", with: "rule \"other\"")
        try folder.write("workspace/rules/a.lua", changed)
        let result = try await Self.run(folder, ["b.jsonl", "--memory", "m", "--lang", "sv"])
        #expect(result.code == 0)
        #expect(
            result.output.contains("streak: minnet började om, eftersom regeln har ändrats (state)"), "\(result.output)"
        )
        #expect(
            result.errorLines == [
                "tuntuma: rule \"streak\" begins with nothing remembered: its state changed since the memory was saved",
                "tuntuma: what rule \"callback\" remembered is left out: it is not there any more, or keeps nothing",
            ])
    }

    @Test func explainShowsWhatWasKept() async throws {
        let folder = try Self.folder()
        func explain(_ words: [String]) async throws -> Command.Result {
            try await Command.run(
                ["rules", "explain", "--workspace", folder.path("workspace"), "a.jsonl", "b.jsonl"] + words,
                in: folder.url, environment: ["LANG": "en_GB.UTF-8"])
        }
        let text = try await explain(["--event", "r-4"]).output
        for line in [
            "  log time 2026-03-04T09:00:00Z\n  once: c-1\n",
            "The rule held the event back (once): it decided on the same at\n  2026-03-02T09:00:00Z.",
            "  calls \"Häme\": 2 (last at 2026-03-03T09:00:00Z) → 3 (last at\n  2026-03-04T09:00:00Z)\n",
            "  state before: { n = 2 }\n  state after: { n = 3 }\n", "title = \"2 of 3\"",
        ] { #expect(text.contains(line), "\(line) is not in\n\(text)") }
        let finnish = try await explain(["--event", "r-4", "--rule", "callback", "--lang", "fi"]).output
        #expect(finnish.contains("Sääntö pidätti tapahtuman (once)"))
        let json = try await explain(["--event", "r-3", "--rule", "streak", "--format", "json"]).output
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let event = try #require((object["events"] as? [[String: Any]])?.first)
        let memory = try #require((event["rules"] as? [[String: Any]])?.first?["memory"] as? [String: Any])
        #expect(memory["state_before"] as? [String: Int] == ["n": 1])
        #expect(memory["state_after"] as? [String: Int] == ["n": 2])
        // From a decision of such a rule back to its event.
        #expect(try await Self.run(folder, ["a.jsonl", "b.jsonl", "--decisions", "d.jsonl"]).code == 0)
        let last = try #require(try folder.text("d.jsonl").split(separator: "\n").last)
        let decision = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
        let back = try await explain(["--decision", try #require(decision["key"] as? String)])
        #expect(back.code == 0 && back.output.contains("title = \"4 of 5\""), "\(back.output)")
    }
}
