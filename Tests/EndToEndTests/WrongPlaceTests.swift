import Foundation
import Testing

/// Things in places that are not theirs, and options that can do nothing: one line says what to do.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct WrongPlaceTests {
    private static let table = """
        id;time;nps;kommentti
        1;2026-03-02T09:15:00Z;9;"hyvä; todella

        hyvä"
        2;2026-03-03T09:15:00Z;3;hidas

        """
    private static let event = #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"nps":9}}"# + "\n"

    private func fails(
        _ arguments: [String], input: String = "", code: Int32 = 4, says parts: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await Command.run(arguments, input: input)
        #expect(result.code == code && result.output == "", "\(result)", sourceLocation: sourceLocation)
        #expect(result.errorLines.count == 1, "\(result.error)", sourceLocation: sourceLocation)
        for part in parts {
            #expect(result.error.contains(part), "\(part) is not in \(result.error)", sourceLocation: sourceLocation)
        }
    }

    // MARK: A table in place of a log

    @Test func aTableIsNoLog() async throws {
        let folder = try Folder()
        let table = try folder.write("vastaukset.csv", Self.table)
        let text = try folder.write("vastaukset.txt", Self.table)
        let workspace = try folder.write("w/tuntuma.lua", "organisation { name = \"T\" }\n").dropLast(
            "/tuntuma.lua".count)
        let says = ["is a table (CSV)", "JSON Lines is expected", "`tuntuma run "]
        try await fails(["import", table], says: [table] + says)
        try await fails(["import", text], says: [text, "`tuntuma run \(text)`"] + says)
        try await fails(["import", "-"], input: Self.table, says: ["standard input", "save it as FILE.csv"] + says)
        try await fails(["run", "-"], input: Self.table, says: ["standard input", "save it as FILE.csv"] + says)
        try await fails(["run", table, "--workspace", String(workspace)], says: [table] + says)
        try await fails(["alerts", table, "--workspace", String(workspace)], says: [table] + says)
        let byteOrderMark = try folder.write("bom.jsonl", "\u{FEFF}" + Self.table)
        let csv = folder.path("bom.csv")
        try await fails(["run", byteOrderMark], says: ["name it \(csv): `tuntuma run \(csv)`"] + says)
        // Nothing is left where it would have been written.
        try await fails(["import", table, "--to", folder.path("out.jsonl")], says: says)
        #expect(!folder.exists("out.jsonl"))
    }

    @Test func aTableInTheLogOfAWorkspaceIsNotPassedOver() async throws {
        let folder = try Folder()
        try folder.write("tuntuma.lua", "organisation { name = \"T\" }\n")
        try folder.write("log/a.jsonl", Self.event)
        try folder.write("log/README.md", "what lies here")
        let path = folder.url.path(percentEncoded: false)
        #expect(try await Command.run(["run", "--workspace", path]).code == 0)
        try folder.write("log/b.csv", Self.table)
        try await fails(
            ["run", "--workspace", path], says: ["log/b.csv", "is a table (CSV)", "move it out of the log"])
    }

    /// A log with mistakes is none: its lines are rejected one by one.
    @Test func aLogWithMistakesIsNoTable() async throws {
        let folder = try Folder()
        for text in [
            "a;b\nc;d\n" + Self.event, "a;b\n", "\"nps\":9,\n", "x\ny\n", "[1,2]\n[3,4]\n", Self.event + "a,b\nc,d\n",
        ] {
            let log = try folder.write("a.jsonl", text)
            #expect(try await Command.run(["run", log]).code == 0, "\(text)")
            #expect(try await Command.run(["import", log]).code == 0, "\(text)")
        }
    }

    @Test func anImportShowsFiveRejections() async throws {
        let folder = try Folder()
        let log = try folder.write("a.jsonl", Self.event + (0..<20).map { "event \($0)\n" }.joined())
        let result = try await Command.run(["import", log])
        #expect(result.code == 0)
        #expect(result.errorLines.count == 7, "\(result.error)")
        #expect(result.errorLines[0].contains("rejected \(log):2: not JSON"))
        #expect(result.errorLines[5].contains("and 15 more"))
    }

    /// What a channel cannot make an event of is kept as the channel gave it, beside the lines of the log.
    @Test func rejectedRowsAreKept() async throws {
        let folder = try Folder()
        try folder.write("w/answers.csv", "id;nps\n1;9\n2;x\n3;y\n")
        try folder.write("w/log/a.jsonl", Self.event + "no event\n")
        try folder.write(
            "w/tuntuma.lua",
            """
            channel { id = "c", plugin = "csv", path = "answers.csv", event = function(row)
              return { id = row.id, time = "2026-03-02T09:15:00Z", type = "response",
                answers = { nps = number(row.nps) or error("no score") } }
            end }

            """)
        let rows = ##"{"#":"2","id":"2","nps":"x"}"## + "\n" + ##"{"#":"3","id":"3","nps":"y"}"## + "\n"
        let arguments = ["--workspace", folder.path("w"), "--rejected", folder.path("r")]
        let run = try await Command.run(["run"] + arguments)
        #expect(run.code == 0 && run.error.contains("rejected 3 lines"), "\(run.error)")
        #expect(try folder.text("r") == rows + "no event\n")
        let imported = try await Command.run(["import"] + arguments)
        #expect(imported.code == 0)
        #expect(try folder.text("r") == rows)
        let binary = try folder.write("binary", Data([0x7F, 0x45, 0, 0, 0x0A, 7, 0x0A]))
        try await fails(["import", binary], says: ["binary", "looks like a binary file"])
    }

    // MARK: A workspace in place of a log

    @Test func aWorkspaceIsNoLog() async throws {
        let folder = try Folder()
        let file = try folder.write("w/tuntuma.lua", "organisation { name = \"T\" }\n")
        let path = String(file.dropLast("/tuntuma.lua".count))
        try await fails(["run", path], says: [path, "is a workspace", "--workspace \(path)"])
        try await fails(["import", path], says: [path, "is a workspace", "--workspace \(path)"])
    }

    // MARK: Options that can do nothing

    @Test func decisionsWithoutRules() async throws {
        let folder = try Folder()
        let log = try folder.write("a.jsonl", Self.event)
        let decisions = folder.path("d.jsonl")
        let result = try await Command.run(["run", log, "--decisions", decisions])
        #expect(
            result.code == 0 && result.error.contains("--decisions: there are no rules, so \(decisions) stays empty"))
        #expect(try folder.text("d.jsonl") == "")
        let rule = "rule \"r\" { doc = \"x\", on = \"response\", route = { queue = \"q\" } }\n"
        try folder.write("w/rules/r.lua", rule)
        let workspace = ["--workspace", folder.path("w")]
        let with = try await Command.run(["run", log, "--decisions", decisions] + workspace)
        #expect(with.code == 0 && with.error == "", "\(with.error)")
        let shadow = try await Command.run(["run", log, "--shadow", decisions] + workspace)
        #expect(shadow.code == 0 && shadow.error.contains("--shadow: there are no shadow rules"))
        try folder.write("w/rules/r.lua", rule.replacing("on =", with: "mode = \"shadow\", on ="))
        let only = try await Command.run(["run", log, "--decisions", decisions] + workspace)
        #expect(only.code == 0 && only.error.contains("there are no rules but shadows"))
    }

    @Test func aKeyThatNoEventHas() async throws {
        let folder = try Folder()
        let log = try folder.write(
            "a.jsonl", Self.event.replacing("\"answers\"", with: #""attributes":{"segment":"sme"},"answers""#))
        let result = try await Command.run(["run", log, "--by", "attributes.nope,attributes.segment", "--by", "unit"])
        #expect(result.code == 0)
        #expect(
            result.errorLines.map { $0.replacing("tuntuma: ", with: "") } == [
                "--by: no event has \"attributes.nope\"", "--by: no event has \"unit\"",
            ])
        try await fails(["run", log, "--by", "segment"], code: 2, says: ["did you mean \"attributes.segment\"?"])
        try await fails(["run", log, "--by", "touchpiont"], code: 2, says: ["did you mean \"touchpoint\"?"])
    }

    @Test func anEventOfAnotherAge() async throws {
        let folder = try Folder()
        func event(_ id: String, _ year: String) -> String {
            Self.event.replacing("\"a\"", with: "\"\(id)\"").replacing("2026-03", with: "\(year)-03")
        }
        let hint = "is the clock of the source right?"
        let ahead = try folder.write("a.jsonl", event("a", "9999") + event("b", "2026"))
        let result = try await Command.run(["run", ahead])
        #expect(result.code == 0 && result.errorLines.count == 1 && result.error.contains(hint), "\(result.error)")
        // Two files that are named in the wrong order are no reason to ask.
        let late = try folder.write("b.jsonl", event("a", "2026") + event("b", "2024"))
        #expect(try await Command.run(["run", late]).error == "")
    }

    /// A stream that is closed is none that is empty, and its number is no file's.
    @Test func closedStreams() async throws {
        let folder = try Folder()
        let program = try #require(Command.path)
        let log = try folder.write("a.jsonl", Self.event + "no event\n")
        func shell(_ script: String) async throws -> Int32 {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", script, program, log]
            process.currentDirectoryURL = folder.url
            try await Command.end(of: process)
            return process.terminationStatus
        }
        for command in ["run", "import"] {
            #expect(try await shell("\"$0\" \(command) - <&- 2>error.txt >out.txt") == 4)
            #expect(try folder.text("error.txt").contains("Bad file descriptor"))
        }
        let outputs = "--rejected r.jsonl --format json"
        #expect(try await shell("\"$0\" run \"$1\" \(outputs) >&- 2>error.txt") == 4)
        #expect(try folder.text("error.txt").contains("cannot write standard output"))
        #expect(try await shell("\"$0\" run \"$1\" \(outputs) 2>&- >out.txt") == 0)
        #expect(try folder.text("r.jsonl") == "no event\n")
        #expect(try await shell("\"$0\" run \"$1\" \(outputs) <&- >&- 2>&-") == 4)
        #expect(try folder.text("r.jsonl") == "no event\n" && folder.text("a.jsonl") == Self.event + "no event\n")
    }

    /// An output takes the place of the file that was there.
    @Test func aLogIsNotOverwritten() async throws {
        let folder = try Folder()
        try folder.write("w/tuntuma.lua", "organisation { name = \"T\" }\n")
        try folder.write("w/rules/r.lua", "rule \"r\" { doc = \"x\", on = \"response\", route = { queue = \"q\" } }\n")
        let log = try folder.write("w/log/a.jsonl", Self.event)
        let workspace = folder.path("w")
        let again = folder.path("w/../w/log/./a.jsonl")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: log)
        for option in ["--decisions", "--shadow", "--rejected"] {
            for path in [log, again, folder.path("link")] {
                try await fails(
                    ["run", "--workspace", workspace, option, path], code: 2, says: [option, "is read as a log"])
                try await fails(["run", log, option, path], code: 2, says: [option, "is read as a log"])
            }
        }
        let replay = ["rules", "replay", "--workspace", workspace, "--candidate", folder.path("w/rules")]
        try await fails(replay + ["--decisions", again], code: 2, says: ["is read as a log"])
        #expect(try folder.text("w/log/a.jsonl") == Self.event)
        try await fails(
            [
                "run", log, "--workspace", workspace, "--decisions", folder.path("d"), "--rejected",
                folder.path("w/../d"),
            ],
            code: 2, says: ["--rejected", "is the file of --decisions too"])
        #expect(!folder.exists("d"))
    }

    // MARK: A metric that fails

    @Test func aMetricThatFailsIsToldOf() async throws {
        let folder = try Folder()
        try folder.write("log/a.jsonl", Self.event + Self.event.replacing("\"a\"", with: "\"b\""))
        try folder.write(
            "metrics/m.lua",
            """
            metric "adds" {
              state = { a = count() },
              add = function(event, state)
                state:add("a", event.answers.nps.score)
              end,
              value = function(state) return share(0, 1) end,
            }
            metric "loops" { question = "nps", scale = { 0, 10 },
              value = function(state) while true do end end }
            metric "wrong" { question = "nps", scale = { 0, 10 },
              value = function(state) return 42 end }
            metric "well" { question = "nps", scale = { 0, 10 },
              value = function(state) return none("we do not say so before the summer of 2030") end }

            """)
        let path = folder.url.path(percentEncoded: false)
        let result = try await Command.run(["run", "--workspace", path], environment: ["COLUMNS": "80"])
        #expect(result.code == 0)
        func line(_ metric: String) -> String { result.errorLines.first { $0.contains("metric \"\(metric)\"") } ?? "" }
        #expect(
            line("adds").contains("failed on 2 events: ") && line("adds").contains("metrics/m.lua:4: "),
            "\(result.error)")
        #expect(
            line("loops").contains("has no value: ") && line("loops").contains("metrics/m.lua:9: "), "\(result.error)")
        #expect(
            line("wrong").contains("has no value: ") && line("wrong").contains("metrics/m.lua:11: `value`: returned"),
            "\(result.error)")
        #expect(line("well") == "" && result.errorLines.count == 3)
        // In the table each reason stands whole, folded at spaces.
        let words = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("we do not say so before the summer of 2030"), "\(result.output)")
        #expect(words.contains("is there a loop that never ends?"), "\(result.output)")
        #expect(!result.output.contains("…") || !result.output.contains("isthere…"))
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func aMetricIsCalledByItsOwnTitle() async throws {
        let folder = try Folder()
        try folder.write("log/a.jsonl", Self.event)
        try folder.write(
            "metrics/nps.lua",
            "metric \"nps\" { question = \"nps\", scale = { 0, 10 }, value = function(state) return mean(state.answers) end }\n"
        )
        let path = folder.url.path(percentEncoded: false)
        let result = try await Command.run(["run", "--workspace", path, "--lang", "fi"])
        #expect(!result.output.contains("Suositteluhalukkuus") && result.output.contains("nps"), "\(result.output)")
    }
}
