import Foundation
import Testing

/// `tuntuma rules stats`, `explain` and `promote` on rules about metrics and silence, as an admin meets them.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct MetricRuleToolsTests {
    private static let rules = """
        rule "nps-drop" { doc = "x", on = "metric", metric = "nps", by = "unit", window = "30d",
          match = { dropped = { against = "60d", at_least = 5 } }, alert = { key = "{unit}", title = "{unit}: {summary}" } }
        rule "nps-drop-2" { doc = "x", mode = "shadow", replaces = "nps-drop", on = "metric", metric = "nps", by = "unit",
          window = "20d", match = { dropped = { against = "60d" } }, alert = { key = "{unit}", title = "{unit}: {summary}" } }
        rule "quiet" { doc = "x", on = "silence", by = "unit", after = "20d", alert = { key = "{unit}", title = "x" } }
        rule "low" { doc = "x", match = { answers = { nps = { max = 2 } } }, route = { queue = "q" } }

        """

    /// Turku falls after 100 days, Oulu does not.
    private static func folder() throws -> Folder {
        var lines: [String] = []
        for day in 0..<150 {
            let (month, date) = (day / 28 + 1, day % 28 + 1)
            for answer in 0..<6 {
                let unit = answer % 2 == 0 ? "Turku" : "Oulu"
                let score =
                    unit == "Turku" && day >= 100
                    ? [2, 5, 9, 7, 3, 6][(answer + day) % 6] : [10, 9, 8, 9, 4, 10][(answer + day) % 6]
                lines.append(
                    "{\"id\":\"\(day)-\(answer)\",\"time\":\"2026-0\(month)-\(date < 10 ? "0" : "")\(date)T09:00:00Z\","
                        + "\"type\":\"response\",\"unit\":\"\(unit)\",\"answers\":{\"nps\":\(score)}}")
            }
        }
        let folder = try Folder()
        try folder.write(
            "workspace/tuntuma.lua",
            """
            organisation { name = "Test", time_zone = "Europe/Helsinki" }
            units { Turku = {}, Oulu = {} }
            queues { q = {} }

            """)
        try folder.write("workspace/rules/a.lua", rules)
        try folder.write("workspace/log/a.jsonl", lines.joined(separator: "\n") + "\n")
        return folder
    }

    private static func run(_ folder: Folder, _ words: [String]) async throws -> Command.Result {
        try await Command.run(
            words, in: URL(filePath: folder.path("workspace")), environment: ["LANG": "en_GB.UTF-8"])
    }

    private static func object(_ result: Command.Result) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.error)")
    }

    @Test func statisticsHaveTheRulesThatLookAtGroups() async throws {
        let folder = try Self.folder()
        let table = try await Self.run(folder, ["rules", "stats", "--more-than", "0"])
        #expect(table.code == 0, "\(table.error)")
        for line in [
            "Rules that look at groups", "nps-drop, not evaluated", "quiet: never decided anything",
            "nps-drop: more than 0 decisions a day; days 1, at most 1 (2026-0",
        ] { #expect(table.output.contains(line), "\(line) is not in \(table.output)") }
        var seen: Set<String> = []
        for jobs in ["1", "2", "3"] {
            let json = try await Self.run(folder, ["rules", "stats", "--format", "json", "--jobs", jobs])
            seen.insert(json.output.replacing(#/"ns_per_(event|look)":[0-9.e+-]+/#, with: ""))
        }
        #expect(seen.count == 1 && seen.first?.contains("\"episodes\":1") == true)
        let finnish = try await Self.run(folder, ["rules", "stats", "--lang", "fi"])
        #expect(finnish.output.contains("Säännöt, jotka katsovat ryhmiä"))
    }

    /// A Finnish organisation with a Swedish and an English reader: its receivers are told in Finnish, the readers each in
    /// their language, also of an alert that an earlier run has kept.
    @Test func alertsAreToldInTheReadersLanguage() async throws {
        let folder = try Self.folder()
        let settings = try folder.text("workspace/tuntuma.lua").replacing(
            "\"Europe/Helsinki\" }", with: "\"Europe/Helsinki\", languages = { \"fi\", \"sv\" } }")
        try folder.write(
            "workspace/tuntuma.lua",
            settings + "notifications { route = { receiver = \"r\" }, receivers = { r = {} } }\n")
        let words = [
            "fi": /Turku: [0-9,-]+ -> [0-9,-]+, n \d+, vertailussa \d+, p (=|<) 0,\d+(, noin \d+\. \w+kuuta alkaen)?/,
            "sv": /Turku: [0-9,-]+ -> [0-9,-]+, n \d+ mot \d+, p (=|<) 0,\d+(, sedan omkring \d+ \w+)?/,
            "en": /Turku: [0-9.-]+ -> [0-9.-]+, n \d+ against \d+, p (=|<) 0\.\d+(, since about \d+ \w+)?/,
        ]
        for (language, text) in words {
            let alerts = try await Self.run(folder, ["alerts", "--lang", language])
            #expect(alerts.code == 0 && alerts.output.matches(of: text).count == 1, "\(alerts)")
            #expect(alerts.output.matches(of: /, n \d+/).count == 1, "\(alerts)")
            let run = try await Self.run(
                folder,
                ["run", "--workspace", ".", "--lang", language, "--notifications", folder.path("told-\(language)")])
            #expect(run.code == 0 && run.output.matches(of: text).count == 1, "\(run)")
            let told = try folder.text("told-\(language)")
            #expect(told.contains(try #require(words["fi"])) && told.contains("\"finding\":{\"base\":"), "\(told)")
        }
        let log = try folder.text("workspace/log/a.jsonl")
        let half = log.split(separator: "\n")
        try folder.write("first.jsonl", half.prefix(840).joined(separator: "\n") + "\n")
        try folder.write("rest.jsonl", half.dropFirst(840).joined(separator: "\n") + "\n")
        for (part, language) in [("first", "fi"), ("rest", "sv")] {
            let run = try await Self.run(
                folder,
                [
                    "run", "--workspace", ".", folder.path("\(part).jsonl"), "--memory", folder.path("memory"),
                    "--lang",
                    language,
                ])
            #expect(run.output.contains(try #require(words[language])), "\(run)")
        }
    }

    @Test func fromADecisionBackToItsClose() async throws {
        let folder = try Self.folder()
        let run = try await Self.run(folder, ["run", "--workspace", ".", "--decisions", folder.path("d")])
        #expect(run.code == 0, "\(run.error)")
        let line = try #require(try folder.text("d").split(separator: "\n").first { $0.contains("nps-drop") })
        let key = try #require(line.firstMatch(of: /"key":"([0-9a-f]{32})"/)).output.1
        let day = try #require(line.firstMatch(of: /"close":"([^"]*)"/)).output.1
        for more in [[], ["--recorded", folder.path("d")]] {
            let result = try await Self.run(folder, ["rules", "explain", "--decision", String(key)] + more)
            #expect(result.code == 0, "\(result.error)")
            #expect(result.output.contains("At the close of \(day)") && result.output.contains("unit = Turku"))
            #expect(result.output.contains("✓ dropped = { against = \"60d\", at_least = 5, min_n = 30 }"))
            #expect(result.output.contains("key \(key)") && result.output.contains("The rule as it is written"))
            #expect(result.output.contains("The rule is the same") == !more.isEmpty)
            #expect(!result.output.contains("Oulu"))
        }
        // The key of an event's decision is found as before.
        let other = try #require(try folder.text("d").split(separator: "\n").first { $0.contains("\"low\"") })
        let keyOfEvent = try #require(other.firstMatch(of: /"key":"([0-9a-f]{32})"/)).output.1
        let event = try await Self.run(folder, ["rules", "explain", "--decision", String(keyOfEvent)])
        #expect(event.code == 0 && event.output.contains("answers.nps = { max = 2 }"))
    }

    @Test func whyAndWhyNot() async throws {
        let folder = try Self.folder()
        let before = try await Self.run(
            folder, ["rules", "explain", "--rule", "nps-drop", "--at", "2026-03-20", "--group", "unit=Oulu"])
        #expect(before.code == 0, "\(before.error)")
        #expect(before.output.contains("The condition does not hold") && before.output.contains("Why not: "))
        #expect(!before.output.contains("Turku"))
        let both = try Self.object(
            try await Self.run(
                folder, ["rules", "explain", "--rule", "nps-drop", "--at", "2026-05-10", "--format", "json"]))
        let groups = try #require(both["groups"] as? [[String: Any]])
        #expect(groups.compactMap { $0["outcome"] as? String } == ["does-not-hold", "holds"])
        let quiet = try await Self.run(
            folder, ["rules", "explain", "--rule", "quiet", "--at", "2026-03-20", "--lang", "sv"])
        #expect(quiet.output.contains("dagar utan svar 0, regeln väntar 20"))
    }

    @Test(
        arguments: [
            (["--rule", "nps-drop", "--event", "1-1"], 2, "looks at groups, not at events: name the close"),
            (["--rule", "low", "--at", "2026-03-20"], 2, "looks at events: name one with --event ID"),
            (["--rule", "nps-dorp", "--at", "2026-03-20"], 3, "did you mean \"nps-drop\"?"),
            (["--rule", "nps-drop", "--at", "soon"], 2, "--at: \"soon\" is no day"),
            (
                ["--rule", "nps-drop", "--at", "2027-03-20"], 4,
                "2027-03-20 has not closed in this log: the last one is"
            ),
            (["--rule", "nps-drop", "--at", "2026-03-20", "--group", "unti=Turku"], 2, "did you mean \"unit\"?"),
            (["--rule", "nps-drop", "--at", "2026-03-20", "--group", "unit=turku"], 4, "no group with unit=turku"),
        ] as [([String], Int32, String)])
    func whatIsWrongIsOneLine(words: [String], code: Int32, says: String) async throws {
        let result = try await Self.run(try Self.folder(), ["rules", "explain"] + words)
        #expect(result.code == code && result.error.contains(says), "\(result.error)")
        #expect(result.errorLines.count == 1 && result.output.isEmpty)
    }

    @Test func aShadowIsPromotedWithTheDifference() async throws {
        let folder = try Self.folder()
        let promote = try await Self.run(folder, ["rules", "promote", "nps-drop-2"])
        #expect(promote.code == 0, "\(promote.error)")
        #expect(promote.output.contains("nps-drop-2") && promote.output.contains("Decisions that are different"))
        #expect(promote.output.contains("./rules/a.lua:3: take out of the rule nps-drop-2: mode, replaces"))
        #expect(promote.output.contains("./rules/a.lua:1: take away the rule nps-drop"))
        let json = try Self.object(try await Self.run(folder, ["rules", "promote", "nps-drop-2", "--format", "json"]))
        let row = try #require((json["rules"] as? [[String: Any]])?.first { $0["rule"] as? String == "nps-drop-2" })
        #expect(row["status"] as? String == "edited")
        #expect((json["rules"] as? [[String: Any]])?.contains { $0["rule"] as? String == "nps-drop" } == false)
        let live = try await Self.run(folder, ["rules", "promote", "quiet"])
        #expect(live.code == 3 && live.error.contains("rule \"quiet\" is live already"))
        // A shadow takes the place of a live rule of its own kind.
        for (replaced, problem) in [
            ("low", "looks at events; expected a rule of the same kind"), ("nps-drop-3", "is a shadow itself"),
        ] {
            try folder.write(
                "workspace/rules/a.lua",
                Self.rules.replacing("replaces = \"nps-drop\"", with: "replaces = \"\(replaced)\"")
                    + """
                    rule "nps-drop-3" { doc = "x", mode = "shadow", on = "metric", metric = "nps", alert = { title = "x" },
                      match = { above = { value = 90 } } }

                    """)
            let result = try await Self.run(folder, ["check"])
            #expect(result.code == 3 && result.output.contains(problem) || result.error.contains(problem), "\(result)")
        }
    }
}
