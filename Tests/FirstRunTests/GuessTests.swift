import FirstLook
import Loading
import Reporting
import Scripting
import Testing
import Tuntuma
import Workspace

struct GuessTests {
    private func look(_ text: String, _ path: String) throws -> FirstLook {
        try FirstLook(bytes: Array(text.utf8), path: path, modified: Timestamp(milliseconds: 0))
    }

    private func survey(_ name: String, scores: [Int], extra: String = "") -> String {
        "id,\(name)\(extra.isEmpty ? "" : ",WEIGHT")\n"
            + scores.enumerated().map { "r\($0.offset),\($0.element)\(extra)\n" }.joined()
    }

    @Test func filesThatAskTheSameShareAMetric() throws {
        let text = survey("nps", scores: [0, 3, 8, 9, 10])
        let looks = [try look(text, "a/answers.csv"), try look(text, "b/answers.csv")]
        #expect(FirstLook.channelIDs(of: looks) == ["answers", "answers-2"])
        let workspace = try WorkspaceLoader.load(
            sources: [ScriptSource(file: "guess", text: FirstLook.workspaceBlocks(of: looks))], symbols: SymbolTable())
        #expect(workspace.channels.map(\.id) == ["answers", "answers-2"])
        #expect(workspace.metrics.map(\.id) == ["nps"])
    }

    @Test func filesThatAskDifferentlyHaveMetricsOfTheirOwn() throws {
        let looks = [
            try look(survey("nps", scores: [0, 3, 8, 9, 10]), "a.csv"),
            try look(survey("nps", scores: [0, 3, 8, 9, 10], extra: ",1.5"), "b.csv"),
        ]
        let workspace = try WorkspaceLoader.load(
            sources: [ScriptSource(file: "guess", text: FirstLook.workspaceBlocks(of: looks))], symbols: SymbolTable())
        #expect(workspace.metrics.map(\.id) == ["nps-a", "nps-b"])
        #expect(workspace.metrics.allSatisfy { $0.condition != nil })
    }

    @Test func binaryIsToldFromText() throws {
        for text in ["\u{0}\u{1}\u{2}\u{3},\u{0}\n", "\u{1}\u{2}\u{3}\u{4}\u{5}\n"] {
            #expect(throws: FirstLookError.self) { try look(text, "x.csv") }
        }
        let wide = Array("id;nps\r\nä;3\r\n".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let guess = try FirstLook(bytes: wide, path: "x.csv", modified: Timestamp(milliseconds: 0))
        #expect(guess.columns.map(\.name) == ["id", "nps"])
    }

    @Test(arguments: [
        ("answers.csv", true), ("A.CSV", true), ("a.tsv.gz", true), ("a.txt.zst", true), ("a.jsonl", false),
        ("-", false), ("csv", false), ("a.csv.bak", false), ("a.XLSX", true), ("a.xls", true),
    ])
    func tablesAreToldByTheirNames(name: String, isTable: Bool) {
        #expect(FirstLook.isNamedAsTable(name) == isTable)
    }

    /// Every reason of a guess over a rich file has its Finnish and its Swedish words.
    @Test(arguments: [Language.finnish, .swedish])
    func reasonsAreTranslated(language: Language) throws {
        let text =
            "Tunnus;Aika;Kieli;Suosittelu;Tyytyväisyys;Kommentti;Alue;Paino\n"
            + (1...12).map {
                "x\($0);\($0).3.2026;\($0 % 2 == 0 ? "fi" : "sv");\($0 % 11);\($0 % 5 + 1);Kaikki sujui hyvin \($0);"
                    + "\($0 % 2 == 0 ? "Etelä" : "Pohjoinen");1,\($0)\n"
            }.joined()
        let report = GuessReport([try look(text, "a.csv")], script: "", language: language, width: 120).text()
        expectTranslated(report)
    }

    /// And every line to be checked.
    @Test(arguments: [Language.finnish, .swedish])
    func linesToCheckAreTranslated(language: Language) throws {
        func rows(_ row: (Int) -> String) -> String { (0..<60).map { row($0) + "\n" }.joined() }
        let texts = [
            "x;pvm;nps\n" + rows { "v\($0 / 2);\($0 % 28 + 1).3.2026;\($0 % 6 + 1)" }
                + "y;2026-03-01;ei\nz;;\ny;1.2.9999;2,5\n",
            "x;pvm;nps\n" + rows { "v;\($0 % 2 == 0 ? "1.3.2026" : "2026-03-01");10 - paras" }
                + "v;1.3.2026;9;\"a\n;\"\nSumma;;4",
            "x;Mar\n" + rows { "v;1-Mar-\(2000 + $0 % 9)" }, "x;pvm\n" + rows { "v;20260301 12:\($0)" },
            "x;Arvosana (1-5);" + (0..<20).map { "q\($0)" }.joined(separator: ";") + "\n"
                + rows { row in "v;\(row % 6 + 1);" + (0..<20).map { "\((row + $0) % 5 + 1)" }.joined(separator: ";") },
            "a,b\nA,B\n\"{\"\"ImportId\"\"\",\"b\"\nx,y\n",
        ]
        for text in texts {
            let look = try look(text, "a.csv")
            #expect(!look.warnings.isEmpty)
            expectTranslated(GuessReport([look], script: "", language: language, width: 120).text())
        }
    }

    private func expectTranslated(_ report: String) {
        for english in [
            "its name", "values", "different", "characters", "written", "cuts", "first", "every", "check:", "rows",
            "line ",
            "columns", "rejected", "begin", "scale",
        ] {
            #expect(!report.contains(english), "\(english) in \(report)")
        }
    }
}
