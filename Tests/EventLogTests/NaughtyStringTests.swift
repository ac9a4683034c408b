import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

/// The Big List of Naughty Strings: every one comes out as it went in, byte for byte.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct NaughtyStringTests {
    private static func strings() throws -> [String] {
        let text = String(decoding: try SharedData.data("blns/blns.txt"), as: UTF8.self)
        // Lines of the file end in a line feed; the strings themselves hold other line ends.
        let lines = text.utf8.split(separator: 0x0A).compactMap { String($0) }.filter { !$0.utf8.starts(with: [0x23]) }
        #expect(lines.count > 480)
        return lines + [""]
    }

    private static func bytes(_ value: Value?) -> [UInt8]? {
        guard case .text(let text) = value else { return nil }
        return Array(text.utf8)
    }

    @Test func asAComment() throws {
        for string in try Self.strings() {
            for text in [JSON.text(string), JSON.escapedText(string)] {
                let decoded = try Decoded(JSON.event("\"answers\":{\"comment\":\(text),\"l\":[\(text)]}"))
                #expect(Self.bytes(decoded.answer("comment")) == Array(string.utf8), "\(text)")
                guard case .list(let list)? = decoded.answer("l") else {
                    Issue.record("no list: \(text)")
                    continue
                }
                #expect(list.map { Array($0.utf8) } == [Array(string.utf8)], "\(text)")
            }
        }
    }

    @Test func asAnAttribute() throws {
        for string in try Self.strings() {
            let decoded = try Decoded(JSON.event("\"attributes\":{\"segment\":\(JSON.text(string))}"))
            #expect(Self.bytes(decoded.attribute("segment")) == Array(string.utf8), "\(string)")
        }
    }

    @Test func asAUnitAndAsAName() throws {
        // All in one log: names that look alike must not become one.
        let strings = try Self.strings().filter { !$0.isEmpty }
        let lines = strings.map { JSON.event("\"unit\":\(JSON.text($0)),\"attributes\":{\(JSON.text($0)):1}") }
        let decoded = try Decoded(lines.joined(separator: "\n"))
        #expect(decoded.reasons == [])
        for (string, event) in zip(strings, decoded.events) {
            #expect(Array(decoded.text(event.unit).utf8) == Array(string.utf8))
            let names = event.attributes.map { Array(decoded.text($0.name).utf8) }
            #expect(names == [Array(string.utf8)])
        }
    }

    @Test func asAnId() throws {
        for string in try Self.strings() {
            let line = "{\"id\":\(JSON.text(string)),\"time\":\"2026-03-02T09:15:00Z\",\"type\":\"response\"}"
            let decoded = try Decoded(line)
            let count = string.utf8.count
            if (1...128).contains(count) {
                #expect(decoded.events.map { Array($0.id.utf8) } == [Array(string.utf8)], "\(string)")
            } else {
                #expect(decoded.reasons == ["id: expected 1 to 128 bytes, found \(count)"], "\(string)")
            }
        }
    }
}

/// Texts that Swift holds to be equal and that are different bytes.
struct EquivalentTextTests {
    @Test func composedAndDecomposedNamesStayApart() throws {
        let composed = "h\u{E4}iri\u{F6}"
        let decomposed = "ha\u{308}irio\u{308}"
        let lines = [composed, decomposed].map {
            JSON.event("\"source\":\"\($0)\",\"unit\":\"\($0)\",\"answers\":{\"\($0)\":1}")
        }
        let decoded = try Decoded(lines.joined(separator: "\n"))
        let expected = [composed, decomposed].map { Array($0.utf8) }
        #expect(decoded.events.map { Array(decoded.text($0.unit).utf8) } == expected)
        #expect(decoded.events.map { Array(decoded.text($0.source).utf8) } == expected)
        #expect(decoded.events.map { Array(decoded.text($0.answers[0].question).utf8) } == expected)
        // The key is source and id: these are two.
        #expect(Set(decoded.chunk.keys).count == 2)
    }
}
