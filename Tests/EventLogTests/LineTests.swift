import EventLog
import Testing
import Tuntuma
import TuntumaTesting

/// Where lines begin and end.
///
/// One at a time: these tests wait for nothing, and would keep both threads from tests that have deadlines.
@Suite(.serialized)
struct LineTests {
    @Test func lineEndsOfEveryKind() throws {
        let text = JSON.event(id: "a") + "\r\n" + "\n" + " \t\r\n" + JSON.event(id: "b") + "\n" + JSON.event(id: "c")
        let decoded = try Decoded(text)
        #expect(decoded.reasons == [])
        #expect(decoded.events.map(\.id) == ["a", "b", "c"])
        #expect(decoded.chunk.records == 3)
        #expect(decoded.chunk.lines == 5)
        #expect(decoded.chunk.batch.rows.map(\.line) == [0, 3, 4])
    }

    @Test func aByteOrderMarkStandsBeforeTheFirstLineOnly() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let line = Array(JSON.event().utf8)
        let first = try Decoded(mark + line, isFirstOfInput: true)
        #expect(first.events.count == 1)
        #expect(first.chunk.batch.rows.map(\.byte) == [3])
        let second = try Decoded(line + [0x0A] + mark + line, isFirstOfInput: true)
        #expect(second.events.count == 1 && second.reasons.count == 1)
        #expect(try Decoded(mark + line).reasons.count == 1)
        #expect(try Decoded(mark, isFirstOfInput: true).chunk.records == 0)
    }

    @Test func rejectionsNameTheirPlace() throws {
        let lines = [JSON.event(), "no event", JSON.event(id: "ö"), "{\"id\":", JSON.event(id: "c")]
        let decoded = try Decoded(lines.joined(separator: "\n"))
        #expect(decoded.chunk.rejections.map(\.line) == [1, 3])
        let starts = lines.indices.map { lines[..<$0].reduce(0) { $0 + $1.utf8.count + 1 } }
        #expect(decoded.chunk.rejections.map(\.byte) == [starts[1], starts[3]])
        #expect(decoded.chunk.rejections.map(\.bytes) == [Array(lines[1].utf8), Array(lines[3].utf8)])
        #expect(decoded.chunk.batch.rows.map { Int($0.byte) } == [starts[0], starts[2], starts[4]])
        #expect(decoded.chunk.records == 5)
    }

    @Test func aCutLineSaysSo() throws {
        let whole = JSON.event("\"answers\":{\"comment\":\"Liian hidasta\"}")
        for length in 1..<whole.utf8.count {
            let decoded = try Decoded(Array(whole.utf8.prefix(length)))
            #expect(decoded.events.isEmpty, "\(length)")
            #expect(decoded.reasons.count == 1, "\(length)")
        }
        #expect(try #require(try Decoded(String(whole.dropLast(6))).reasons.first).contains("cut off"))
    }

    @Test(
        arguments: [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xC0, 0xAF]] as [[UInt8]]
    )
    func whatIsNotUTF8IsRefused(bytes: [UInt8]) throws {
        let line =
            Array("{\"id\":\"".utf8) + bytes + Array("\",\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\"}".utf8)
        #expect(try Decoded(line).reasons == ["not valid UTF-8"])
    }

    @Test func twoDocumentsOnALineAreNone() throws {
        #expect(try Decoded(JSON.event() + JSON.event(id: "b")).reasons.count == 1)
        #expect(try Decoded(JSON.event() + ",").reasons.count == 1)
        #expect(try Decoded(JSON.event() + " x").reasons.count == 1)
    }

    /// Random bytes and random damage: every line that is not blank is an event or a rejection, and nothing traps.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func damageNeverTraps(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let whole = Array(
            JSON.event(
                "\"answers\":{\"nps\":9,\"c\":\"ä\\u00e4\",\"l\":[\"a\"]}", "\"re\":[\"x\"]", "\"x\":[1,{\"y\":-1.5e3}]"
            ).utf8)
        for _ in 0..<500 {
            var line = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                switch Int.random(in: 0..<3, using: &random) {
                case 0: line[Int.random(in: 0..<line.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                case 1: line.remove(at: Int.random(in: 0..<line.count, using: &random))
                default:
                    line.insert(
                        UInt8.random(in: 0...255, using: &random), at: Int.random(in: 0..<line.count, using: &random))
                }
            }
            let decoded = try Decoded(line)
            #expect(decoded.chunk.records == decoded.events.count + decoded.reasons.count)
            #expect(decoded.reasons.allSatisfy { !$0.isEmpty })
        }
    }
}
