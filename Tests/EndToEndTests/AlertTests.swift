import Foundation
import Testing
import TuntumaTesting

/// `tuntuma alerts`, `tuntuma notifications test`, `run --notifications` and replays of alerts, as an admin meets them.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct AlertTests {
    private static let workspace = """
        organisation { name = "Yritys", time_zone = "Europe/Helsinki" }
        units { "turku", "oulu" }
        actions { console = { plugin = "console", stream = "stderr" } }
        notifications {
          resolve_after = "2h",
          route = { receiver = "johto", group_by = { "unit" }, group_wait = "30s", routes = {
            { match = { severity = "critical" }, receiver = "console", continue = true, mute = { "yö" } } } },
          receivers = { johto = { use = "console", to = "Äijö" } },
          silences = { { match = { unit = "oulu" }, author = "Åsa", comment = "ombyggnad",
            ends = "2026-03-02T12:00:00+02:00" } },
          time_intervals = { ["yö"] = { hours = "18:00-08:00" } },
        }

        """

    private static let rules = """
        rule "detractor" {
          doc = "Unhappy.", on = "response", match = { answers = { nps = { max = 6 } } },
          alert = { title = "Arvostelija: {unit}", labels = { unit = "{unit}" } },
        }
        rule "furious" {
          doc = "Furious.", on = "response", match = { answers = { nps = 0 } },
          alert = { severity = "critical", title = "Raivo: {unit}", labels = { unit = "{unit}" } },
        }

        """

    /// Not in the order of time: event 2 becomes known when it comes, after event 3.
    private static let log = """
        {"id":"1","time":"2026-03-02T08:00:00Z","type":"response","unit":"turku","answers":{"nps":3}}
        {"id":"3","time":"2026-03-02T08:20:00Z","type":"response","unit":"turku","answers":{"nps":0}}
        {"id":"2","time":"2026-03-02T08:10:00Z","type":"response","unit":"oulu","answers":{"nps":2}}
        {"id":"4","time":"2026-03-02T08:40:00Z","type":"response","unit":"turku","answers":{"nps":4}}
        {"id":"5","time":"2026-03-02T12:00:00Z","type":"response","unit":"turku","answers":{"nps":9}}
        {"id":"6","time":"2026-03-02T17:30:00Z","type":"response","unit":"turku","answers":{"nps":0}}
        {"id":"7","time":"2026-03-02T17:45:00Z","type":"response","unit":"oulu","answers":{"nps":9}}

        """

    private static func folder() throws -> Folder {
        let folder = try Folder()
        _ = try OneRule.workspace(folder, rules: rules, workspace: workspace)
        try folder.write("log.jsonl", log)
        return folder
    }

    private static func run(
        _ folder: Folder, _ words: [String], language: String = "en_GB.UTF-8"
    ) async throws -> Command.Result {
        try await Command.run(words, in: folder.url, environment: ["LANG": language])
    }

    private static func lines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private static func told(_ folder: Folder, _ name: String) throws -> [String] {
        try lines(folder.text(name)).map { line in
            let reason = line["reason"] as? String ?? ""
            return "\(line["time"] as? String ?? "") \(line["receiver"] as? String ?? "") \(reason)"
        }
    }

    private static let expected = [
        "2026-03-02T08:00:30Z johto first", "2026-03-02T08:20:30Z johto silenced",
        "2026-03-02T08:20:30Z console first", "2026-03-02T10:00:30Z johto first",
        "2026-03-02T10:20:30Z johto all_resolved", "2026-03-02T10:20:30Z console all_resolved",
        "2026-03-02T10:40:30Z johto all_resolved", "2026-03-02T17:30:30Z johto first",
        "2026-03-02T17:30:30Z console muted",
    ]

    @Test func aRunTellsTheReceiversAndWritesWhoWasTold() async throws {
        let folder = try Self.folder()
        let result = try await Self.run(
            folder,
            [
                "run", "--workspace", "workspace", "log.jsonl", "--notifications", "told.jsonl", "--format", "json",
                "--jobs", "3",
            ])
        #expect(result.code == 0, "\(result.error)")
        #expect(try Self.told(folder, "told.jsonl") == Self.expected)
        #expect(
            result.errorLines.count == 7 && result.error.contains("to=\"Äijö\" receiver=\"johto\" group.unit=\"turku\"")
        )
        let report = try #require(try Self.lines(result.output).first?["alerts"] as? [String: Any])
        #expect(report["firing"] as? Int == 2 && report["resolved"] as? Int == 3)
        #expect(report["notifications"] as? Int == 7)
        #expect(report["suppressed"] as? [String: Int] == ["silenced": 1, "muted": 1])
        let finnish = try await Self.run(
            folder, ["run", "--workspace", "workspace", "log.jsonl"], language: "fi_FI.UTF-8")
        #expect(finnish.output.contains("voimassa 2 · odottaa 0 · päättynyt 3 · ilmoituksia 7 · hiljennetty 1"))
        #expect(finnish.output.contains("vakava: Raivo: turku"))
    }

    @Test func aLogInTwoPartsTellsWhatTheWholeTells() async throws {
        let folder = try Self.folder()
        let events = Self.log.split(separator: "\n")
        for parts in [1, 2, 4, 6] {
            try folder.write("a.jsonl", events.prefix(parts).joined(separator: "\n") + "\n")
            try folder.write("b.jsonl", events.dropFirst(parts).joined(separator: "\n") + "\n")
            var told: [String] = []
            for name in ["a", "b"] {
                let result = try await Self.run(
                    folder,
                    [
                        "run", "--workspace", "workspace", "\(name).jsonl", "--memory", "memory-\(parts)",
                        "--notifications", "\(name).told",
                    ])
                #expect(result.code == 0, "\(result.error)")
                told += try Self.told(folder, "\(name).told")
            }
            #expect(told == Self.expected, "\(parts)")
        }
    }

    /// A log of several chunks, whose lines are not in the order of time: as one worker tells, so do four, and so does a replay.
    @Test func theNumberOfWorkersChangesNothing() async throws {
        let folder = try Self.folder()
        var random = SplitMix64(seed: 44)
        var text = ""
        for index in 0..<16_000 {
            // Up to two hours late.
            let hours = index * 19 * 12 / 16_000
            let (day, hour) = (10 + hours / 12, 12 + hours % 12 - Int.random(in: 0...2, using: &random))
            let unit = Bool.random(using: &random) ? "turku" : "oulu"
            let answer = Int.random(in: 0...400, using: &random)
            text += """
                {"id":"\(index)","time":"2026-03-\(day)T\(hour):00:00Z","type":"response","unit":"\(unit)","answers":\
                {"nps":\(answer > 10 ? 10 : answer)}}

                """
        }
        try folder.write("many.jsonl", text)
        for jobs in ["1", "4"] {
            let result = try await Self.run(
                folder,
                [
                    "run", "--workspace", "workspace", "many.jsonl", "--jobs", jobs, "--notifications", "told-\(jobs)",
                    "--decisions", "decisions-\(jobs)", "--format", "json",
                ])
            #expect(result.code == 0, "\(result.error)")
        }
        let told = try folder.text("told-1")
        #expect(try told == folder.text("told-4") && told.split(separator: "\n").count > 100)
        let replay = try await Self.run(
            folder,
            [
                "rules", "replay", "many.jsonl", "--workspace", "workspace", "--candidate", "workspace", "--format",
                "json",
                "--jobs", "3",
            ])
        let alerts = try #require(try Self.lines(replay.output).first?["alerts"] as? [String: Any])
        let sides = ["now", "then"].map { alerts[$0] as? [String: Int] }
        let sent = try Self.lines(told).count { $0["kind"] as? String == "notification" }
        #expect(sides[0] == sides[1] && sides[0]?["notifications"] == sent)
    }

    @Test func alertsAreListedAtAMoment() async throws {
        let folder = try Self.folder()
        let words = ["alerts", "--workspace", "workspace", "log.jsonl"]
        let morning = try await Self.run(
            folder, words + ["--at", "2026-03-02T10:30:00+02:00"], language: "sv_FI.UTF-8")
        #expect(morning.code == 0, "\(morning.error)")
        for text in [
            "läget 2026-03-02 10:30 · aktiva 3 · väntar 0", "aktivt kritiskt  Raivo: turku", "sedan 2026-03-02 10:20",
            "johto: underrättas inte, tystat av Åsa till 2026-03-02 12:00: ombyggnad",
            "console: underrättad 2026-03-02 10:20:30",
        ] {
            #expect(morning.output.contains(text), "\(text)\n\(morning.output)")
        }
        let end = try await Self.run(folder, words + ["--format", "json"])
        let document = try #require(try Self.lines(end.output).first)
        #expect(document["at"] as? String == "2026-03-02T17:45:00Z")
        let alerts = try #require(document["alerts"] as? [[String: Any]])
        #expect(alerts.map { $0["status"] as? String } == ["firing", "firing", "resolved"])
        let silences = try #require(document["silences"] as? [[String: Any]])
        #expect(silences.map { $0["state"] as? String } == ["expired"])
        #expect(morning.output.contains("unit = \"oulu\": tystat av Åsa till 2026-03-02 12:00: ombyggnad (gäller nu)"))
        // Before the first event, and after the last: a day stands for its end.
        #expect(try await Self.run(folder, words + ["--at", "2026-03-01"]).output.contains("No alerts."))
        #expect(try await Self.run(folder, words + ["--at", "2026-03-02"]).output.contains("firing 0"))
        let wrong = try await Self.run(folder, words + ["--at", "yesterday"])
        #expect(wrong.code == 2 && wrong.error.contains("--at: \"yesterday\" is no time"))
    }

    /// An event of a clock that is wrong: nobody is told of what comes after it, and somebody is told of that.
    @Test func anEventFarAheadHoldsLogTime() async throws {
        let folder = try Self.folder()
        let ahead =
            "{\"id\":\"0\",\"time\":\"2062-03-02T08:00:00Z\",\"type\":\"response\",\"unit\":\"turku\",\"answers\":{\"nps\":9}}\n"
        try folder.write("ahead.jsonl", ahead + Self.log)
        let expected =
            "tuntuma: log time stands at 2062-03-02T08:00:00Z: the last 7 events are of 2026-03-02T17:45:00Z at the latest, "
        for words in [["run"], ["alerts"]] {
            let result = try await Self.run(folder, words + ["--workspace", "workspace", "ahead.jsonl"])
            #expect(result.code == 0 && result.error.contains(expected), "\(result.error)")
        }
        // At the end of the log it holds nothing up; and where nothing waits for log time, only the clock is asked about.
        try folder.write("ahead.jsonl", Self.log + ahead)
        let end = try await Self.run(folder, ["alerts", "--workspace", "workspace", "ahead.jsonl"])
        #expect(end.error.isEmpty)
        try folder.write("ahead.jsonl", ahead + Self.log)
        let plain = try await Self.run(folder, ["run", "--workspace", "workspace", "--no-rules", "ahead.jsonl"])
        let clock =
            "tuntuma: an event is dated 2062-03-02T08:00:00Z, and what comes after it 2026-03-02T17:45:00Z at the latest: "
            + "is the clock of the source right?\n"
        #expect(plain.code == 0 && plain.error == clock, "\(plain.error)")
    }

    @Test func anAlertMaySayWhenItIsOver() async throws {
        let folder = try Self.folder()
        try folder.write(
            "workspace/rules/a.lua",
            """
            rule "detractor" {
              doc = "Unhappy.", on = "response", match = { answers = { nps = { max = 6 } } },
              alert = { title = "declared", labels = { unit = "{unit}" }, resolve_after = "12h" },
              run = function(event)
                if event.answers.nps == 0 then alert { title = "computed", resolve_after = "5m" } end
              end,
            }

            """)
        let words = ["alerts", "--workspace", "workspace", "log.jsonl"]
        let result = try await Self.run(folder, words)
        for text in ["firing 2 · pending 0 · resolved 1", "ended 2026-03-02 19:35"] {
            #expect(result.output.contains(text), "\(text)\n\(result.output)")
        }
        try folder.write(
            "workspace/rules/a.lua",
            """
            rule "r" { doc = "d", on = "response", match = { survey = "x" },
              alert = { title = "t", resolve_after = "soon" } }

            """)
        let wrong = try await Self.run(folder, words)
        #expect(wrong.code == 3)
        #expect(
            wrong.error.contains(
                "a.lua:2: rule \"r\": alert.resolve_after: \"soon\" is no span of time; expected a span of time such as \"2h\""
            ),
            "\(wrong.error)")
    }

    @Test func theWayThroughTheTreeIsShown() async throws {
        let folder = try Self.folder()
        let words = ["notifications", "test", "--workspace", "workspace"]
        let result = try await Self.run(
            folder, words + ["severity=critical", "unit=oulu", "--at", "2026-03-02T07:00:00+02:00"],
            language: "fi_FI.UTF-8")
        #expect(result.code == 0, "\(result.error)")
        for text in [
            "Hälytyksen severity=critical unit=oulu tie, 2.3.2026 7.00",
            "✓ severity = \"critical\" → vastaanottaja console (console)", "ei kerrota, mykistetty ajaksi yö",
            "hiljentänyt Åsa, päättyy 2.3.2026 12.00: ombyggnad (voimassa nyt)",
        ] {
            #expect(result.output.contains(text), "\(text)\n\(result.output)")
        }
        let other = try await Self.run(folder, words + ["severity=info", "--format", "json"])
        let routes = try #require(try Self.lines(other.output).first?["routes"] as? [[String: Any]])
        #expect(routes.map { $0["outcome"] as? String } == ["destination", "not_matched"])
        // A slip is told, and the way is shown all the same.
        let slip = try await Self.run(folder, words + ["untt=turku", "severity=critical"])
        #expect(slip.code == 0 && slip.output.contains("receiver console"))
        #expect(
            slip.error
                == "tuntuma: no rule gives a label \"untt\" and no route asks for it; did you mean \"unit\"?\n")
        #expect(other.error.isEmpty && result.error.isEmpty)
        let wrong = try await Self.run(folder, words + ["turku"])
        #expect(wrong.code == 2 && wrong.error.contains("\"turku\" is no label; expected one such as unit=turku"))
    }

    @Test func mistakesInNotificationsAreFoundByCheck() async throws {
        let folder = try Folder()
        _ = try OneRule.workspace(
            folder,
            workspace: Self.workspace.replacing("receiver = \"johto\"", with: "receiver = \"johtoo\"").replacing(
                "mute = { \"yö\" }", with: "mute = { \"yo\" }"))
        let result = try await Self.run(folder, ["check", "workspace"])
        #expect(result.code == 3)
        #expect(
            result.error.contains(
                "tuntuma.lua:6: notifications: route.receiver: there is no receiver or action \"johtoo\""))
        #expect(result.error.contains("tuntuma.lua:7: notifications: route.routes.1.mute: there is no \"yo\""))
        for command in [["run", "--workspace", "workspace", "-"], ["alerts", "--workspace", "workspace", "-"]] {
            #expect(try await Self.run(folder, command).code == 3)
        }
    }

    @Test func aRuleThatCanMissNobodyIsNoted() async throws {
        let folder = try Folder()
        let rule = """
            rule "quiet" {
              doc = "Silent.", on = "silence", by = { "unit", "KEY" }, after = "2d", alert = { title = "t" },
              tests = { { name = "two days", given = { group = { unit = "turku", KEY = "x" }, days = 2 }, expect = { { alert = {} } } } },
            }

            """
        for (key, note) in [
            ("survey", "  rule \"quiet\": the workspace declares no group by unit, survey, so nobody is missed\n"),
            ("touchpoint", ""),
        ] {
            let workspace = Self.workspace + "touchpoints { order = {} }\n"
            _ = try OneRule.workspace(folder, rules: rule.replacing("KEY", with: key), workspace: workspace)
            let result = try await Self.run(folder, ["check", "workspace"])
            #expect(result.code == 0, "\(result.error)")
            #expect(result.output == "workspace: 1 rule, 0 metrics, 1 of 1 test passed\n" + note)
        }
    }

    @Test func aReplayComparesAlerts() async throws {
        let folder = try Self.folder()
        // Turku fires later, Oulu no longer, and a new rule fires.
        try folder.write(
            "edited/a.lua",
            Self.rules.replacing(
                "match = { answers = { nps = { max = 6 } } }",
                with: "match = { answers = { nps = { max = 6 } }, time = { min = \"2026-03-02T08:15:00Z\" } }"
            ) + """
                rule "happy" {
                  doc = "Happy.", on = "response", match = { answers = { nps = { min = 9 } } },
                  alert = { severity = "info", title = "Iloinen: {unit}", labels = { unit = "{unit}" } },
                }

                """)
        let words = ["rules", "replay", "log.jsonl", "--workspace", "workspace", "--candidate", "edited"]
        let json = try await Self.run(folder, words + ["--format", "json", "--html", "page.html"])
        #expect(json.code == 1, "\(json.error)")
        let alerts = try #require(try Self.lines(json.output).first?["alerts"] as? [String: Any])
        #expect(
            ["added", "removed", "earlier", "later"].map { alerts[$0] as? Int } == [2, 1, 0, 1], "\(json.output)")
        let table = try await Self.run(folder, words, language: "fi_FI.UTF-8")
        #expect(table.output.contains("uusi 2 · poistunut 1 · myöhemmin 1"), "\(table.output)")
        #expect(table.output.contains("myöhemmin: Arvostelija: turku"))
        #expect(try folder.text("page.html").contains("<td>Iloinen: turku</td>"))
        // The same rules with other notifications are a difference too.
        try folder.write(
            "other/tuntuma.lua",
            Self.workspace.replacing("unit = \"oulu\" }, author", with: "unit = \"turku\" }, author"))
        try folder.write("other/rules/a.lua", Self.rules)
        let other = try await Self.run(
            folder, ["rules", "replay", "log.jsonl", "--workspace", "workspace", "--candidate", "other"])
        #expect(other.code == 1 && other.output.contains("The alerts are the same."), "\(other.output)")
        let same = try await Self.run(
            folder, ["rules", "replay", "log.jsonl", "--workspace", "workspace", "--candidate", "workspace"])
        #expect(same.code == 0, "\(same.output)")
    }
}
