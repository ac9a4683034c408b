import Foundation
import Loading
import Testing
import Tuntuma
import Workspace
@testable import Scripting

/// From files to blocks to a workspace.
struct LoadingTests {
    private func blocks(_ text: String) throws -> [Block] {
        try EvaluatedFile(ScriptSource(file: "tuntuma.lua", text: text)).blocks
    }

    @Test func blocksComeAsData() throws {
        let blocks = try blocks(
            """
            organisation { name = "Yritys Ä", languages = { "fi", "sv" }, min_group = 5 }
            survey "project" { questions = { goals = scale(1, 5), comment = text(), kind = choice { "a", "b" },
              again = yes_no(), amount = number() } }
            metric { id = "nps", where = { survey = { "nps", "project" } }, level = 0.95, half = 10 / 2, on = true }
            rule "r" { match = { survey = "nps", any { { unit = "a" }, { unit = "b" } }, none { { x = 1 } } },
              run = function(event)
              end }
            goals { { metric = "nps", target = 40 } }
            actions {}
            """)
        #expect(blocks.map(\.keyword) == ["organisation", "survey", "metric", "rule", "goals", "actions"])
        #expect(blocks.map(\.name) == [nil, "project", nil, "r", nil, nil])
        #expect(blocks.map(\.line) == [1, 2, 4, 5, 8, 9])
        #expect(
            blocks[0].settings == [
                "name": .text("Yritys Ä"), "languages": .list([.text("fi"), .text("sv")]), "min_group": .integer(5),
            ])
        func call(_ name: String, _ arguments: [Setting]) -> Setting {
            .table(["$call": .text(name), "arguments": .list(arguments)])
        }
        #expect(
            blocks[1].settings == [
                "questions": .table([
                    "goals": call("scale", [.integer(1), .integer(5)]), "comment": call("text", []),
                    "kind": call("choice", [.list([.text("a"), .text("b")])]), "again": call("yes_no", []),
                    "amount": call("number", []),
                ])
            ])
        #expect(blocks[2].settings["level"] == .decimal(0.95))
        #expect(blocks[2].settings["half"] == .integer(5))
        #expect(blocks[2].settings["on"] == .boolean(true))
        #expect(
            blocks[3].settings["match"]
                == .table([
                    "survey": .text("nps"),
                    "1": call("any", [.list([.table(["unit": .text("a")]), .table(["unit": .text("b")])])]),
                    "2": call("none", [.list([.table(["x": .integer(1)])])]),
                ]))
        #expect(blocks[3].settings["run"] == .function(line: 6))
        #expect(blocks[4].settings == ["1": .table(["metric": .text("nps"), "target": .integer(40)])])
        #expect(blocks[5].settings == [:])
    }

    @Test func keysKnowTheirLines() throws {
        let blocks = try blocks(
            """
            -- survey "x" { a = 1 }
            local s = "rule 'r' { a = 1 }" --[[ rule "r" {
            ]]
            rule "r" {
              doc = [[two
              lines = 3]],
              match = {
                answers = { nps = { max = 6 },
                            comment = { contains = { "a",
                              "b" } } },
                any {
                  { unit = "x" } },
              }, ["odd key"] = 1,
              run = function(event)
                local t = { doc = 2, inner = function() return 1, 2 end }
                if t then for i = 1, 2 do repeat local x = i until true end end
              end,
              tests = {
                { name = "one", given = scale(1,
                    { deep = 2 }) },
              },
            }
            rule "s" { doc = 1 } rule "t" {
              doc = 2 }
            """)
        let lines = blocks[0].lines
        #expect(blocks[0].line == 4)
        #expect(lines["doc"] == 5)
        #expect(lines["match"] == 7)
        #expect(lines["match.answers"] == 8)
        #expect(lines["match.answers.nps.max"] == 8)
        #expect(lines["match.answers.comment"] == 9)
        #expect(lines["match.1"] == 11)
        #expect(lines["odd key"] == 13)
        #expect(lines["run"] == 14)
        #expect(lines["tests"] == 18)
        #expect(lines["tests.1.name"] == 19)
        #expect(lines["inner"] == nil)
        #expect(blocks[1].lines["doc"] == 23)
        #expect(blocks[2].lines["doc"] == 24)
        #expect(blocks[0].complaint("match.1", "is odd").description == "tuntuma.lua:11: rule \"r\": match.1: is odd")
    }

    @Test(arguments: [
        ("local a\nsurvey { }", 2, "write survey \"name\" { ... }"), ("rule 'x'", 1, "rule \"x\" has no table"),
        ("rule 'x'\nrule 'y' {}", 1, "rule \"x\" has no table"),
        ("rule(3)", 1, "write rule { ... } or rule \"name\" { ... }"),
        ("units 'x' {}", 1, "write units { ... }"), ("rule 'x' 'y'", 1, "rule \"x\" takes a table"),
        ("local t = {} t.t = t metric(t)", 1, "nested deeper"),
        ("metric { [{}] = 1 }", 1, "a key of a table is a table"),
        ("metric { x = 0/0 }", 1, "nan"), ("metric { x = scale(nil) }", 1, "1. argument is nil"),
        ("metrik { }", 1, "'metrik'"), ("metric { x = now() }", 1, "now can be called in the function `run`"),
    ])
    func mistakesHaveALine(_ text: String, _ line: Int, _ message: String) {
        let complaint = refusal(text)
        #expect(complaint?.line == line)
        #expect(complaint?.problem.contains(message) == true, "\(complaint?.problem ?? "none")")
    }

    @Test func aFolderIsLoadedInTheOrderOfNames() throws {
        try withFolder([
            "tuntuma.lua":
                "organisation { name = 'x' }\nchannel 'c' { plugin = 'csv', event = function(row) return nil end }",
            "rules/b.lua": "rule 'third' { run = function() end }",
            "rules/a/z.lua": "rule 'first' { run = function() end } rule 'second' { run = function() end }",
            "metrics/m.lua": "metric 'm' { question = 'x', scale = { 0, 10 } }", "rules/notes.txt": "no Lua",
        ]) { folder in
            let workspace = try WorkspaceLoader.load(folder: folder, symbols: SymbolTable())
            #expect(workspace.rules.map(\.id) == ["first", "second", "third"])
            #expect(workspace.rules.allSatisfy { $0.version.hasPrefix("sha256:") && $0.version.count == 71 })
            #expect(workspace.rules[0].version == workspace.rules[1].version)
            #expect(workspace.rules[0].version != workspace.rules[2].version)
            #expect(workspace.metrics.first?.scripted != nil)
            #expect(workspace.channels.first?.conversion != nil)
            let again = try WorkspaceLoader.load(files: ["\(folder)/rules"], symbols: SymbolTable())
            #expect(again.rules.map(\.version) == workspace.rules.map(\.version))
        }
    }

    @Test func everyMistakeIsToldAtOnce() throws {
        try withFolder([
            "tuntuma.lua": "organisation {\n name = }",
            "rules/a.lua": "rule 'a' {\n run = 3, alert = { title = 'x' } }",
            "rules/b.lua": "\n\nlocal x = os.time()", "metrics/m.lua": "metric 'm' {\n state = { k = 3 } }",
            "rules/c.lua": "units { a = {} }",
        ]) { folder in
            let error = #expect(throws: WorkspaceError.self) {
                _ = try WorkspaceLoader.load(folder: folder, symbols: SymbolTable())
            }
            let told = (error?.complaints ?? []).map { $0.description.replacing(folder, with: "") }
            let expected = [
                "/tuntuma.lua:2: unexpected symbol near '}'", "/metrics/m.lua:2: metric \"m\": state.k: ",
                "/rules/a.lua:2: rule \"a\": run: is a whole number; expected a function",
                "/rules/b.lua:3: os is not available in a rule; use now()",
                "/rules/c.lua:1: units: stands in tuntuma.lua, not here",
            ]
            let places = expected.compactMap { start in told.firstIndex { $0.hasPrefix(start) } }
            #expect(places.count == expected.count, "\(told)")
            #expect(places == places.sorted(), "\(told)")
        }
    }

    @Test func foldersAndFilesThatAreNotThere() throws {
        try withFolder(["x.txt": ""]) { folder in
            let none = #expect(throws: WorkspaceError.self) {
                _ = try WorkspaceLoader.load(folder: folder, symbols: SymbolTable())
            }
            #expect(none?.complaints.first?.problem.contains("is no workspace") == true)
            let nowhere = #expect(throws: WorkspaceError.self) {
                _ = try WorkspaceLoader.load(folder: "\(folder)/nowhere", symbols: SymbolTable())
            }
            #expect(
                nowhere?.complaints.map(\.problem) == [
                    "there is no such folder; \"tuntuma init DIR\" makes a workspace"
                ])
            let missing = #expect(throws: WorkspaceError.self) {
                _ = try WorkspaceLoader.load(files: ["\(folder)/nowhere.lua", folder], symbols: SymbolTable())
            }
            #expect(missing?.complaints.count == 2)
        }
    }

    @Test func badUTF8AndAByteOrderMark() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tuntuma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bad = folder.appendingPathComponent("bad.lua")
        try Data(Array("local a\nlocal b = 'h".utf8) + [0xE4] + Array("iri\u{f6}'".utf8)).write(to: bad)
        let error = #expect(throws: WorkspaceError.self) {
            _ = try WorkspaceLoader.load(files: [bad.path], symbols: SymbolTable())
        }
        #expect(error?.complaints.first?.line == 2)
        let marked = folder.appendingPathComponent("marked.lua")
        try Data([0xEF, 0xBB, 0xBF] + Array("rule 'r' { run = function() end }".utf8)).write(to: marked)
        #expect(try WorkspaceLoader.load(files: [marked.path], symbols: SymbolTable()).rules.count == 1)
    }

    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tuntuma-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try body(folder.path)
    }
}
