import Foundation
import Testing

/// What is printed is what was run, whatever the file is like.
struct BlockTests {
    private static func rows(_ row: (Int) -> String) -> String { (0..<60).map { row($0) + "\n" }.joined() }

    private static let meanings = [
        "1 – täysin eri mieltä", "2 – eri mieltä", "3 – siltä väliltä", "4 – samaa mieltä", "5 – täysin samaa mieltä",
    ]

    static let files: [String] = [
        "NPS\n" + rows { "\($0 * 7 % 11)" },
        "id;pvm;Suosittelu;Palvelu\n"
            + rows {
                let score = $0 * 7 % 11
                let text = score == 10 ? "10 - erittäin" : score == 0 ? "0 - en lainkaan" : "\(score)"
                return "v\($0);\($0 % 28 + 1).3.2026;\(text);\(meanings[$0 % 5])"
            },
        "id,Timestamp,Recommend?\n"
            + rows {
                "\($0),2026/03/\($0 % 20 + 10) 9:15:00 \($0 % 2 == 0 ? "AM" : "PM") GMT+2,\($0 % 3 == 0 ? "Likely - 10" : "4")"
            },
        "id;pvm;nps;yksikkö\n" + rows { "v\($0);\($0 % 28 + 1)-Mar-2026;\($0 % 11);\($0 % 2 == 0 ? "A" : "B")" }
            + "w;2026-03-01;3;A\nx;;9;B\nYhteensä;;60;\n",
        "id,pvm,nps,Nopeus\n"
            + rows {
                "\($0),2026-03-\($0 % 20 + 10),\($0 % 11),\($0 % 6 == 0 ? "0 - en osaa sanoa" : "\($0 % 6) - hyvä \($0 % 6)")"
            },
        "\"Kuinka todennäköisesti\nsuosittelisit \"\"meitä\"\"? (0–10)\";Pvm;;\n"
            + rows { "\($0 % 6 + 1);2026030\($0 % 9 + 1);;" },
    ]

    @Test(arguments: 0..<6)
    func theBlockGivesTheSameNumbers(file: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "vastaukset.csv")
        try Data(Self.files[file].utf8).write(to: path)
        let outcome = try expectBlockGivesTheSame(["run", path.path])
        #expect(outcome.output.contains("\nnps,"))
        // Each answer is counted: what is not has been said.
        #expect(outcome.errors.contains("check: ") == (file != 1 && file != 2))
    }
}

/// Runs the program over files without a workspace, then with the block that it printed as one: both say the same.
@discardableResult
func expectBlockGivesTheSame(_ arguments: [String]) throws -> Program.Outcome {
    let guessed = try Program.run(arguments + ["--format", "csv", "--lang", "en"])
    let block = try #require(guessed.errors.components(separatedBy: "tuntuma.lua:\n").last)
        .components(separatedBy: "\ntuntuma: ")[0]
    let folder = FileManager.default.temporaryDirectory.appending(path: "tuntuma-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(block.utf8).write(to: folder.appending(path: "tuntuma.lua"))
    let kept = try Program.run(["run", "--workspace", folder.path, "--format", "csv"])
    #expect(kept.status == 0)
    #expect(kept.output == guessed.output)
    return guessed
}
