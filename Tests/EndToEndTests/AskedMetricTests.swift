import Foundation
import Testing

/// `metric(...)` in the `run` of rules about events, and the breaker of a rule, through the program: what every command says of
/// them is the same.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct AskedMetricTests {
    private static let workspace = """
        organisation { name = "Test" }
        metric "ease" { plugin = "ces", question = "ease", aggregation = "share" }
        queues { managers = {} }

        """

    private static let rules = """
        rule "hard" {
          match = { answers = { ease = { max = 3 } } },
          run = function(event)
            local m = metric("ease", { unit = event.unit, window = "7d" })
            if m.n >= 2 and m.value < 60 then route { queue = "managers", unit = event.unit, reason = m.n .. ": " .. m.value } end
          end,
          tests = {
            { name = "the second hard one", sequence = {
              { given = { unit = "oulu", answers = { ease = 1 } }, expect = {} },
              { given = { unit = "oulu", answers = { ease = 7 } }, after = "1d" },
              { given = { unit = "turku", answers = { ease = 2 } }, after = "1d", expect = {} },
              { given = { unit = "oulu", answers = { ease = 2 } }, after = "1d",
                expect = { { route = { queue = "managers", reason = "3: 33.333333333333" } } } },
              { given = { unit = "oulu", answers = { ease = 2 } }, after = "7d", expect = {} },
            } },
          },
        }

        """

    /// One answer a day of one unit, all of them hard, and many breaks of a rule that fails.
    private static func folder(rules: String = rules) throws -> Folder {
        let folder = try Folder()
        _ = try OneRule.workspace(folder, rules: rules, workspace: workspace)
        let lines = (1...20).map { day in
            #"{"id":"r-\#(day)","time":"2026-03-\#(day < 10 ? "0" : "")\#(day)T09:00:00Z","type":"response","#
                + #""unit":"Häme","answers":{"ease":\#(day % 3 == 0 ? 7 : 2)}}"# + "\n"
        }
        try folder.write("workspace/log/a.jsonl", lines[..<9].joined())
        try folder.write("workspace/log/b.jsonl", lines[9...].joined())
        return folder
    }

    private static func run(_ folder: Folder, _ words: [String]) async throws -> Command.Result {
        try await Command.run(words, in: URL(filePath: folder.path("workspace")), environment: ["LANG": "en_GB.UTF-8"])
    }

    @Test func theTestsInTheRuleAskTheMetricsOfItsWorkspace() async throws {
        let folder = try Self.folder()
        for path in [".", "rules/a.lua"] {
            let result = try await Self.run(folder, ["rules", "test", path])
            #expect(result.code == 0 && result.output.contains("1 of 1 test passed"), "\(result.output)\(result.error)")
        }
        // Without the workspace around it the metric is not there.
        try folder.write("alone.lua", Self.rules)
        let alone = try await Self.run(folder, ["rules", "test", "../alone.lua"])
        #expect(alone.code != 0)
        #expect(
            (alone.output + alone.error).contains(
                "alone.lua:4: rule \"hard\": run: metric: there is no metric \"ease\""))
    }

    /// A key whose value is nil is not seen in a call, so two on one line could be taken for each other.
    @Test func twoCallsOnALineMustNotBeAlike() async throws {
        let folder = try Self.folder()
        let call = { (keys: String) in "metric(\"ease\", { \(keys) window = \"7d\" }).n" }
        func rule(between: String) -> String {
            "rule \"two\" { on = \"response\", run = function(event)\n"
                + "local a = \(call("unit = event.unit,"))\(between)local b = \(call("unit = event.unit, project = event.project,"))\n"
                + "if a == b then alert { title = \"x\" } end end }"
        }
        try folder.write("workspace/rules/two.lua", rule(between: " "))
        let wrong = try await Self.run(folder, ["check"])
        #expect(
            wrong.code == 3 && wrong.error.contains("two.lua:2:") && wrong.error.contains("two lines"), "\(wrong.error)"
        )
        try folder.write("workspace/rules/two.lua", rule(between: "\n"))
        let right = try await Self.run(folder, ["check"])
        #expect(right.code == 0, "\(right.error)")
    }

    @Test func runsPartsReplaysAndExplanationsAgree() async throws {
        let folder = try Self.folder()
        let whole = try await Self.run(
            folder,
            [
                "run", "--workspace", ".", "log/a.jsonl", "log/b.jsonl", "--memory", "w", "--decisions", "w.jsonl",
                "--jobs", "3",
            ])
        #expect(whole.code == 0, "\(whole.error)")
        for part in ["a", "b"] {
            let result = try await Self.run(
                folder,
                [
                    "run", "--workspace", ".", "log/\(part).jsonl", "--memory", "m", "--decisions", "\(part).jsonl",
                    "--jobs", "1",
                ])
            #expect(result.code == 0, "\(result.error)")
        }
        let decided = try folder.text("workspace/w.jsonl")
        #expect(try folder.text("workspace/a.jsonl") + folder.text("workspace/b.jsonl") == decided)
        #expect(try folder.text("workspace/m") == folder.text("workspace/w"))
        #expect(decided.contains("\"reason\":\"7: 28.571428571429\""))
        let replay = try await Self.run(
            folder,
            ["rules", "replay", "--candidate", "rules/a.lua", "log/a.jsonl", "log/b.jsonl", "--decisions", "c.jsonl"])
        #expect(replay.code == 0, "\(replay.error)")
        #expect(try folder.text("workspace/c.jsonl") == decided)
        let explained = try await Self.run(
            folder, ["rules", "explain", "--event", "r-10", "log/a.jsonl", "log/b.jsonl", "--lang", "en"])
        #expect(explained.output.contains("metric ease, unit \"Häme\", 1w: 28.6, n 7 ("), "\(explained.output)")
        #expect(explained.output.contains("breaker: closed"))
        let json = try await Self.run(
            folder, ["rules", "explain", "--event", "r-10", "log/a.jsonl", "log/b.jsonl", "--format", "json"])
        let text = json.output.filter { !$0.isWhitespace }
        #expect(text.contains(#""breaker":{"after":"closed","before":"closed","last_change":null}"#), "\(text)")
        #expect(text.contains(#""metric":"ease","n":7,"reason":null"#), "\(text)")
    }

    @Test func explainShowsHowTheBreakerStood() async throws {
        let failing = """
            rule "asks-too-much" {
              run = function(event) for i = 1, 1000000 do metric("ease", { unit = "u" .. i, window = "7d" }) end end,
            }
            rule "fails" { run = function(event) if event.answers.ease == 2 then while true do end end end }

            """
        let folder = try Self.folder(rules: failing)
        func explain(_ event: String) async throws -> [String] {
            let result = try await Self.run(
                folder,
                ["rules", "explain", "--event", event, "log/a.jsonl", "log/b.jsonl", "--lang", "en", "--jobs", "2"])
            #expect(result.code == 0, "\(result.error)")
            return result.errorLines
                + result.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        // One call a day: three that were stopped in a row open it; after a minute it is tried again, and opens for good in the end.
        let second = try await explain("r-2")
        #expect(second.filter { $0.hasPrefix("breaker") } == ["breaker: closed", "breaker: closed"])
        let third = try await explain("r-3")
        #expect(third.contains("breaker: closed → open"), "\(third)")
        #expect(third.contains { $0.hasPrefix("since 2026-03-03T09:00:00Z: open, event r-3 (log/a.jsonl:3): ") })
        let last = try await explain("r-20")
        #expect(
            last.contains("breaker: disabled") && last.contains("The rule was out of use and did not see the event."))
    }

    @Test func aQueueOfATableThatIsNotDeclaredIsTold() async throws {
        let folder = try Self.folder(
            rules: "rule \"r\" { match = { unit = \"x\" }, route = { queue = lookup(\"who.csv\", \"unit\") } }\n")
        try folder.write("workspace/who.csv", "unit;queue\nturku;managers\noulu;manager\n")
        let result = try await Self.run(folder, ["check", "."])
        #expect(result.code != 0)
        let said = result.output + result.error
        #expect(
            said.contains("route.queue: who.csv:3: there is no queue \"manager\"; did you mean \"managers\"?"),
            "\(said)")
    }
}
