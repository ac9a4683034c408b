import Foundation
import Testing
import TuntumaTesting

@testable import Scripting

/// What reads rows fast says the same as a JSON decoder, or says nothing.
struct FlatRecordTests {
    private func fields(_ record: FlatRecord, _ names: [String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.compactMap { name in record[name].map { (name, $0) } })
    }

    private func read(_ text: [UInt8], into record: inout FlatRecord) -> Bool {
        text.withUnsafeBufferPointer { record.read($0) }
    }

    @Test func agreesWithTheDecoder() throws {
        var random = SplitMix64(seed: 5)
        var record = FlatRecord()
        let pieces = ["a", "ä", "遅", "🎉", "\\\"", "\\\\", "\\n", "\\t", "\\/", " ", "\\u00e4", "{", ":", ",", "7"]
        var flat = 0
        for _ in 0..<3000 {
            func text() -> String {
                (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
            let json =
                "{"
                + (0..<Int.random(in: 1...4, using: &random)).map { "\"k\($0)\($0 == 2 ? text() : "")\":\"\(text())\"" }
                .joined(separator: ",") + "}"
            let isRead = read(Array(json.utf8), into: &record)
            let expected = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
            if isRead {
                flat += 1
                #expect(fields(record, record.names) == expected, "\(json)")
            } else {
                #expect(json.contains("\\"), "\(json)")
            }
        }
        #expect(flat > 1000)
    }

    @Test(arguments: [
        "", "{", "{}", "[]", "{\"a\"}", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"b\"}x", "{\"a\":\"b\",}",
        "{\"a\":\"b\" }",
        "{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":\"\u{1}\"}", "{\"a\":null}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u0041\"}",
        "{\"a\":\"b\\",
        "{\"a", "{\"a\":", "{\"a\":\"b", "{\"\\n\":\"b\"}",
    ])
    func whatElseThereIsIsLeftToTheDecoder(text: String) {
        var record = FlatRecord()
        #expect(read(Array("{\"a\":\"1\",\"b\":\"2\"}".utf8), into: &record))
        #expect(!read(Array(text.utf8), into: &record))
        // And the next record is read as if nothing had been.
        #expect(read(Array("{\"b\":\"3\",\"a\":\"4\"}".utf8), into: &record))
        #expect(fields(record, ["a", "b", "c"]) == ["a": "4", "b": "3"])
    }

    @Test func damagedTextIsLeftToTheDecoder() {
        var record = FlatRecord()
        #expect(!read(Array("{\"a\":\"".utf8) + [0xFF] + Array("\"}".utf8), into: &record))
        #expect(!read(Array("{\"".utf8) + [0xC3] + Array("\":\"\"}".utf8), into: &record))
    }

    @Test func aRecordWithFewerFieldsHasNoOthers() {
        var record = FlatRecord()
        #expect(read(Array("{\"a\":\"1\",\"b\":\"2\"}".utf8), into: &record))
        #expect(read(Array("{\"a\":\"3\"}".utf8), into: &record))
        #expect(record.names == ["a"])
        #expect(record["b"] == nil)
    }
}
