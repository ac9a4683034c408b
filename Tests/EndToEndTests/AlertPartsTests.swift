import Foundation
import Testing
import Tuntuma
import TuntumaTesting

/// A log that is read in parts with `run --memory` tells what the whole tells, byte for byte: also where events come late, where
/// a day closes in another part than it ends in, and where somebody falls silent.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct AlertPartsTests {
    private static let workspace = """
        organisation { name = "Yritys", time_zone = "Europe/Helsinki", lateness = "3h" }
        units { "turku", "oulu", "häme" }
        touchpoints { order = {}, care = {} }
        metric { id = "nps", plugin = "nps", question = "nps" }
        notifications {
          resolve_after = "5h",
          route = { receiver = "johto", group_by = { "unit" }, group_wait = "40m", group_interval = "2h",
            repeat_interval = "1d", routes = {
              { match = { severity = "critical" }, receiver = "päivystys", continue = true, mute = { "yö" } },
              { match = { rule = { matches = "low|quiet" } }, receiver = "laatu", group_by = { "..." } } } },
          receivers = { johto = {}, ["päivystys"] = { resolved = false }, laatu = {} },
          inhibit = { { source = { severity = "critical" }, target = { severity = "warning" }, equal = { "unit" } } },
          silences = { { match = { unit = "oulu" }, author = "Åsa", comment = "ombyggnad",
            starts = "2026-03-24T00:00:00Z", ends = "2026-03-27T12:00:00Z" } },
          time_intervals = { ["yö"] = { hours = "18:00-08:00" } },
        }

        """

    private static let rules = """
        rule "detractor" {
          doc = "Unhappy.", on = "response", match = { answers = { nps = { max = 6 } } },
          alert = { title = "{unit} {answers.nps}", labels = { unit = "{unit}" } },
        }
        rule "furious" {
          doc = "Furious.", on = "response", match = { answers = { nps = 0 } },
          alert = { severity = "critical", title = "{unit}", labels = { unit = "{unit}" } },
        }
        rule "low" {
          doc = "Low.", on = "metric", metric = "nps", by = "unit", window = "3d", correction = "none",
          hold_for = "1d", match = { below = { value = 95, min_n = 5 } },
          alert = { title = "{unit}: {value}" },
        }
        rule "seen" {
          doc = "Seen.", on = "metric", metric = "nps", window = "2d",
          run = function(m) if m.n > 14 then alert { severity = "info", key = "seen", title = m.day .. " " .. m.n } end end,
        }
        rule "quiet" {
          doc = "Silent.", on = "silence", by = { "unit", "touchpoint" }, after = "2d",
          alert = { severity = "info", key = "{unit}/{touchpoint}", title = "{unit} {touchpoint}: {days}" },
        }

        """

    /// Twelve days around the night in which the clock is put on; one event in five comes late, some of them by days.
    private static func log(_ random: inout SplitMix64, isOrdered: Bool = false) -> [String] {
        var events: [(place: Int, line: String)] = []
        var silent: [String: Int] = [:]
        for day in 0..<12 {
            for unit in ["turku", "oulu", "häme"] {
                if Int.random(in: 0..<6, using: &random) == 0 { silent[unit] = day + 4 }
                if day < silent[unit] ?? 0 { continue }
                for _ in 0..<Int.random(in: 0...5, using: &random) {
                    let second = day * 86_400 + Int.random(in: 0..<86_400, using: &random)
                    let isUnhappy = Bool.random(using: &random)
                    let answer = isUnhappy ? Int.random(in: 0...2, using: &random) * 3 : 10
                    let point = Bool.random(using: &random) ? "order" : "care"
                    let late = [0, 0, 0, 0, 0, 0, 0, 0, 7_000, 30_000, 200_000].randomElement(using: &random) ?? 0
                    let time = Timestamp(milliseconds: 1_774_000_000_000 + Int64(second) * 1_000).internetTime
                    let line =
                        "{\"id\":\"\(events.count)\",\"time\":\"\(time)\",\"type\":\"response\",\"unit\":\"\(unit)\","
                        + "\"touchpoint\":\"\(point)\",\"answers\":{\"nps\":\(answer)}}"
                    events.append((second + (isOrdered ? 0 : late), line))
                }
            }
        }
        return events.sorted { $0.place < $1.place }.map(\.line)
    }

    /// Runs over some lines, from a memory and on to it.
    /// - Returns: Who was told and who was not, as it was written.
    private static func told(_ folder: Folder, _ lines: ArraySlice<String>, memory: String, jobs: Int) async throws
        -> String
    {
        try folder.write("part.jsonl", lines.map { $0 + "\n" }.joined())
        let result = try await Command.run(
            [
                "run", "--workspace", "workspace", "part.jsonl", "--memory", memory, "--notifications", "told.jsonl",
                "--jobs", "\(jobs)",
            ], in: folder.url)
        #expect(result.code == 0, "\(result.error)")
        return try folder.text("told.jsonl")
    }

    /// The alerts of a memory.
    private static func alerts(_ folder: Folder, _ memory: String) throws -> String {
        let body = try folder.text(memory).split(separator: "\n").last ?? ""
        let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        return try #require(object?["alerts"] as? String)
    }

    /// Channels are read one after the other, and tell what one log of all of them tells, in the order of time.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func channelsTellWhatOneLogTells(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let folder = try Folder()
        // A close looks at what has come until then, which of a channel that is read later is nothing.
        let rules = Self.rules.components(separatedBy: "rule \"low\"")[0]
        let channels = ["a", "b"].map {
            "channel { id = \"\($0)\", plugin = \"json-lines\", path = \"\($0).jsonl\" }\n"
        }
        _ = try OneRule.workspace(folder, rules: rules, workspace: Self.workspace + channels.joined())
        let lines = Self.log(&random, isOrdered: true).map {
            $0.replacing("{\"id\"", with: "{\"source\":\"s\",\"id\"")
        }
        var ofChannels: [[String]] = [[], [], []]
        for line in lines { ofChannels[Int.random(in: 0...2, using: &random)].append(line) }
        for (name, lines) in zip(["a.jsonl", "b.jsonl", "log/c.jsonl"], ofChannels) {
            try folder.write("workspace/\(name)", lines.map { $0 + "\n" }.joined())
        }
        try folder.write("all.jsonl", lines.map { $0 + "\n" }.joined())
        var told: [String] = []
        for words in [[], ["all.jsonl"]] {
            let result = try await Command.run(
                ["run", "--workspace", "workspace", "--notifications", "told.jsonl", "--jobs", "2"] + words,
                in: folder.url)
            #expect(result.code == 0, "\(result.error)")
            told.append(try folder.text("told.jsonl"))
        }
        let isSame = told[0] == told[1] && told[0].split(separator: "\n").count > 20
        #expect(isSame, "seed \(seed)")
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>) func partsTellWhatTheWholeTells(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let folder = try Folder()
        _ = try OneRule.workspace(folder, rules: Self.rules, workspace: Self.workspace)
        let lines = Self.log(&random)
        let whole = try await Self.told(folder, lines[...], memory: "whole", jobs: 2)
        let words = ["detractor", "low", "quiet", "silenced", "inhibited", "muted", "resolved"]
        #expect(words.filter { !whole.contains("\"\($0)\"") }.isEmpty, "seed \(seed)")
        let parts = Int.random(in: 2...5, using: &random)
        let cuts = (1..<parts).map { _ in Int.random(in: 0...lines.count, using: &random) }.sorted()
        var told = ""
        for (start, end) in zip([0] + cuts, cuts + [lines.count]) {
            told += try await Self.told(
                folder, lines[start..<end], memory: "parts", jobs: Int.random(in: 1...3, using: &random))
        }
        let (found, expected) = (told.split(separator: "\n"), whole.split(separator: "\n"))
        #expect(found.count == expected.count, "seed \(seed), cut at \(cuts) of \(lines.count)")
        for (line, other) in zip(found, expected) where line != other {
            Issue.record("seed \(seed), cut at \(cuts) of \(lines.count):\n\(line)\n\(other)")
            break
        }
        let isSame = try Self.alerts(folder, "parts") == Self.alerts(folder, "whole")
        #expect(isSame, "seed \(seed): the memories differ")
    }
}
