import EventLog
import Foundation
import Testing
import Tuntuma
import TuntumaTesting

/// JSON as other writers write it: white space, escapes in names, any order, anything in unknown fields.
@Suite(.serialized)
struct TokenTests {
    /// A random value of JSON with random white space, at most so deep.
    static func value(_ random: inout SplitMix64, depth: Int) -> String {
        func space() -> String {
            Int.random(in: 0..<6, using: &random) == 0
                ? [" ", "\t", "  ", "\r"][Int.random(in: 0..<4, using: &random)] : ""
        }
        let core: String
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &random) {
        case 0: core = String(Int.random(in: -100...100, using: &random))
        case 1: core = ["0.5", "-1e3", "1E+2", "12.25e-2", "-0", "0e0"][Int.random(in: 0..<6, using: &random)]
        case 2: core = ["true", "false", "null"][Int.random(in: 0..<3, using: &random)]
        case 3, 4, 5: core = text(&random)
        case 6: core = ["[]", "{}", "[ ]", "{ }"][Int.random(in: 0..<4, using: &random)]
        case 7:
            core =
                "["
                + (0...Int.random(in: 0..<3, using: &random)).map { _ in value(&random, depth: depth - 1) }
                .joined(separator: ",") + "]"
        default:
            core =
                "{"
                + (0...Int.random(in: 0..<3, using: &random)).map { index in
                    space() + "\"k\(index)\"" + space() + ":" + value(&random, depth: depth - 1)
                }.joined(separator: ",") + "}"
        }
        return space() + core + space()
    }

    static func text(_ random: inout SplitMix64) -> String {
        let pieces = [
            "a", "ä", "😀", #"\n"#, #"\""#, #"\\"#, #"é"#, #"\ud83d\ude00"#, " ", "{", "}", ",", ":", "[", "x y z ",
        ]
        let length = Int.random(in: 0..<12, using: &random)
        return "\"" + (0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined() + "\""
    }

    /// An event whose unknown field holds a document, with what is known around it.
    private static func line(_ value: String) -> String {
        #"{"id":"a","x":\#(value),"time":"2026-03-02T09:15:00Z","type":"response"}"#
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func whatIsJSONIsTaken(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let values = (0..<300).map { _ in Self.value(&random, depth: 4) }
        let decoded = try Decoded(values.map(Self.line).joined(separator: "\n"))
        #expect(decoded.reasons == [])
        #expect(decoded.events.count == 300)
    }

    /// Damaged documents are taken exactly when another reader takes them.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func damageIsSeen(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let marks = Array(#"{}[]",:\0-.etnx1 "#.utf8)
        for _ in 0..<1_500 {
            var bytes = Array(Self.line(Self.value(&random, depth: 3)).utf8)
            let start = 14
            let end = bytes.count - 45
            guard end > start else { continue }
            let place = Int.random(in: start..<end, using: &random)
            let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = mark
            case 1: bytes.remove(at: place)
            default: bytes.insert(mark, at: place)
            }
            let decoded = try Decoded(bytes)
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
            // Foundation takes a comma before a closing bracket. JSON has none there.
            let text = String(decoding: bytes, as: UTF8.self)
            if isJSON, decoded.events.isEmpty, text.firstMatch(of: /,\s*[}\]]/) != nil { continue }
            // A reason that is not about JSON: the damage made a field twice or took one away.
            guard decoded.reasons.allSatisfy({ $0.hasPrefix("not") }) else { continue }
            #expect(decoded.events.count == (isJSON ? 1 : 0), "\(text)")
        }
    }

    /// The same event in every way to write it: one content, one set of values.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func spellingsAreOne(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let fields = [
            ("id", #""a-1""#), ("time", #""2026-03-02T09:15:00Z""#), ("type", #""response""#), ("survey", #""nps""#),
            ("unit", #""a unit with a long name""#), ("subject", #""s""#), ("revision", "2"),
            ("answers", #"{"nps":9,"comment":"a comment that is longer than words","satisfied":true}"#),
            ("attributes", #"{"segment":"sme"}"#), ("unknown", #"[1,{"a":"b"}]"#),
        ]
        func escaped(_ text: String) -> String { JSON.escapedText(String(text.dropFirst().dropLast())) }
        var lines: [String] = []
        for _ in 0..<60 {
            let order = fields.shuffled(using: &random)
            lines.append(
                "{"
                    + order.map { name, value in
                        let space = Bool.random(using: &random) ? "" : " "
                        let name = Bool.random(using: &random) ? "\"\(name)\"" : JSON.escapedText(name)
                        let isText = value.hasPrefix("\"")
                        let value = isText && Bool.random(using: &random) ? escaped(value) : value
                        return "\(space)\(name)\(space):\(space)\(value)\(space)"
                    }.joined(separator: ",") + "}")
        }
        let decoded = try Decoded(lines.joined(separator: "\n"))
        #expect(decoded.reasons == [])
        #expect(Set(decoded.chunk.contents).count == 1)
        #expect(Set(decoded.chunk.keys).count == 1)
        for row in 0..<decoded.chunk.batch.count {
            #expect(decoded.answer("nps", of: row) == .integer(9))
            #expect(decoded.answer("comment", of: row) == .text("a comment that is longer than words"))
            #expect(decoded.attribute("segment", of: row) == .text("sme"))
            #expect(decoded.text(decoded.chunk.batch[row].unit) == "a unit with a long name")
        }
    }

    @Test func aNameMayBeEmptyAndUnknown() throws {
        #expect(try Decoded(JSON.event("\"\":\"x\"")).reasons == [])
        #expect(try Decoded(JSON.event("\"answers\":{\"\":1}")).reasons == ["answers: a name is empty"])
    }

    /// A name with a backslash is not the name that is written like it.
    @Test func backslashesAreNotTakenForEscapes() throws {
        let decoded = try Decoded(
            [
                JSON.event(id: "1", #""unit":"a\\u0062""#), JSON.event(id: "2", #""unit":"a\u0062""#),
                JSON.event(id: "3", #""unit":"a\\u0062""#), JSON.event(id: "4", #""unit":"ab""#),
            ].joined(separator: "\n"))
        #expect(decoded.events.map { decoded.text($0.unit) } == [#"a\u0062"#, "ab", #"a\u0062"#, "ab"])
    }

    /// Lines that would be one document if there were no newline between them are none.
    @Test func aDocumentOverTwoLinesIsNone() throws {
        let whole = JSON.event("\"answers\":{\"nps\":9}")
        for place in whole.indices.dropFirst() {
            let decoded = try Decoded(whole[..<place] + "\n" + whole[place...] + "\n" + JSON.event(id: "b"))
            #expect(decoded.events.map(\.id) == ["b"], "\(whole[..<place])")
            #expect(decoded.reasons.count == 2)
        }
    }

    /// One line that cannot be indexed does not spoil its neighbours, wherever it stands.
    @Test(arguments: ["{\"id\":\"", "{\"a\":\"\u{1}\"}", "\"", "\\\"", "{\"id\":\"\\"])
    func aLineSpoilsNoOther(line: String) throws {
        for place in 0...4 {
            var lines = (0..<4).map { JSON.event(id: "e\($0)") }
            lines.insert(line, at: place)
            let decoded = try Decoded(lines.joined(separator: "\n"))
            #expect(decoded.events.map(\.id) == ["e0", "e1", "e2", "e3"])
            #expect(decoded.chunk.rejections.map(\.line) == [place])
        }
    }

    /// Windows of lines: what stands at their ends is what stands in the middle.
    @Test func windowsOfLinesEndAnywhere() throws {
        for length in [80, 100, 200, 65_400, 65_536, 65_600, 200_000] {
            let lines = (0..<max(4, 200_000 / length)).map { LimitTests.line(of: length + $0 % 3, id: "i\($0)") }
            let decoded = try Decoded(lines.joined(separator: "\n"))
            #expect(decoded.reasons == [])
            #expect(decoded.events.map(\.id) == lines.indices.map { "i\($0)" })
            #expect(decoded.chunk.lines == lines.count)
        }
    }

    @Test(arguments: ["01", "1.", ".5", "-", "+1", "1e", "1e+", "0x1", "1_0", "--1", "1.e1", "Infinity", "NaN", "1 2"])
    func whatIsNoNumberIsNone(text: String) throws {
        #expect(try Decoded(JSON.event("\"answers\":{\"q\":\(text)}")).reasons.count == 1)
        #expect(try Decoded(JSON.event("\"x\":\(text)")).reasons.count == 1)
    }

    /// Decimals are the nearest doubles, whatever way they are read.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func decimalsAreTheNearest(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var texts = [
            "4.4", "0.1", "1e22", "1e23", "123456789012345.6", "9007199254740993.0", "5e-324", "1.7e308", "2.5E-3",
        ]
        for _ in 0..<300 {
            let digits = String(UInt64.random(in: 0...UInt64.max, using: &random)).prefix(
                Int.random(in: 1...18, using: &random))
            texts.append(
                "\(Int.random(in: 0...99, using: &random)).\(digits)e\(Int.random(in: -40...40, using: &random))")
        }
        let lines = texts.enumerated().map { JSON.event(id: "\($0.offset)", "\"answers\":{\"q\":\($0.element)}") }
        let decoded = try Decoded(lines.joined(separator: "\n"))
        #expect(decoded.reasons == [])
        for (row, text) in texts.enumerated() {
            let expected = try #require(Double(text))
            switch decoded.answer("q", of: row) {
            case .integer(let value): #expect(Double(value) == expected, "\(text)")
            case .decimal(let value): #expect(value == expected, "\(text)")
            default: Issue.record("\(text)")
            }
        }
    }
}
