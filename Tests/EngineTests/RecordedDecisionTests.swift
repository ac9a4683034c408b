import Foundation
import Testing
import Tuntuma
import Workspace

@testable import Engine
@testable import Hindsight

@Suite struct RecordedDecisionTests {
    private static let key = "080729adf19fe6a3f76854f188370e11"

    private static func line(_ key: String, _ more: String) -> String {
        "{\"kind\":\"act\",\"rule\":\"r\",\"version\":\"sha256:1\",\"source\":\"web\",\"event\":\"e\","
            + "\"at\":{\"file\":\"a\",\"line\":1,\"byte\":null},\"time\":\"2026-03-02T09:15:00Z\",\"ordinal\":0,\"key\":\"\(key)\"\(more)}"
    }

    @Test func theLineOfAKeyIsReadWithAllItsValues() throws {
        let other = String(Self.key.reversed())
        let lines = [
            "not json, \"key\":\"\(Self.key)\"", "{\"key\":\"\(Self.key)\"}",
            // A text that looks like a key.
            Self.line(other, ",\"use\":\"\\\"key\\\":\\\"\(Self.key)\\\"\",\"x\":{\"key\":\"\(Self.key)\"}"),
            Self.line(
                Self.key, ",\"use\":\"mail\",\"a\":true,\"b\":2,\"c\":2.5,\"d\":[\"x\",\"y\"],\"e\":1,\"f\":null"),
        ]
        let data = Data(lines.joined(separator: "\n").utf8)
        let record = try #require(RecordedDecision(key: Self.key, in: data))
        guard case .onEvent(let found) = record.found else {
            Issue.record("\(record)")
            return
        }
        #expect(record.version == "sha256:1" && found.event == "e" && found.source == "web")
        #expect(
            found.decision
                == Decision(
                    kind: .act,
                    fields: [
                        ("a", .boolean(true)), ("b", .integer(2)), ("c", .decimal(2.5)), ("d", .list(["x", "y"])),
                        ("e", .integer(1)), ("use", .text("mail")),
                    ]))
        #expect(RecordedDecision(key: String(repeating: "0", count: 32), in: data) == nil)
        #expect(RecordedDecision(key: Self.key, in: Data()) == nil)
    }

    /// A field of a decision on an event may have a name that lines of closes use.
    @Test func aFieldMayBeCalledClose() throws {
        let data = Data(
            Self.line(Self.key, ",\"close\":\"yes\",\"finding\":\"f\",\"group\":\"g\",\"use\":\"mail\"").utf8)
        guard case .onEvent(let found)? = RecordedDecision(key: Self.key, in: data)?.found else {
            Issue.record("it is not found")
            return
        }
        #expect(found.decision.fields.map(\.name) == ["close", "finding", "group", "use"])
    }

    @Test func aDecisionAtACloseLeadsToItsDayAndGroup() throws {
        let line =
            "{\"kind\":\"alert\",\"rule\":\"r\",\"version\":\"sha256:1\",\"close\":\"2026-02-06\","
            + "\"group\":{\"unit\":\"häme\",\"touchpoint\":null},\"time\":\"2026-02-06T22:00:00Z\",\"ordinal\":0,"
            + "\"key\":\"\(Self.key)\",\"finding\":{\"value\":1},\"alert_key\":\"k\",\"title\":\"x\"}"
        let record = try #require(RecordedDecision(key: Self.key, in: Data(line.utf8)))
        let day = try #require(CivilDate(text: "2026-02-06"))
        #expect(
            record.found
                == .atClose(
                    FoundCloseDecision(
                        key: Self.key, rule: "r", day: day, group: ["unit": "häme", "touchpoint": nil],
                        decision: Decision(kind: .alert, fields: [("key", .text("k")), ("title", .text("x"))]))))
        let none = line.replacingOccurrences(of: "2026-02-06\"", with: "2026-02-31\"")
        #expect(RecordedDecision(key: Self.key, in: Data(none.utf8)) == nil)
    }
}
