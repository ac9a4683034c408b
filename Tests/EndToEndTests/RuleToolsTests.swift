import Foundation
import Testing

/// `tuntuma rules replay`, `explain`, `stats`, `promote` and shadows, as an admin meets them.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct RuleToolsTests {
    private static let workspace = """
        organisation { name = "Test", time_zone = "Europe/Helsinki" }
        units { turku = { name = "Turku" }, oulu = { name = "Oulu" } }
        queues { callback = { capacity = { turku = 1, oulu = 9 } } }

        """

    /// Two days: in Turku one 3, one 7 and a 9 a day; a repeat, a conflict, a withdrawal, and a line that is none.
    private static let log = """
        {"id":"a1","time":"2026-03-02T09:00:00Z","type":"response","unit":"turku","answers":{"nps":3}}
        {"id":"a2","time":"2026-03-02T10:00:00Z","type":"response","unit":"turku","answers":{"nps":7}}
        {"id":"a3","time":"2026-03-02T11:00:00Z","type":"response","unit":"oulu","answers":{"nps":9}}
        {"id":"a1","time":"2026-03-02T09:00:00Z","type":"response","unit":"turku","answers":{"nps":3}}
        {"id":"b1","time":"2026-03-03T09:00:00Z","type":"response","unit":"turku","answers":{"nps":2,"comment":"Hidas <b>"}}
        {"id":"b2","time":"2026-03-03T10:00:00Z","type":"response","unit":"turku","answers":{"nps":7}}
        {"id":"b2","time":"2026-03-03T10:00:00Z","type":"response","unit":"turku","answers":{"nps":1}}
        {"id":"w1","time":"2026-03-03T12:00:00Z","type":"withdrawal","re":["b1"]}
        {"id":"bad","time":"2026-03-03T12:00:00","type":"response"}

        """

    private static func folder() throws -> Folder {
        let folder = try Folder()
        _ = try OneRule.workspace(folder, workspace: workspace)
        try folder.write("workspace/log/a.jsonl", log)
        try folder.write("edited/a.lua", OneRule.callback.replacing("max = 6", with: "max = 7"))
        return folder
    }

    private static func run(_ folder: Folder, _ words: [String]) async throws -> Command.Result {
        try await Command.run(
            ["rules"] + words, in: URL(filePath: folder.path("workspace")), environment: ["LANG": "en_GB.UTF-8"])
    }

    private static func object(_ result: Command.Result) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.error)")
    }

    @Test func editedRulesAreHeldAgainstTheLog() async throws {
        let folder = try Self.folder()
        let result = try await Self.run(
            folder, ["replay", "--candidate", folder.path("edited/a.lua"), "--by", "unit,day"])
        #expect(result.code == 1, "\(result.error)")
        #expect(result.output.contains("Decisions that are different: 2"))
        #expect(result.output.contains("callback in turku: 1.0 → 2.0 a day, over its capacity of 1 on 2 of 2 days"))
        #expect(result.output.contains("2026-03-03"))
        #expect(result.output.contains("event a2, ./log/a.jsonl:2"))
        let allowed = try await Self.run(
            folder, ["replay", "--candidate", folder.path("edited"), "--allow-changes", "--format", "json"])
        #expect(allowed.code == 0)
        let json = try Self.object(allowed)
        #expect((json["total"] as? [String: Int])?["added"] == 2 && json["different"] as? Bool == true)
        // From standard input, and over one day.
        let day = try await Command.run(
            [
                "rules", "replay", "-", "--workspace", folder.path("workspace"), "--candidate", folder.path("edited"),
                "--from", "2026-03-03", "--to", "2026-03-03", "--format", "json",
            ], input: Self.log)
        #expect(day.code == 1)
        #expect((try Self.object(day)["total"] as? [String: Int])?["added"] == 1)
    }

    @Test func theSameRulesAreNoDifferenceAndDecideWhatWasRecorded() async throws {
        let folder = try Self.folder()
        let workspace = folder.path("workspace")
        let recorded = try await Command.run(
            ["run", "./log", "--workspace", ".", "--decisions", folder.path("d")], in: URL(filePath: workspace))
        #expect(recorded.code == 0)
        for candidate in [workspace, folder.path("workspace/rules"), folder.path("workspace/rules/a.lua")] {
            let result = try await Self.run(
                folder, ["replay", "./log", "--candidate", candidate, "--decisions", folder.path("r")])
            #expect(result.code == 0 && result.output.contains("No decision is different."))
            #expect(try folder.text("r") == folder.text("d"))
        }
        #expect(try folder.text("d").split(separator: "\n").count == 2)
    }

    @Test(
        arguments: [
            (["replay", "--candidate", "nowhere"], 3, "nowhere: there is no such file"),
            (["replay", "--candidate", "tuntuma.lua"], 3, "there is no rule in it"),
            (["replay", "--candidate", "rules", "--from", "someday"], 2, "--from: \"someday\" is no day"),
            (["replay", "--candidate", "rules", "--from", "2026-03-03", "--to", "2026-03-02"], 2, "is not after"),
            (["replay", "--candidate", "rules", "no.jsonl"], 4, "no.jsonl"),
            (["replay", "--candidate", "rules", "--html", "no/where.html"], 4, "no/where.html"),
            (["explain", "--event", "zz"], 4, "there is no event \"zz\""),
            (["explain", "--event", "a1", "--rule", "calback"], 3, "did you mean \"callback\""),
            (["explain", "--decision", "00000000000000000000000000000000"], 4, "decide nothing with the key"),
            (
                ["explain", "--decision", "00000000000000000000000000000000", "--recorded", "no"], 4,
                "no: cannot be read"
            ),
            (["promote", "callback"], 3, "is live already"), (["promote", "callbac"], 3, "did you mean \"callback\""),
            (["stats", "--workspace", "log"], 3, "is no workspace"),
        ] as [([String], Int32, String)])
    func whatIsWrongIsOneLine(words: [String], code: Int32, says: String) async throws {
        let result = try await Self.run(try Self.folder(), words)
        #expect(result.code == code && result.error.contains(says), "\(result.error)")
        #expect(result.errorLines.count == 1 && result.output.isEmpty)
    }

    @Test func whyAndWhyNot() async throws {
        let folder = try Self.folder()
        let not = try await Self.run(folder, ["explain", "--rule", "callback", "--event", "a2"])
        #expect(not.code == 0 && not.output.contains("✗ answers.nps = { max = 6 } · 7"), "\(not.error)")
        #expect(not.output.contains("Why not  answers.nps = { max = 6 } · 7"))
        let yes = try await Self.run(folder, ["explain", "--event", "a1"])
        #expect(yes.output.contains("Decided: route { queue = \"callback\", reason = \"NPS 3\" }"))
        #expect(yes.output.contains("./log/a.jsonl:4: the same again; no rule looks at it"))
        let withdrawn = try await Self.run(folder, ["explain", "--event", "b1"])
        #expect(withdrawn.output.contains("./log/a.jsonl:8: withdrawn at 2026-03-03T12:00:00Z by w1"))
        let conflict = try await Self.run(folder, ["explain", "--event", "b2"])
        #expect(conflict.output.contains("./log/a.jsonl:7: the same id with other content"))
        let rejected = try await Self.run(folder, ["explain", "--event", "bad"])
        #expect(rejected.code == 0 && rejected.output.contains("./log/a.jsonl:9: a rejected line with this id"))
        let suomi = try await Self.run(folder, ["explain", "--event", "a2", "--lang", "fi"])
        #expect(suomi.output.contains("Ehto ei täyty"))
    }

    /// A log of several chunks: what is said of an event does not depend on who reads which.
    @Test func anExplanationIsTheSameForAnyNumberOfWorkers() async throws {
        let folder = try Self.folder()
        let filler = String(repeating: "x", count: 900)
        var lines: [String] = []
        for number in 0..<6_000 {
            lines.append(
                "{\"id\":\"f\(number)\",\"time\":\"2026-03-02T09:00:00Z\",\"type\":\"response\",\"answers\":{\"nps\":9,\"comment\":\"\(filler)\"}}"
            )
            guard number % 1_200 == 600 else { continue }
            // The same event five times, each time with another answer; the last two say the same.
            let revision = number / 1_200 + 1
            lines.append(
                "{\"id\":\"e\",\"time\":\"2026-03-02T09:00:00Z\",\"type\":\"response\",\"response\":\"v\",\"answers\":{\"nps\":\(revision)}}"
            )
            lines.append(lines[lines.count - 1].replacing("\"e\"", with: "\"e-\(revision)\""))
        }
        let log = try folder.write("big.jsonl", lines.joined(separator: "\n"))
        func unwrapped(_ text: String) -> String {
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        var seen: Set<String> = []
        for jobs in ["1", "2", "3"] {
            let result = try await Self.run(folder, ["explain", log, "--event", "e", "--jobs", jobs])
            #expect(result.code == 0, "\(result.error)")
            seen.insert(unwrapped(result.output))
        }
        let text = try #require(seen.first)
        #expect(seen.count == 1)
        #expect(text.components(separatedBy: "the same id with other content").count == 5)
        #expect(text.components(separatedBy: "another version of the same response").count == 6)
        #expect(text.contains("reason = \"NPS 1\""))
        // And from standard input, which is read once and searched twice.
        let input = try await Command.run(
            ["rules", "explain", "-", "--workspace", folder.path("workspace"), "--event", "e", "--lang", "en"],
            input: lines.joined(separator: "\n"))
        func event(_ text: String) -> String? { text.components(separatedBy: " Rule callback").first }
        #expect(event(unwrapped(input.output).replacing("standard input", with: log)) == event(text))
    }

    @Test func fromADecisionBackToItsEventAndRule() async throws {
        let folder = try Self.folder()
        let recorded = folder.path("d")
        _ = try await Command.run(
            ["run", "--workspace", ".", "--decisions", recorded], in: URL(filePath: folder.path("workspace")))
        let line = try #require(try folder.text("d").split(separator: "\n").first)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let key = try #require(object["key"] as? String)
        let found = try await Self.run(folder, ["explain", "--decision", key])
        #expect(found.code == 0 && found.output.contains("Event a1") && found.output.contains("key \(key)"))
        #expect(found.output.contains("match = { answers = { nps = { max = 6 } } },"))
        let same = try await Self.run(folder, ["explain", "--decision", key, "--recorded", recorded])
        #expect(same.output.contains("The rule is the same as when this was decided."))
        let onEvent = ["explain", "--rule", "callback", "--recorded", recorded, "--event"]
        #expect(
            try await Self.run(folder, onEvent + ["a1"]).output
                .contains("The rule is the same as when this was decided."))
        #expect(
            try await Self.run(folder, onEvent + ["a2"]).output
                .contains("No decision of this rule on the event is recorded."))
        #expect(try await Self.run(folder, ["explain", "--event", "a1", "--recorded", "no"]).code == 4)
        try folder.write("workspace/rules/a.lua", OneRule.callback.replacing("max = 6", with: "max = 2"))
        let since = try await Self.run(folder, onEvent + ["a1"])
        #expect(since.output.contains("The rule has been edited since: then sha256:"), "\(since.output)")
        let versions = try Self.object(try await Self.run(folder, onEvent + ["a1", "--format", "json"]))
        let rules = try #require((versions["events"] as? [[String: Any]])?.first?["rules"] as? [[String: Any]])
        #expect(rules.first?["recorded_versions"] as? [String] == [(object["version"] as? String) ?? ""])
        let edited = try await Self.run(folder, ["explain", "--decision", key, "--recorded", recorded])
        #expect(edited.output.contains("The rule has been edited since"), "\(edited.error)")
        #expect(edited.output.contains("The rules as they are now would not decide this."))
        #expect(try await Self.run(folder, ["explain", "--decision", key]).code == 4)
        try folder.write("workspace/rules/a.lua", OneRule.callback.replacing("\"callback\" {", with: "\"other\" {"))
        let gone = try await Self.run(folder, ["explain", "--decision", key, "--recorded", recorded])
        #expect(gone.output.contains("There is no rule callback any more."))
        let json = try Self.object(
            try await Self.run(folder, ["explain", "--decision", key, "--recorded", recorded, "--format", "json"]))
        #expect((json["decision"] as? [String: Any])?["version"] as? String == object["version"] as? String)
    }

    @Test func shadowsAreRecordedApartAndPromotedWithTheDifference() async throws {
        let folder = try Self.folder()
        try folder.write(
            "workspace/rules/b.lua",
            """
            rule "callback-2" {
              doc = "Also sevens.", mode = "shadow", replaces = "callback",
              match = { answers = { nps = { max = 7 } } },
              route = { queue = "callback", reason = "NPS {answers.nps}" },
              act = { use = "console" },
            }

            """)
        try folder.write(
            "workspace/tuntuma.lua", Self.workspace + "action { id = \"console\", plugin = \"console\" }\n")
        let workspace = URL(filePath: folder.path("workspace"))
        let run = try await Command.run(
            [
                "run", "--workspace", ".", "--decisions", folder.path("d"), "--shadow", folder.path("s"), "--format",
                "json",
            ], in: workspace)
        #expect(run.code == 0)
        #expect(try run.report().decisions["route"] == 2 && run.report().decisions["act"] == 0)
        #expect(try folder.text("d").split(separator: "\n").count == 2 && !folder.text("d").contains("callback-2"))
        #expect(try folder.text("s").split(separator: "\n").count == 8)
        // The console has nothing to say: nobody acts on a shadow.
        #expect(!run.error.contains("console") && !run.error.contains("callback-2"))
        let table = try await Command.run(["run", "--workspace", "."], in: workspace)
        #expect(table.output.contains("Shadow rules (nobody acts on them)"))
        let promote = try await Self.run(folder, ["promote", "callback-2"])
        #expect(promote.code == 0 && promote.output.contains("Decisions that are different"), "\(promote.error)")
        #expect(promote.output.contains("./rules/b.lua:1: take out of the rule callback-2: mode, replaces"))
        #expect(promote.output.contains("./rules/a.lua:1: take away the rule callback"))
        let json = try Self.object(try await Self.run(folder, ["promote", "callback-2", "--format", "json"]))
        let total = try #require(json["total"] as? [String: Int])
        #expect(total["now"] == 2 && total["then"] == 8 && total["added"] == 6 && total["removed"] == 0)
        // A replay compares what is live.
        let replay = try await Self.run(folder, ["replay", "--candidate", "rules", "--format", "json"])
        #expect(replay.code == 0)
    }

    @Test func whatIsOddAboutRulesIsSaid() async throws {
        let folder = try Self.folder()
        try folder.write(
            "workspace/rules/b.lua",
            """
            rule "everything" { doc = "x", run = function(event) if event.answers.nps == 9 then error("no") end end }
            rule "never" { doc = "x", match = { attributes = { tier = 3 } }, route = { queue = "callback" } }
            rule "twin" { doc = "x", match = { answers = { nps = { max = 6 } } }, alert = { title = "t" } }

            """)
        let result = try await Self.run(folder, ["stats", "--more-than", "0"])
        #expect(result.code == 0)
        for line in [
            "everything: has no match", "everything: failed on events, count 1",
            "never: never matched; no event has: attributes.tier", "callback, twin: always decide on the same events",
            "callback: more than 0 decisions a day; days 2, at most 1 (2026-03-02)",
        ] { #expect(result.output.contains(line), "\(line) is not in \(result.output)") }
        var seen: Set<String> = []
        for jobs in ["1", "2", "3"] {
            let json = try await Self.run(folder, ["stats", "--format", "json", "--jobs", jobs])
            seen.insert(json.output.replacing(#/"ns_per_event":[0-9.e+-]+/#, with: ""))
        }
        #expect(seen.count == 1)
    }

    @Test func aDisabledRuleIsSaidByEveryReport() async throws {
        let folder = try Self.folder()
        try folder.write(
            "workspace/rules/b.lua", "rule \"hog\" { doc = \"x\", run = function(event) while true do end end }\n")
        let line = "hog: disabled at event b2, ./log/a.jsonl:6: a limit was met 3 times in a row"
        let stats = try await Self.run(folder, ["stats"])
        #expect(stats.output.contains(line), "\(stats.output)")
        // It stopped at its last event: there is none that it did not see.
        #expect(!stats.output.contains("did not see"))
        let run = try await Command.run(
            ["run", "--workspace", "."], in: URL(filePath: folder.path("workspace")),
            environment: ["LANG": "en_GB.UTF-8", "COLUMNS": "150"])
        #expect(run.output.contains(line), "\(run.output)")
        #expect(
            run.error.contains("it is disabled since \"b2\" at ./log/a.jsonl:6 (")
                && !run.error.contains("did not see"), "\(run.error)")
        let page = folder.path("page.html")
        let replay = try await Self.run(folder, ["replay", "--candidate", "rules", "--html", page])
        #expect(replay.code == 0 && replay.output.contains(line), "\(replay.output)")
        #expect(try folder.text("page.html").contains("<p class=\"alarm\">\(line)</p>"))
        for command in [["stats"], ["replay", "--candidate", "rules"]] {
            let json = try await Self.run(folder, command + ["--format", "json"])
            #expect(
                json.output.filter { !$0.isWhitespace }.contains(#""breaker":"disabled""#), "\(json.output)")
        }
    }

    /// A pipe is as wide as `COLUMNS` says.
    @Test func theWidthOfAPipeCanBeSaid() async throws {
        let folder = try Self.folder()
        for (columns, widest) in [("", 80), ("40", 40), ("200", 200)] {
            let result = try await Command.run(
                ["rules", "stats"], in: URL(filePath: folder.path("workspace")),
                environment: ["LANG": "en_GB.UTF-8", "COLUMNS": columns])
            let lines = result.output.split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix("  * ") && $0.hasSuffix("same every time.") } == (widest == 200))
            #expect(lines.allSatisfy { $0.count <= widest })
        }
    }

    /// The page in a real browser: it renders, it says nothing on its console, and it asks for nothing.
    @Test(.enabled(if: Browser.path != nil, "needs the Debian package chromium"))
    func thePageIsShownByABrowser() async throws {
        let browser = try #require(Browser.path)
        let folder = try Self.folder()
        let page = folder.path("page.html")
        let written = try await Self.run(
            folder, ["replay", "--candidate", folder.path("edited/a.lua"), "--html", page])
        #expect(written.code == 1)
        for scheme in ["light", "dark"] {
            let process = Process()
            process.executableURL = URL(filePath: browser)
            let picture = folder.path("\(scheme).png")
            process.arguments = [
                "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--log-level=0",
                "--user-data-dir=\(folder.path("profile"))", "--window-size=900,2000", "--screenshot=\(picture)",
                "--blink-settings=preferredColorScheme=\(scheme == "dark" ? 0 : 1)", "file://\(page)",
            ]
            let log = folder.path("\(scheme).log")
            try folder.write("\(scheme).log", "")
            process.standardError = try FileHandle(forWritingTo: URL(filePath: log))
            process.standardOutput = FileHandle.nullDevice
            process.environment = ["HOME": folder.path("home"), "PATH": "/usr/bin:/bin"]
            try await Command.end(of: process)
            let said = try folder.text("\(scheme).log").split(separator: "\n").filter { $0.contains("CONSOLE") }
            #expect(said.isEmpty, "\(said)")
            #expect(try Data(contentsOf: URL(filePath: picture)).count > 10_000)
        }
        // Another colour scheme is another picture.
        #expect(
            try Data(contentsOf: URL(filePath: folder.path("light.png")))
                != Data(contentsOf: URL(filePath: folder.path("dark.png"))))
    }
}
