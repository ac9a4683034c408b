import Foundation
import Testing

@testable import Engine
@testable import Hindsight

@Suite struct RecordedVersionsTests {
    private static func line(_ rule: String, _ version: String, _ event: String, source: String = "web") -> String {
        "{\"kind\":\"act\",\"rule\":\"\(rule)\",\"version\":\"\(version)\",\"source\":\"\(source)\",\"event\":\"\(event)\"}"
    }

    @Test func theVersionsOfAnEventAreThoseOfItsRuleAndSource() {
        let lines = [
            Self.line("r", "sha256:1", "e-1"), Self.line("r", "sha256:1", "e-1"), Self.line("r", "sha256:2", "e-1"),
            Self.line("r", "sha256:3", "e-2"), Self.line("s", "sha256:4", "e-1"),
            Self.line("r", "sha256:5", "e-1", source: "app"), Self.line("r", "sha256:6", "e-11"),
            "not json, \"event\":\"e-1\"", "{\"event\":\"e-1\",\"rule\":\"r\"}", "",
            // A text that looks like an event.
            Self.line("r", "sha256:7", "x", source: "\\\"event\\\":\\\"e-1\\\""),
            "{\"kind\":\"alert\",\"rule\":\"r\",\"version\":\"sha256:8\",\"close\":\"2026-03-02\"}",
        ]
        let recorded = RecordedVersions(event: "e-1", in: Data(lines.joined(separator: "\n").utf8))
        #expect(recorded.versions(of: "r", source: "web") == ["sha256:1", "sha256:2"])
        #expect(recorded.versions(of: "r", source: "app") == ["sha256:5"])
        #expect(recorded.versions(of: "s", source: "web") == ["sha256:4"])
        #expect(recorded.versions(of: "t", source: "web") == [] && recorded.versions(of: "r", source: "") == [])
        #expect(RecordedVersions(event: "e-1", in: Data()).versions(of: "r", source: "web") == [])
    }

    /// An id may be written in more than one way.
    @Test(arguments: ["häiriö/1", "a\"b", "a\\b", "a/b", "😀"])
    func idsOfEveryKindAreFound(event: String) throws {
        for options in [JSONEncoder.OutputFormatting(), .withoutEscapingSlashes] {
            let encoder = JSONEncoder()
            encoder.outputFormatting = options
            let line = try encoder.encode(["rule": "r", "version": "v", "event": event, "source": ""])
            #expect(RecordedVersions(event: event, in: line).versions(of: "r", source: "") == ["v"])
        }
    }
}
