import Digest
import EventLog
import Foundation
import Testing
import Tuntuma

@testable import Engine

/// What is amended in a log, as it is found before a run.
struct AmendmentScanTests {
    private func amended(_ lines: [String], times: Int) throws -> Int {
        let file = FileManager.default.temporaryDirectory.appending(path: "tuntuma-scan-\(UUID().uuidString).jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let input = LogInput(path: file.path(percentEncoded: false), name: "a.jsonl")
        let scan = AmendmentScan(symbols: SymbolTable(), fingerprinter: Fingerprinter(), jobs: 2)
        return try scan.run(Array(repeating: input, count: times), spools: [:]).keys.count
    }

    private func version(_ number: Int, of response: Int) -> String {
        "{\"id\":\"e-\(response)-\(number)\",\"time\":\"2026-03-02T09:00:00Z\",\"type\":\"response\","
            + "\"response\":\"a-\(response)\",\"revision\":\(number),\"answers\":{\"nps\":9}}"
    }

    /// A log that is read twice amends nothing: every event comes again as it was.
    @Test func repetitionsAmendNothing() throws {
        let lines = (0..<50).map { version(1, of: $0) }
        #expect(try amended(lines, times: 1) == 0)
        #expect(try amended(lines, times: 3) == 0)
        #expect(try amended(lines + [version(2, of: 7)], times: 2) == 1)
    }
}
