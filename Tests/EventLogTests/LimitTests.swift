import EventLog
import Testing
import Tuntuma

/// Each limit, at its edge and one beyond.
struct LimitTests {
    /// An event of exactly so many bytes.
    static func line(of bytes: Int, id: String = "a") -> String {
        let frame = JSON.event(id: id, "\"x\":\"\"").utf8.count
        return JSON.event(id: id, "\"x\":\"\(String(repeating: "a", count: bytes - frame))\"")
    }

    @Test func aLineHasAtMostOneMebibyte() throws {
        #expect(try Decoded(Self.line(of: 1 << 20)).reasons == [])
        #expect(try Decoded(Self.line(of: (1 << 20) + 1)).reasons == ["the line is longer than 1 MiB"])
        #expect(try Decoded(Self.line(of: 2 << 20)).reasons == ["the line is longer than 1 MiB"])
    }

    @Test func nestingHasAtMost64Levels() throws {
        func nested(_ levels: Int) -> String {
            // The event itself is a level.
            JSON.event("\"x\":" + String(repeating: "[", count: levels - 1) + String(repeating: "]", count: levels - 1))
        }
        #expect(try Decoded(nested(63)).reasons == [])
        #expect(try Decoded(nested(64)).reasons == [])
        #expect(try Decoded(nested(65)).reasons == ["nested deeper than 64 levels"])
        #expect(try Decoded(nested(100_000)).reasons == ["nested deeper than 64 levels"])
    }

    @Test(arguments: ["answers", "attributes"])
    func anEventHasAtMost256(field: String) throws {
        func many(_ count: Int) -> String {
            JSON.event("\"\(field)\":{" + (0..<count).map { "\"q\($0)\":\($0)" }.joined(separator: ",") + "}")
        }
        let most = try Decoded(many(256))
        #expect(most.reasons == [])
        let event = try #require(most.events.first)
        #expect(event.answers.count + event.attributes.count == 256)
        #expect((field == "answers" ? most.answer("q255") : most.attribute("q255")) == .integer(255))
        #expect(try Decoded(many(257)).reasons == ["\(field): more than 256"])
    }

    @Test(arguments: ["id", "subject", "response"])
    func anIdentifierHas1To128Bytes(field: String) throws {
        func event(_ text: String) -> String {
            let id = field == "id" ? "" : "\"id\":\"a\","
            return "{\(id)\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\",\"\(field)\":\"\(text)\"}"
        }
        // Bytes, not letters.
        #expect(try Decoded(event(String(repeating: "a", count: 128))).reasons == [])
        #expect(try Decoded(event(String(repeating: "ö", count: 64))).reasons == [])
        #expect(
            try Decoded(event(String(repeating: "a", count: 129))).reasons
                == ["\(field): expected 1 to 128 bytes, found 129"])
        #expect(
            try Decoded(event(String(repeating: "ö", count: 65))).reasons
                == ["\(field): expected 1 to 128 bytes, found 130"])
        #expect(try Decoded(event("")).reasons == ["\(field): expected 1 to 128 bytes, found 0"])
    }

    @Test func aSourceHasAtMost128Bytes() throws {
        func event(_ count: Int) -> String { JSON.event("\"source\":\"\(String(repeating: "s", count: count))\"") }
        #expect(try Decoded(event(128)).reasons == [])
        #expect(try Decoded(event(129)).reasons == ["source: longer than 128 bytes"])
    }

    @Test func numbersHave64Bits() throws {
        func answer(_ number: String) throws -> Decoded { try Decoded(JSON.event("\"answers\":{\"q\":\(number)}")) }
        #expect(try answer("9223372036854775807").answer("q") == .integer(.max))
        #expect(try answer("-9223372036854775808").answer("q") == .integer(.min))
        // Beyond the signed range it is still 64 bits.
        #expect(try answer("18446744073709551615").answer("q") == .decimal(Double(UInt64.max)))
        for number in ["18446744073709551616", "-9223372036854775809", "1e999", "123456789012345678901234567890"] {
            let reason = try #require(try answer(number).reasons.first, "\(number)")
            #expect(reason.contains("64 bits"), "\(number): \(reason)")
        }
    }
}
