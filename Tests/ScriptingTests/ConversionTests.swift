import Foundation
import Testing
import TuntumaTesting
import Workspace

@testable import Scripting

/// Records to events: a channel's `event` function.
struct ConversionTests {
    private func converter(_ text: String) throws(Complaint) -> any RecordConverter {
        try RowScript(source: ScriptSource(file: "tuntuma.lua", text: text), block: 0).makeConverter()
    }

    private func convert(_ body: String, _ record: String) throws -> String {
        let converter = try converter("channel { id = 'c', event = function(row)\n\(body)\nend }")
        return Array(record.utf8).withUnsafeBufferPointer { bytes in
            switch converter.convert(bytes) {
            case .event(let event): String(decoding: event, as: UTF8.self)
            case .skipped: "skipped"
            case .rejected(let reason): reason
            }
        }
    }

    @Test func aRowBecomesAnEvent() throws {
        let body = """
            if row.NETPRO == "11" then return nil end
            return { id = row.RESPNUM, time = parse_time(row.DATE, "d.M.yyyy H:mm", "Europe/Helsinki"),
              answers = { nps = tonumber(row.NETPRO), comment = trim(row.COMMENT), weight = number(row.W) },
              attributes = {}, contact = true, re = { "a", "b" } }
            """
        let event = try convert(
            body, #"{"RESPNUM":"17","DATE":"2.3.2026 9:15","NETPRO":"9","COMMENT":"  Hyvä \"juttu\"\n ","W":"1 234,5"}"#
        )
        #expect(
            event
                == #"{"answers":{"comment":"Hyvä \"juttu\"","nps":9,"weight":1234.5},"attributes":{},"contact":true,"#
                + #""id":"17","re":["a","b"],"time":"2026-03-02T09:15:00+02:00"}"#)
        #expect(try convert(body, #"{"NETPRO":"11"}"#) == "skipped")
    }

    @Test func valuesKeepTheirKind() throws {
        let record =
            #"{"i":3,"big":9007199254740993,"f":1.5,"w":2.0,"t":true,"n":null,"s":"1","l":[1,"a",true],"o":{"k":{"z":1}}}"#
        let body = """
            return { id = "x", answers = { i = row.i, big = row.big, f = row.f, w = row.w, t = row.t, n = row.n, s = row.s,
              m = row.missing, k = row.o.k.z, l = row.l[2], one = row.i // 1.0, tenth = 0.1 } }
            """
        #expect(
            try convert(body, record)
                == #"{"answers":{"big":9007199254740993,"f":1.5,"i":3,"k":1,"l":"a","one":3,"s":"1","t":true,"tenth":0.1,"w":2},"id":"x"}"#
        )
        #expect(
            try convert(
                "local s = '' for k, v in pairs(row) do s = s .. k .. v end return { id = s }", #"{"b":1,"a":"x"}"#)
                == #"{"id":"axb1"}"#)
    }

