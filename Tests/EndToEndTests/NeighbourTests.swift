import Foundation
import Testing

/// While a hostile rule runs, the others decide what they would have decided alone, and the run ends soon.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct NeighbourTests {
    /// Two megabytes, so that the log comes in several pieces.
    private static let log: String = (0..<2500).map { number in
        let seconds = 1_772_442_900 + number * 20
        let time = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        let comment = String(repeating: "hidas lasku ", count: 60)
        return
            "{\"id\":\"e\(number)\",\"time\":\"\(time)\",\"type\":\"response\",\"unit\":\"u\(number % 7)\",\"answers\":{\"nps\":\(number % 11),\"comment\":\"\(comment)\"}}\n"
    }.joined()

    private static let neighbours =
        OneRule.callback + """
            rule "low" {
              match = { answers = { nps = { max = 3 } } },
              run = function(event)
                alert { title = event.unit .. " " .. event.answers.nps .. " " .. math.random(1000) }
              end,
            }

            """

    @Test(arguments: [
        ("steps", "while true do end"), ("steps", "event.answers.comment:find('.-.-.-.-x')"),
        ("memory", "local t = {} while true do t[#t + 1] = ('x'):rep(9000) .. #t end"),
        ("allocated", "local s = event.answers.comment for i = 1, 1e9 do local t = s .. i end"),
        ("decisions", "while true do alert { title = 'x' } end"), ("error", "error('no')"),
        ("memory", "local function f() return 1 + f() end f()"), ("blocked", "os.exit(1)"),
        ("time", "while true do end"),
    ])
    func theOthersDecideTheSame(kind: String, body: String) async throws {
        let folder = try Folder()
        let log = try folder.write("a.jsonl", Self.log)
        let workspace = try OneRule.workspace(folder, rules: Self.neighbours)
        let alone = try await Command.run(
            ["run", log, "--workspace", workspace, "--format", "json", "--decisions", folder.path("alone")])
        #expect(alone.code == 0)
        let limits = kind == "time" ? "limits = { steps = 10000000, milliseconds = 10 }, " : ""
        try folder.write(
            "workspace/rules/0.lua", "rule \"hostile\" { \(limits)run = function(event)\n\(body)\nend }\n")
        var reports: [String] = []
        for jobs in ["1", "2", "3"] {
            let beside = try await Command.run([
                "run", log, "--workspace", workspace, "--format", "json", "--decisions", folder.path("beside"),
                "--jobs", jobs,
            ])
            #expect(beside.code == 0)
            #expect(beside.error.contains("it is disabled since"), "\(beside.error)")
            #expect(try folder.text("beside") == folder.text("alone"))
            reports.append(beside.output)
        }
        #expect(reports[0] == reports[1] && reports[0] == reports[2])
        #expect(reports[0].contains("\"kind\":\"\(kind)\""))
        #expect(reports[0].contains("\"breaker\":\"disabled\""))
        let report = try JSONDecoder().decode(Report.self, from: Data(reports[0].utf8))
        #expect(report.rules.count == 3)
        #expect((report.rules.first?.failed ?? 0) <= 60)
        // Said to people in their language.
        let table = try await Command.run(["run", log, "--workspace", workspace, "--lang", "fi"])
        #expect(table.output.contains("hostile: poistettu käytöstä tapahtumassa"))
        #expect(table.output.contains("end") || table.output.contains("rules/0.lua:2"))
    }
}
