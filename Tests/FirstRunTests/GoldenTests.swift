import Foundation
import Testing

/// A small Finnish export (Windows-1252, semicolons, CRLF) in three languages. `TUNTUMA_RECORD=1` writes the expected
/// texts anew, and fails.
struct GoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    @Test(arguments: ["fi", "sv", "en"])
    func finnishExport(language: String) throws {
        let outcome = try Program.run(["run", "asiakaskysely.csv", "--lang", language], in: Self.folder)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let file = Self.folder.appending(path: "expected.\(language).txt")
        if ProcessInfo.processInfo.environment["TUNTUMA_RECORD"] == "1" {
            try Data(outcome.output.utf8).write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
            return
        }
        #expect(outcome.output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
}
