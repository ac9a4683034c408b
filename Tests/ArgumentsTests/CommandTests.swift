import Testing

@testable import Arguments

struct CommandTests {
    @Test func runTakesItsOptionsInEitherForm() throws {
        var expected = RunOptions()
        expected.logs = ["a.jsonl", "-", "b/"]
        expected.workspace = "my org"
        expected.by = ["unit", "attributes.segment", "touchpoint"]
        expected.period = .month
        expected.format = .json
        expected.decisions = "d.jsonl"
        expected.rejected = "-"
        expected.jobs = 2
        expected.isStrict = true
        expected.language = .finnish
        let spaced = [
            "run", "a.jsonl", "--workspace", "my org", "--by", "unit,attributes.segment", "--by", "touchpoint",
            "--period", "month", "-", "--format", "json", "--decisions", "d.jsonl", "--rejected", "-", "--jobs", "2",
            "--strict", "--lang", "fi", "b/",
        ]
        let joined = [
            "run", "--workspace=my org", "--by=unit", "--by=attributes.segment,touchpoint", "--period=month",
            "--format=json", "--decisions=d.jsonl", "--rejected=-", "--jobs=2", "--strict", "--lang=fi", "--",
            "a.jsonl", "-", "b/",
        ]
        #expect(try Command(arguments: spaced) == .run(expected))
        #expect(try Command(arguments: joined) == .run(expected))
    }

