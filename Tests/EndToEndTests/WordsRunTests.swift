import Foundation
import Testing

/// `words` and `within` in a `match`, through the whole program.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct WordsRunTests {
    private static let rules = """
        rule "slow" {
          match = { answers = { comment = { words = { "hidas", "lasku", "odottaa" }, language = "fi" } } },
          route = { queue = "fi" },
        }
        rule "bills" {
          match = { any {
            { answers = { comment = { words = { "faktura" }, language = "sv" } } },
            { answers = { comment = { words = { "invoice" }, language = "en" } } },
          } },
          route = { queue = "billing" },
        }
        rule "soon" { match = { attributes = { due = { within = "7d" } } }, route = { queue = "soon" } }
        rule "fresh" { match = { about = { within = "36h" } }, route = { queue = "fresh" } }

        """

    private static func line(_ id: String, _ comment: String, _ more: String = "") -> String {
        "{\"id\":\"\(id)\",\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\",\"answers\":{\"comment\":\"\(comment)\"}\(more)}\n"
    }

    private static let log =
        line("fi1", "Palvelu toimi HITAASTI.") + line("fi2", "Puhelinlaskussa oli virhe") + line("fi3", "Laskin itse")
        + line("fi4", "En ha\u{308}irinnyt, en odottanut") + line("sv1", "Fakturorna kom sent")
        + line("sv2", "Ett faktum")
        + line("en1", "Two INVOICES") + line("en2", "invoke")
        + line("d1", "", ",\"attributes\":{\"due\":\"2026-03-09\"}")
        + line("d2", "", ",\"attributes\":{\"due\":\"2026-03-10\"}")
        + line("d3", "", ",\"attributes\":{\"due\":\"pian\"}") + line("d4", "", ",\"about\":\"2026-02-28T21:15:00Z\"")
        + line("d5", "", ",\"about\":\"2026-02-28T21:14:59Z\"")

    @Test func formsOfWordsAndNearTimesAreFound() async throws {
        let folder = try Folder()
        let workspace = try OneRule.workspace(folder, rules: Self.rules)
        let log = try folder.write("a.jsonl", Self.log)
        var recorded: Set<String> = []
        for jobs in ["1", "2"] {
            let result = try await Command.run([
                "run", log, "--workspace", workspace, "--decisions", folder.path("d"), "--jobs", jobs, "--format",
                "json",
            ])
            #expect(result.code == 0, "\(result.error)")
            recorded.insert(try folder.text("d"))
        }
        #expect(recorded.count == 1)
        let decided = (recorded.first ?? "").split(separator: "\n").compactMap { line -> String? in
            guard let event = line.firstMatch(of: /"event":"(\w+)"/), let queue = line.firstMatch(of: /"queue":"(\w+)"/)
            else { return nil }
            return "\(event.output.1) \(queue.output.1)"
        }
        #expect(
            decided == [
                "fi1 fi", "fi2 fi", "fi4 fi", "sv1 billing", "en1 billing", "d1 soon", "d4 fresh",
            ])
    }

    @Test func anExplanationShowsTheWords() async throws {
        let folder = try Folder()
        let workspace = try OneRule.workspace(folder, rules: Self.rules)
        let log = try folder.write("a.jsonl", Self.log)
        let result = try await Command.run([
            "rules", "explain", log, "--workspace", workspace, "--rule", "slow", "--event", "fi3", "--lang", "en",
        ])
        let words = result.output.split { $0.isWhitespace }.joined(separator: " ")
        let asked =
            "answers.comment = { words = { \"hidas\", \"lasku\", \"odottaa\" }, language = \"fi\" } · \"Laskin itse\""
        #expect(words.contains("✗ \(asked)") && words.contains("Why not \(asked)"), "\(result.output)")
    }

    @Test(arguments: [
        ("words = { \"ei toimi\" }, language = \"fi\"", "contains = \"ei toimi\""),
        ("words = { \"lasku\" }", "language: expected the language of the words: fi, sv or en"),
        ("words = { \"lasku\" }, language = \"de\"", "language: expected the language of the words: fi, sv or en"),
        ("within = \"seven days\"", "expected a span of time such as \"36h\" or \"7d\""),
    ])
    func mistakesAreTold(test: String, expected: String) async throws {
        let folder = try Folder()
        let workspace = try OneRule.workspace(
            folder,
            rules: "rule \"r\" {\n  match = { answers = { comment = { \(test) } } },\n  route = { queue = \"q\" } }\n")
        let result = try await Command.run(["check", workspace])
        #expect(result.code == 3 && result.error.contains(expected), "\(result.error)")
        #expect(result.error.contains("rules/a.lua:2"), "\(result.error)")
    }
}
