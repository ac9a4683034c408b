import Foundation
import Testing

/// Broken workspaces and rules: found before anything is read, said with file and line, exit code 3; a rule that fails on
/// an event costs that event's decisions and nothing else.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct BadWorkspaceTests {
    private static let log = """
        {"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"nps":3}}
        {"id":"b","time":"2026-03-02T09:16:00Z","type":"response","answers":{"nps":9}}

        """

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var rules = OneRule.callback
        var workspace = "organisation { name = \"Test\" }\n"
        var metrics: String?
        var says: [String]
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a syntax error in a rule",
            rules: "rule \"a\" {\n  doc = \"x\",\n  on = = \"response\",\n}\n", says: ["rules/a.lua:3"]),
        Case(
            testDescription: "an unknown key in a rule",
            rules:
                "rule \"a\" {\n  doc = \"x\", on = \"response\",\n  macth = { answers = { nps = 3 } },\n  route = { queue = \"q\" },\n}\n",
            says: ["rules/a.lua:3", "macth", "did you mean \"match\""]),
        Case(
            testDescription: "an unknown key in a metric",
            workspace:
                "organisation { name = \"Test\" }\nmetric {\n  id = \"nps\", plugin = \"nps\",\n  qestion = \"nps\",\n}\n",
            says: ["tuntuma.lua:4", "qestion", "did you mean \"question\""]),
        Case(
            testDescription: "an unknown metric plugin",
            workspace: "metric {\n  id = \"m\",\n  plugin = \"npss\",\n}\n",
            says: ["tuntuma.lua:3", "npss", "did you mean \"nps\""]),
        Case(
            testDescription: "a duplicate metric id",
            workspace: "metric { id = \"m\", plugin = \"nps\" }\nmetric { id = \"m\", plugin = \"csat\" }\n",
            says: ["tuntuma.lua:2", "\"m\"", "tuntuma.lua:1"]),
        Case(
            testDescription: "a metric in Lua without a value",
            metrics: "metric \"m\" {\n  doc = \"x\",\n  state = { a = count() },\n}\n",
            says: ["metrics/a.lua:"]),
        Case(
            testDescription: "an unknown block", workspace: "organization { name = \"Test\" }\n",
            says: ["tuntuma.lua:1", "organi"]),
        Case(
            testDescription: "no such zone", workspace: "organisation { time_zone = \"Europe/Hensinki\" }\n",
            says: ["tuntuma.lua:1", "Hensinki"]),
        Case(
            testDescription: "a wrong scale", workspace: "metric { id = \"m\", plugin = \"nps\", scale = { 10, 0 } }\n",
            says: ["tuntuma.lua:1", "scale"]),
        Case(testDescription: "a file that loops for ever", workspace: "while true do end\n", says: ["tuntuma.lua:1"]),
        Case(
            testDescription: "a file that eats memory", workspace: "local t = {}\nfor i = 1, 1e9 do t[i] = { i } end\n",
            says: ["tuntuma.lua", "memory"]),
    ]

    @Test(arguments: cases)
    func isFoundAtStart(broken: Case) async throws {
        let folder = try Folder()
        let workspace = try OneRule.workspace(
            folder, rules: broken.rules, workspace: broken.workspace, metrics: broken.metrics)
        let log = try folder.write("a.jsonl", Self.log)
        for arguments in [
            ["run", log, "--workspace", workspace, "--decisions", folder.path("d")], ["check", workspace],
        ] {
            let result = try await Command.run(arguments)
            #expect(result.code == 3, "\(arguments[0]): \(result.error)")
            #expect(result.errorLines.count == 1, "\(result.error)")
            for part in broken.says { #expect(result.error.contains(part), "\(part) is not in \(result.error)") }
            if arguments[0] == "run" { #expect(result.output == "") }
            #expect(!folder.exists("d"))
        }
    }

    @Test(arguments: [
        ("loops for ever", "while true do end", "steps"),
        (
            "eats memory", "local text = 'x'\n    for i = 1, 40 do text = text .. text end",
            "rules/a.lua:5: it needs more than 2048 KB of memory"
        ),
        ("makes a huge text", "local t = string.rep('x', 1e9)", "rules/a.lua:4: it needs more than 2048 KB"),
        ("fails", "local x = event.answers.nothing.more", "nil"),
        ("fails with a text", "error('ei käy')", "ei käy"),
    ])
    func aRuleThat(fails: String, body: String, says: String) async throws {
        let folder = try Folder()
        let rules =
            "rule \"bad\" {\n  doc = \"x\", on = \"response\",\n  run = function(event)\n    \(body)\n  end,\n}\n"
            + OneRule.callback
        let workspace = try OneRule.workspace(folder, rules: rules)
        let log = try folder.write("a.jsonl", Self.log)
        let result = try await Command.run([
            "run", log, "--workspace", workspace, "--format", "json", "--decisions", folder.path("d"),
        ])
        #expect(result.code == 0)
        #expect(result.errorLines.count == 1, "\(result.error)")
        for part in ["\"bad\"", "2 events", "a.jsonl:1", says] {
            #expect(result.error.contains(part), "\(part) is not in \(result.error)")
        }
        #expect(result.error.contains(#/rules/a\.lua:\d+: /#), "\(result.error)")
        let report = try result.report()
        #expect(report.rules.map(\.failed) == [2, 0])
        #expect(report.rules.map(\.decided) == [0, 1])
        #expect(report.row("nps")?.n == 2)
        #expect(try folder.text("d").split(separator: "\n").count == 1)
        // Told in the table too, with the line of the source.
        let table = try await Command.run(["run", log, "--workspace", workspace])
        #expect(table.output.contains("bad"))
    }

    @Test func noSuchWorkspace() async throws {
        let folder = try Folder()
        let log = try folder.write("a.jsonl", Self.log)
        let result = try await Command.run(["run", log, "--workspace", folder.path("none")])
        #expect(result.code == 3 || result.code == 4)
        #expect(result.errorLines.count == 1 && result.error.contains("none"), "\(result.error)")
    }

    /// Or the numbers would be those of a workspace that declares nothing.
    @Test func declarationsUnderAnotherName() async throws {
        let folder = try Folder()
        try folder.write("w/workspace.lua", "metric { id = \"m\", plugin = \"nps\", question = \"recommend\" }\n")
        try folder.write("w/rules/a.lua", OneRule.callback)
        let log = try folder.write("a.jsonl", Self.log)
        let run = try await Command.run(["run", log, "--workspace", folder.path("w")])
        #expect(run.code == 3)
        #expect(run.output == "")
        #expect(run.errorLines.count == 1 && run.error.contains("w/workspace.lua: is not read"), "\(run.error)")
        #expect(run.error.contains("rename it to tuntuma.lua"), "\(run.error)")

        try folder.write("w/tuntuma.lua", "organisation { name = \"Test\" }\n")
        #expect(try await Command.run(["run", log, "--workspace", folder.path("w")]).code == 0)
        let check = try await Command.run(["check", folder.path("w")])
        #expect(check.code == 0)
        #expect(check.output.contains("workspace.lua is not read: move rules to rules/"), "\(check.output)")
    }

    @Test func aChannelWhoseFileIsNotThere() async throws {
        let folder = try Folder()
        let channel =
            "channel { id = \"c\", plugin = \"csv\", path = \"none.csv\", event = function(row) return nil end }\n"
        let workspace = try OneRule.workspace(folder, workspace: channel)
        for arguments in [
            ["run", "--workspace", workspace], ["import", "--workspace", workspace, "--to", folder.path("out.jsonl")],
        ] {
            let result = try await Command.run(arguments)
            #expect(result.code == 4)
            #expect(result.errorLines.count == 1 && result.error.contains("none.csv"), "\(result.error)")
            #expect(!folder.exists("out.jsonl"))
        }
    }
}