    @Test func defaultsAreSimple() throws {
        var run = RunOptions()
        run.logs = ["x"]
        #expect(try Command(arguments: ["run", "x"]) == .run(run))
        #expect(try Command(arguments: ["check"]) == .check(CheckOptions(paths: ["."])))
        #expect(try Command(arguments: ["check", "a", "b"]) == .check(CheckOptions(paths: ["a", "b"])))
        #expect(try Command(arguments: ["plugins"]) == .plugins(PluginsOptions(format: .table)))
        #expect(try Command(arguments: ["plugins", "--format=json"]) == .plugins(PluginsOptions(format: .json)))
        #expect(try Command(arguments: ["rules", "test"]) == .rulesTest(RulesTestOptions(paths: ["."])))
        #expect(try Command(arguments: ["rules", "test", "r"]) == .rulesTest(RulesTestOptions(paths: ["r"])))
        #expect(try Command(arguments: ["init", "d"]) == .initialise(InitialiseOptions(folder: "d")))
        let sample = InitialiseOptions(folder: "d", isSample: true, events: 100, seed: .max)
        #expect(
            try Command(arguments: ["init", "--sample", "--events", "100", "--seed", "18446744073709551615", "d"])
                == .initialise(sample))
        let conversion = ImportOptions(files: ["f"], workspace: "w", channel: "c", to: "o")
        #expect(
            try Command(arguments: ["import", "--workspace", "w", "--channel", "c", "--to", "o", "f"])
                == .importEvents(conversion))
        #expect(try Command(arguments: ["--version"]) == .version)
    }

    @Test func theCommandsOnRulesAreUnderstood() throws {
        var log = RuleLogOptions()
        log.workspace = "w"
        log.logs = ["a", "-"]
        log.from = "2026-01-01"
        log.format = .json
        log.jobs = 2
        let words = ["a", "-", "--workspace", "w", "--from", "2026-01-01", "--format", "json", "--jobs", "2"]
        let replay = RulesReplayOptions(
            log: log, candidate: "c", by: [.unit, .day], page: "p", decisions: "d", allowsChanges: true)
        #expect(
            try Command(
                arguments: ["rules", "replay"] + words + [
                    "--candidate", "c", "--by", "unit,day", "--by=day", "--html", "p", "--decisions", "d",
                    "--allow-changes",
                ]) == .rulesReplay(replay))
        #expect(
            try Command(arguments: ["rules", "stats"] + words + ["--more-than", "20"])
                == .rulesStats(RulesStatsOptions(log: log, moreThan: 20)))
        #expect(
            try Command(arguments: ["rules", "promote", "r"] + words)
                == .rulesPromote(RulesPromoteOptions(log: log, rule: "r")))
        log.from = nil
        let rest = words.filter { $0 != "--from" && $0 != "2026-01-01" }
        #expect(
            try Command(arguments: ["rules", "explain"] + rest + ["--event", "e", "--source", "s", "--rule", "r"])
                == .rulesExplain(RulesExplainOptions(log: log, rule: "r", event: "e", source: "s")))
        let key = "080729adf19fe6a3f76854f188370e11"
        #expect(
            try Command(arguments: ["rules", "explain"] + rest + ["--decision", key, "--recorded", "f"])
                == .rulesExplain(RulesExplainOptions(log: log, decision: key, recorded: "f")))
    }

    @Test func afterTwoDashesEverythingIsAnOperand() throws {
        var run = RunOptions()
        run.logs = ["--strict", "--help", "--"]
        #expect(try Command(arguments: ["run", "--", "--strict", "--help", "--"]) == .run(run))
    }

    @Test(
        arguments: [
            ([], "say what to do: run, chart, import, init, check, plugins, rules test, rules replay, "),
            (["rnu", "x"], "there is no command \"rnu\"; did you mean run?"),
            (["imprt"], "did you mean import?"), (["xyzzy"], "there is no command \"xyzzy\" ("),
            (["--by", "unit"], "options stand after a command"), (["--version", "x"], "--version stands alone"),
            (["rules", "replay"], "name the edited rules: --candidate PATH"),
            (["rules", "replay", "--candidate", "x", "--by", "unitt"], "is not one of unit, queue, day"),
            (["rules", "replay", "--candidate", "x", "--html", "o", "--decisions", "o"], "name the same file"),
            (["rules", "explain"], "name an event with --event ID, or a close with --at DAY"),
            (["rules", "explain", "--at", "2026-01-01"], "--at goes with --rule"),
            (["rules", "explain", "--at", "2026-01-01", "--event", "e", "--rule", "r"], "name an event with"),
            (["rules", "explain", "--event", "e", "--group", "unit=x"], "--group goes with --at"),
            (["rules", "explain", "--rule", "r", "--at", "x", "--group", "unit"], "--group: \"unit\" is no value"),
            (
                ["rules", "explain", "--rule", "r", "--at", "x", "--group=a=1", "--group=a=2"],
                "--group: \"a\" is given twice"
            ),
            (["rules", "explain", "--event", "e", "--decision", "0"], "name an event with --event ID, or"),
            (["rules", "explain", "--decision", "xyz"], "is no key; expected the 32 digits"),
            (
                ["rules", "explain", "--rule", "r", "--at", "2026-01-01", "--recorded", "f"],
                "--recorded goes with --event ID or --decision"
            ),
            (["rules", "promote"], "rules promote needs RULE"),
            (["rules", "stats", "--more-than", "-1"], "--more-than: \"-1\" is not a whole number from 0 to "),
            (["rules", "stats", "--more-than", "-"], "--more-than: \"-\" is not a whole number from 0 to "),
            (["rules", "stats", "--more-than", "-x"], "--more-than needs a value"),
            (["rules", "test", "--watch", "--format", "junit"], "it writes no JUnit"),
            (["run", "x", "--shadow", "o", "--decisions", "o"], "name the same file"),
            (["run", "x", "--shadow", "o", "--no-rules"], "--shadow writes what the rules decide"),
            (["rules"], "say what to do with rules: rules test, rules replay, "),
            (["rules", "tets"], "did you mean rules test?"),
            (["run"], "name a LOG, or a workspace"), (["run", ""], "a name is empty; expected [LOG...]"),
            (["run", "-", "-"], "standard input (-) can be read once"),
            (["run", "x", "--peroid", "month"], "there is no option \"--peroid\"; did you mean --period?"),
            (["run", "x", "-period"], "there is no option \"-period\"; did you mean --period?"),
            (["run", "x", "--work=w"], "did you mean --workspace?"),
            (["run", "x", "--zzz"], "there is no option \"--zzz\" ("),
            (["run", "x", "--period"], "--period needs a value: --period PERIOD"),
            (["run", "x", "--period="], "--period needs a value"),
            (["run", "x", "--period", "--strict"], "--period needs a value"),
            (
                ["run", "x", "--period", "weekly"],
                "not one of all, day, week, month, quarter, year; did you mean week?"
            ),
            (["run", "x", "--period", "day", "--period", "day"], "--period is given twice"),
            (["run", "x", "--strict", "--strict"], "--strict is given twice"),
            (["run", "x", "--strict=yes"], "--strict takes no value"),
            (["run", "x", "--format", "JSON"], "\"JSON\" is not one of table, json, csv; did you mean json?"),
            (["run", "x", "--lang", "no"], "is not one of fi, sv, en"),
            (["run", "x", "--jobs", "0"], "\"0\" is not a whole number from 1 to 256"),
            (["run", "x", "--jobs", "257"], "from 1 to 256"), (["run", "x", "--jobs", "2.5"], "from 1 to 256"),
            (["run", "x", "--jobs=-1"], "from 1 to 256"), (["run", "x", "--jobs=+1"], "from 1 to 256"),
            (["run", "x", "--jobs", "99999999999999999999999"], "from 1 to 256"),
            (["run", "x", "--by", "unit,"], "has a key without a name"), (["run", "x", "--by=,"], "without a name"),
            (["run", "x", "--by", "attributes."], "has a key without a name"),
            (["run", "x", "--by", "unit", "--by", "unit"], "\"unit\" is given twice"),
            (["run", "x", "--decisions", "o", "--rejected", "o"], "name the same file"),
            (["run", "x", "--decisions", "o", "--no-rules"], "--no-rules runs none"),
            (["import"], "name a FILE, or a workspace"),
            (["import", "x", "--channel", "c"], "a channel of a workspace"),
            (["init"], "init needs DIR"), (["init", "a", "b"], "init does not take \"b\""),
            (["init", "a", "--seed", "1"], "belong to --sample"), (["init", "a", "--sample", "--seed=-1"], "--seed:"),
            (["plugins", "x"], "plugins does not take \"x\""),
            (["plugins", "--format", "csv"], "is not one of table, json"),
            (["check", "--strict"], "there is no option \"--strict\""), (["help", "nothing"], "there is no command"),
            (["run", "x", "--\u{1B}[31m\n"], "there is no option"),
        ] as [([String], String)])
    func mistakesGetOneLineThatHelps(arguments: [String], part: String) throws {
        let error = #expect(throws: ArgumentError.self) { _ = try Command(arguments: arguments) }
        let text = try #require(error).description
        #expect(text.contains(part), "\(text)")
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(text.count <= 250)
    }

    @Test func randomWordsNeverTrap() {
        var state: UInt64 = 2
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = [
            "run", "init", "rules", "test", "--by", "--by=a,b", "--", "-", "", "--jobs", "9", "--help", "--x=", "=",
            "--=",
            "x", "--sample", "--format=csv", "\u{0}", "å", "--period", "month",
        ]
        var understood = 0
        for _ in 0..<20_000 {
            let arguments = (0..<random(7)).map { _ in words[random(words.count)] }
            if (try? Command(arguments: arguments)) != nil { understood += 1 }
        }
        #expect(understood > 0)
    }
}