    @Test(arguments: [
        ("error('no date')", "tuntuma.lua:2: no date"), ("row.x = 1", "tuntuma.lua:2: a row cannot be changed"),
        ("return 3", "`event` returned a whole number"), ("return { 'a' }", "`event` returned a list"),
        ("return { id = print }", "not available"), ("return { id = pairs }", "id: a function"),
        ("return { id = ('ä'):sub(1, 1) }", "not UTF-8"), ("return { id = 1/0 }", "inf is no number"),
        ("return { id = row }", "id: an object of the host"),
        ("alert { title = 'x' }", "in the function `run` of a rule only"),
        ("return { id = row.a.b }", "tuntuma.lua:2:"), ("return { id = number('1.2.3') }", "'1.2.3' is not a number"),
        ("local t = {} t.t = t return t", "nested deeper"), ("while true do end", "steps"),
    ])
    func mistakesAreRejections(_ body: String, _ reason: String) throws {
        let outcome = try convert(body, #"{"a":null}"#)
        #expect(outcome.contains(reason), "\(outcome)")
    }

    @Test func badRecordsAreRejected() throws {
        for record in ["", "x", "[1]", "{", "3", #"{"a":}"#] {
            #expect(try convert("return { id = 'x' }", record) == "the record is not a JSON object")
        }
    }

    @Test(arguments: [
        ("1 234,5", 1234.5), ("1\u{a0}234,5", 1234.5), ("1.5", 1.5), ("1,5", 1.5), ("-3", -3), ("\u{2212}3", -3),
        ("+7", 7),
        ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("12 %", 12), ("  8 ", 8), (".5", 0.5), ("1'000", 1000),
    ])
    func numbersAsPeopleWriteThem(_ text: String, _ value: Double) throws {
        #expect(try TextHelpers.number(.text(text)) == value)
    }

    /// White space is what Unicode says it is, all of it.
    @Test func trimTakesWhatUnicodeCallsWhiteSpace() {
        let blanks = (0...0x10FFFF).compactMap(Unicode.Scalar.init).filter(\.properties.isWhitespace)
        #expect(blanks.count == 25)
        for blank in blanks {
            #expect(TextHelpers.trim("\(blank)\(blank)ä\(blank)ö\(blank)") == "ä\(blank)ö")
            #expect(TextHelpers.trim("\(blank)") == "")
        }
        let near = (0x80...0x3100).compactMap(Unicode.Scalar.init).filter { !$0.properties.isWhitespace }
        for other in near { #expect(TextHelpers.trim(" \(other) ").unicodeScalars.elementsEqual([other])) }
        #expect(TextHelpers.trim("") == "" && TextHelpers.trim("x") == "x")
    }

    @Test func aNumberHasAtMostTwoHundredBytes() throws {
        #expect(try TextHelpers.number(.text(String(repeating: "0", count: 199) + "7")) == 7)
        #expect(throws: HostRefusal.self) { try TextHelpers.number(.text(String(repeating: "0", count: 200) + "7")) }
    }

    @Test(arguments: ["x", "1-2", "1.2.3", "1,2,3", "--1", "1e5", "0x10", "nan", "inf", "12a", "-"])
    func whatIsNoNumber(_ text: String) {
        #expect(throws: HostRefusal.self) { try TextHelpers.number(.text(text)) }
    }

    @Test(
        .enabled(if: SharedData.isPresent, SharedData.absence))
    func everyNaughtyStringSurvives() throws {
        let folder = try #require(SharedData.folder)
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/blns/blns.txt"))
        let lines = data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            .filter { !$0.hasPrefix("#") }
        #expect(lines.count > 400)
        let converter = try converter(
            "channel { event = function(row) return { id = row.s, answers = { [row.s] = row.s }, attributes = { a = row.s .. '' } } end }"
        )
        for line in lines {
            let record = try JSONSerialization.data(withJSONObject: ["s": line])
            let outcome = Array(record).withUnsafeBufferPointer { converter.convert($0) }
            guard case .event(let bytes) = outcome else {
                Issue.record("\(line): \(outcome)")
                continue
            }
            // Not JSONSerialization: it drops a byte order mark at the start of a text.
            let event = try JSONDecoder().decode(NaughtyEvent.self, from: Data(bytes))
            #expect(!bytes.contains(UInt8(ascii: "\n")))
            #expect(event.id.utf8.elementsEqual(line.utf8))
            #expect(event.attributes["a", default: "?"].utf8.elementsEqual(line.utf8))
            #expect(event.answers.first?.key.utf8.elementsEqual(line.utf8) == true)
            #expect(event.answers.first?.value.utf8.elementsEqual(line.utf8) == true)
        }
    }
}

/// An event all of whose texts are the same naughty string.
private struct NaughtyEvent: Decodable {
    var id: String
    var answers: [String: String]
    var attributes: [String: String]
}
