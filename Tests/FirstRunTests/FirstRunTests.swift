import Foundation
import Testing

/// `tuntuma run answers.csv` on files that are no good, and on several.
struct FirstRunTests {
    private static let good =
        "id,when,nps,comment\na,2026-03-02T09:15:00Z,3,Too slow for us\nb,2026-03-03T09:15:00Z,9,Fine\n"

    @Test(arguments: [
        ("", "is empty"), ("a,b,c\n", "no rows below"), ("city\nTurku\nOulu\n", "one column only"),
        ("\"id;pvm;nps\"\n\"1;1.3.2026;9\"\n\"2;2.3.2026;3\"\n", "each row stands between quotes as a whole"),
        ("just some prose here", "one column only"),
        ("PK\u{3}\u{4}\u{0}\u{0}abc,def\n1,2\n", "is a workbook of a spreadsheet program; save it there as CSV UTF-8"),
        ("PK\u{5}\u{0}abc,def\n1,2\n", "a byte 0"),
        ("\u{1}\u{2}\u{3},b\n1,2\n", "is binary"),
    ])
    func aFileThatIsNoTableIsOneClearLine(text: String, problem: String) throws {
        let outcome = try Program.run(over: Array(text.utf8))
        #expect(outcome.status == 4)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("tuntuma: answers.csv:"))
        #expect(outcome.errors.contains(problem))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func aFileThatIsNotThere() throws {
        let outcome = try Program.run(["run", "nowhere.csv"])
        #expect(outcome.status == 4)
        #expect(outcome.errors == "tuntuma: nowhere.csv: there is no such file\n")
    }

    @Test func withoutAScoreItIsSaidWhatWasSeen() throws {
        let outcome = try Program.run(over: Array("name,city\nMatti,Turku\nLiisa,Oulu\nMatti,Turku\nLiisa,Oulu\n".utf8))
        #expect(outcome.status == 4)
        #expect(outcome.output.contains("city: a segment"))
        #expect(outcome.output.contains("plugin = \"csv\""))
        #expect(outcome.errors.contains("no column looks like a score"))
    }

    @Test(arguments: ["json", "csv"])
    func forProgramsTheGuessGoesToStandardError(format: String) throws {
        let outcome = try Program.run(over: Array(Self.good.utf8), ["--format", format, "--lang", "en"])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(format == "json" ? "{" : "metric,"))
        #expect(!outcome.output.contains("channel {"))
        #expect(outcome.errors.contains("channel {"))
    }

    @Test func jsonLinesUnderAnotherNameAreALog() throws {
        let line = #"{"id":"1","time":"2026-03-02T09:15:00Z","type":"response","answers":{"nps":3}}"# + "\n"
        let outcome = try Program.run(over: Array(line.utf8), named: "log.txt", ["--format", "csv"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("\nnps,"))
    }

    @Test func theRuleIsNamedWhereItIsMissing() throws {
        let outcome = try Program.run(over: Array(Self.good.utf8), environment: ["TUNTUMA_RULES": "/nowhere"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("The shipped rules were not found"))
    }

    @Test func withoutRulesNothingIsSaidOfThem() throws {
        let outcome = try Program.run(over: Array(Self.good.utf8), ["--no-rules", "--lang", "en"])
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("call-back"))
    }

    @Test func aCommentCannotActOnTheTerminal() throws {
        let text = "id,nps,comment\na,3,\u{1B}[31mRed and \u{202E}backwards it goes\nb,9,Fine words here\n"
        let outcome = try Program.run(over: Array(text.utf8))
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\\x1b[31mRed and \\u{202E}backwards"))
        #expect(!outcome.output.unicodeScalars.contains("\u{1B}"))
        #expect(!outcome.output.unicodeScalars.contains("\u{202E}"))
    }

    @Test(arguments: ["NPS\n9\n0\n10\n", "score\n9\n0\n10\n", "9\n0\n10\n8\n", "\u{feff}suosittelu\r\n9\r\n0\r\n10"])
    func aColumnOfScoresIsEnough(text: String) throws {
        let outcome = try Program.run(over: Array(text.utf8), ["--format", "csv"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\nnps,"))
    }

    @Test func aRowWithAnotherDateIsRejectedWithItsReason() throws {
        let rows = (0..<40).map { "a\($0),\($0 % 28 + 1).3.2026,\($0 % 11)\n" }.joined()
        let outcome = try Program.run(over: Array(("id,when,nps\n" + rows + "b,2026-03-05,9\n").utf8))
        #expect(outcome.status == 0)
        let text = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                "check: 1 of 41 values of column when are written otherwise: \"2026-03-05\" (line 42); rows like these are"
            ))
        #expect(text.contains("accepted 40 · duplicates 0 · conflicts 0 · rejected 1"))
        #expect(text.contains("answers.csv:42:") && text.contains("'2026-03-05' is not a time written as 'd.M.yyyy'"))
    }

    /// Several files, and a log that joins them; with one worker and with two the same to the last byte.
    @Test func filesAndLogsTogether() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.good.utf8).write(to: folder.appending(path: "a.csv"))
        try Data(Self.good.utf8).write(to: folder.appending(path: "b.csv"))
        let lines = [
            #"{"id":"1","time":"2026-03-04T09:15:00Z","type":"response","answers":{"nps":0,"comment":"Never answered"}}"#,
            #"{"id":"2","time":"2026-03-05T09:15:00Z","type":"response","answers":{"nps":1,"comment":"Taken back by its writer"}}"#,
            #"{"id":"3","time":"2026-03-06T09:15:00Z","type":"withdrawal","re":["2"]}"#,
        ]
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appending(path: "c.jsonl"))
        let arguments = ["run", "a.csv", "c.jsonl", "b.csv", "--lang", "en"]
        let outcome = try Program.run(arguments + ["--jobs", "1"], in: folder)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("id = \"a\",") && outcome.output.contains("id = \"b\","))
        #expect(outcome.output.contains("promoters 2 · passives 0 · detractors 3"))
        #expect(outcome.output.contains("Never answered"))
        // What was withdrawn is not quoted either.
        #expect(!outcome.output.contains("Taken back"))
        #expect(try Program.run(arguments + ["--jobs", "2"], in: folder).output == outcome.output)
    }
}
