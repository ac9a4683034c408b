import Foundation
import Testing

/// Rules that take fields of their decisions from tables, as an organisation runs them.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct LookupRunTests {
    /// The lookups stand beside a `run`, and in a rule without one; a neighbour has none.
    private static let rules = """
        rule "callback" {
          match = { answers = { nps = { max = 6 } } },
          route = { queue = lookup("queues.csv", "segment"), reason = "NPS {answers.nps}" },
          tests = {
            { name = "a town", given = { answers = { nps = 3 }, attributes = { segment = "KUNTA" } },
              expect = { { route = { queue = "municipal" } } } },
          },
        }
        rule "both" {
          match = { answers = { nps = { max = 6 } } },
          route = { queue = lookup("queues.csv", "segment") },
          run = function(event)
            if event.answers.nps == 0 then error("zero") end
            alert { title = "low" }
          end,
        }
        rule "neighbour" { match = { answers = { nps = { max = 6 } } }, alert = { title = "{attributes.segment}" } }

        """

    private static let table = "segment;queue\r\nSME;small\r\nkunta;municipal\r\n"

    private static func line(_ id: Int, _ score: Int, _ segment: String?) -> String {
        let attributes = segment.map { ",\"attributes\":{\"segment\":\"\($0)\"}" } ?? ""
        let minute = id < 10 ? "0\(id)" : "\(id)"
        return "{\"id\":\"r\(id)\",\"time\":\"2026-03-02T09:\(minute):00Z\",\"type\":\"response\",\"unit\":\"turku\","
            + "\"answers\":{\"nps\":\(score)}\(attributes)}\n"
    }

    private static let log =
        line(1, 3, "sme") + line(2, 2, "Kunta") + line(3, 9, "unknown") + line(4, 1, "enterprise") + line(5, 1, nil)
        + line(6, 6, "Sme")

    private static func folder(table: String = table, log: String = log) throws -> Folder {
        let folder = try Folder()
        _ = try OneRule.workspace(folder, rules: rules)
        try folder.write("workspace/queues.csv", table)
        try folder.write("workspace/log/a.jsonl", log)
        return folder
    }

    private static func run(_ folder: Folder, _ words: [String], language: String = "en_GB.UTF-8") async throws
        -> Command.Result
    {
        try await Command.run(words, in: URL(filePath: folder.path("workspace")), environment: ["LANG": language])
    }

    /// Rule, event and queue of each recorded decision.
    private static func decisions(_ text: String) throws -> [String] {
        try text.split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return ["rule", "event", "queue"].compactMap { object[$0] as? String }.joined(separator: " ")
        }
    }

    @Test func theTableSaysWhoGetsWhat() async throws {
        let folder = try Self.folder()
        for jobs in ["1", "2", "3"] {
            let result = try await Self.run(
                folder, ["run", "--workspace", ".", "--decisions", "d.jsonl", "--format", "json", "--jobs", jobs])
            #expect(result.code == 0)
            let report = try result.report()
            #expect(report.rules.map(\.rule) == ["callback", "both", "neighbour"])
            #expect(report.rules.map(\.matched) == [5, 5, 5])
            #expect(report.rules.map(\.decided) == [3, 3, 5])
            #expect(report.rules.map(\.failed) == [2, 2, 0])
            #expect(result.output.contains("\"kind\":\"lookup\""))
            // What a rule decided beside a failed lookup does not count.
            #expect(
                try Self.decisions(folder.text("workspace/d.jsonl")) == [
                    "callback r1 small", "both r1 small", "both r1", "neighbour r1", "callback r2 municipal",
                    "both r2 municipal", "both r2", "neighbour r2", "neighbour r4", "neighbour r5",
                    "callback r6 small", "both r6 small", "both r6", "neighbour r6",
                ])
            // Without a place for decisions they are counted all the same.
            let counted = try await Self.run(
                folder, ["run", "--workspace", ".", "--format", "json", "--jobs", jobs]
            ).report()
            #expect(counted.rules.map(\.decided) == [3, 3, 5] && counted.decisions == report.decisions)
        }
    }

    @Test(arguments: [
        ("fi", "taulukosta puuttuu rivi (lookup) · yhteensä 2"),
        ("sv", "en rad saknas i en tabell (lookup) · sammanlagt 2"),
        ("en", "a row is missing in a table (lookup) · 2 in all"),
    ])
    func aMissingRowIsToldInTheReadersLanguage(language: String, phrase: String) async throws {
        let folder = try Self.folder()
        let result = try await Self.run(folder, ["run", "--workspace", ".", "--lang", language])
        #expect(result.output.contains(phrase), "\(result.output)")
        #expect(result.output.contains("./rules/a.lua:1: queues.csv has no row whose attributes.segment is"))
        #expect(result.error.contains("\"enterprise\"; add one, or one with * for all others"))
    }

    /// A missing row costs nothing: the breaker counts failed calls of `run`, and those alone.
    @Test func missingRowsOpenNoBreaker() async throws {
        let unknown = (0..<59).map { Self.line($0, 3, "enterprise") }.joined()
        let missing = try await Self.run(
            Self.folder(log: unknown), ["run", "--workspace", ".", "--format", "json"])
        #expect(try missing.report().rules.map(\.failed) == [59, 59, 0])
        #expect(!missing.output.contains("\"breaker\":\"open\"") && !missing.error.contains("disabled"))
        // One whose calls fail is taken out of use, its lookups with it.
        let zeros = (0..<59).map { Self.line($0, 0, "sme") }.joined()
        let failing = try await Self.run(Self.folder(log: zeros), ["run", "--workspace", ".", "--format", "json"])
        let rules = try failing.report().rules
        #expect(rules.map(\.decided) == [59, 0, 59])
        #expect(rules[1].failed < 59 && failing.error.contains("rule \"both\""), "\(failing.error)")
        #expect(failing.output.contains("\"to\":\"open\""), "\(failing.output)")
    }

    @Test func testsOfRulesLookThingsUp() async throws {
        let folder = try Self.folder()
        for path in [".", "rules", "rules/a.lua"] {
            let result = try await Self.run(folder, ["rules", "test", path])
            #expect(result.code == 0 && result.output.contains("1 of 1 test passed"), "\(path): \(result.error)")
        }
        try folder.write("workspace/queues.csv", Self.table.replacing("municipal", with: "towns"))
        let changed = try await Self.run(folder, ["rules", "test", "rules/a.lua"])
        #expect(changed.code == 3 && changed.error.contains("+   queue = \"towns\""), "\(changed.error)")
        try folder.write("workspace/queues.csv", Self.table.replacing("kunta", with: "town"))
        let missing = try await Self.run(folder, ["check"])
        #expect(missing.code == 3 && missing.error.contains("no row whose attributes.segment is \"KUNTA\""))
        try folder.write("workspace/queues.csv", Self.table + "sme;again\r\n")
        let double = try await Self.run(folder, ["check"])
        #expect(
            double.code == 3 && double.error.contains("rules/a.lua:3: rule \"callback\": route.queue: queues.csv:4:"),
            "\(double.error)")
    }

    @Test func aReplayShowsWhatAnotherTableChanges() async throws {
        let folder = try Self.folder()
        let same = try await Self.run(folder, ["rules", "replay", "--candidate", "rules/a.lua"])
        #expect(same.code == 0 && same.output.contains("No decision is different"), "\(same.error)")
        try folder.write("edited/tuntuma.lua", folder.text("workspace/tuntuma.lua"))
        try folder.write("edited/rules/a.lua", Self.rules)
        try folder.write("edited/queues.csv", "segment,queue\nsme,tiny\n*,municipal\n")
        let edited = try await Self.run(
            folder, ["rules", "replay", "--candidate", folder.path("edited"), "--format", "json"])
        #expect(edited.code == 1)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(edited.output.utf8)) as? [String: Any])
        let total = json["total"] as? [String: Int]
        // For each of the two rules: two rerouted, two added; and the alerts of the second on the two.
        #expect(total?["rerouted"] == 4 && total?["added"] == 6 && total?["removed"] == 0, "\(edited.output)")
    }

    /// A table may ask for what nobody has been asked yet.
    @Test func historyCannotSayWhatItDoesNotHold() async throws {
        let folder = try Self.folder()
        try folder.write("workspace/regions.csv", "region,queue\n*,everybody\n")
        try folder.write(
            "edited/a.lua", Self.rules.replacing("\"queues.csv\", \"segment\"", with: "\"regions.csv\", \"region\""))
        let result = try await Self.run(
            folder, ["rules", "replay", "--candidate", folder.path("edited/a.lua"), "--format", "json"])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect("\(json["history_cannot_say"] ?? "")".contains("attributes.region"), "\(result.output)")
        #expect((json["total"] as? [String: Int])?["rerouted"] == 6)
    }

    @Test func anExplanationSaysWhatTheTableSaid() async throws {
        let folder = try Self.folder()
        let found = try await Self.run(folder, ["rules", "explain", "--rule", "callback", "--event", "r2"])
        #expect(found.output.contains("queue = \"municipal\""), "\(found.output)")
        let missing = try await Self.run(folder, ["rules", "explain", "--rule", "both", "--event", "r5"])
        let words = missing.output.split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            words.contains("failed: ./rules/a.lua:9: queues.csv has no row whose attributes.segment is \"\""),
            "\(words)")
        _ = try await Self.run(folder, ["run", "--workspace", ".", "--decisions", "d.jsonl"])
        let line = try folder.text("workspace/d.jsonl").split(separator: "\n").first ?? ""
        let key = try #require(line.firstMatch(of: /"key":"([0-9a-f]{32})"/)).output.1
        // The version is that of the table too.
        for (table, text) in [
            (Self.table, "is the same as when this was decided"), (Self.table + "x;y\r\n", "version"),
        ] {
            try folder.write("workspace/queues.csv", table)
            let explained = try await Self.run(
                folder, ["rules", "explain", "--decision", String(key), "--recorded", "d.jsonl"])
            #expect(explained.output.contains(text), "\(explained.output)\(explained.error)")
            #expect(explained.output.contains("is the same as when") == (table == Self.table))
        }
    }
}
