import EventLog
import Testing
import Tuntuma
import TuntumaTesting

/// Lines whose shape was met before are read another way; nothing may depend on that.
@Suite(.serialized)
struct KnownLineTests {
    /// Everything that is known of an event.
    private static func description(_ event: Event) -> String {
        let symbols = event.batch.symbols
        let names = [
            event.type, event.source, event.survey, event.touchpoint, event.channel, event.unit, event.journey,
            event.language, event.account, event.project,
        ].map { symbols.text(of: $0) }
        func texts(_ entries: some Sequence<(Symbol, Value)>) -> String {
            entries.map { "\(symbols.text(of: $0.0))=\($0.1)" }.joined(separator: "|")
        }
        return [
            event.id, "\(event.time.milliseconds)", names.joined(separator: "/"), "\(event.subject ?? "-")",
            "\(event.response ?? "-")", "\(event.respondent)", "\(event.status)", "\(event.identity)",
            "\(event.contact.map(String.init) ?? "-")", "\(event.solicited)", "\(event.fields.namesSource)",
            "\(event.about?.milliseconds ?? -1)", "\(event.revision)", event.references.joined(separator: ","),
            texts(event.answers.map { ($0.question, $0.value) }),
            texts(event.attributes.map { ($0.name, $0.value) }),
        ].joined(separator: " ")
    }

    /// Whoever writes a log: the fields in one order, each there or not, with one habit of white space.
    private struct Writer {
        let fields: [(name: String, values: [String], isRequired: Bool)]
        let comma: String
        let colon: String

        init(_ random: inout SplitMix64) {
            let answers = [
                #"{"nps":7}"#, #"{"nps":10,"comment":"hidas, mutta selkeä"}"#, #"{"nps":3.5,"comment":""}"#,
                #"{"comment":"rivi\nja \"lainaus\"","nps":-2}"#, #"{}"#, #"{ "vip":true , "nps":0 }"#,
                #"{"vip":false}"#, #"{"nps":null,"comment":"a"}"#, #"{"topics":["a","b"],"nps":9}"#, "null",
                #"{"goals":1,"communication":22,"schedule":333,"expertise":4444}"#, #"{"nps":"teksti"}"#,
                #"{"comment":"\#(String(repeating: "pitkä ", count: 30))"}"#, #"{"nps":1,"nps":2}"#,
            ]
            let all: [(String, [String], Bool)] = [
                ("id", [#""r-1""#, #""r-22""#, #""r-ä""#, #""\u00e4""#, #""""#], true),
                (
                    "time",
                    [#""2026-03-02T09:15:00Z""#, #""2026-03-02T09:15:00+02:00""#, #""2026-03-02""#],
                    true
                ),
                (
                    "type",
                    [
                        #""response""#, #""invitation""#, #""kysely-ä""#, #""v\u00e4li""#, #""correction""#,
                        #""withdrawal""#,
                    ], true
                ),
                ("survey", [#""nps""#, #""project""#, "null", #""""#], false),
                ("touchpoint", [#""go-live""#, #""a very long touchpoint's name""#], false),
                ("unit", [#""turku""#, #""tampere""#, "null"], false),
                ("source", [#""crm""#, "7"], false),
                ("subject", [#""c-1""#, #""c-22222""#], false),
                ("respondent", [#""employee""#, #""customer""#, #""nobody""#], false),
                ("contact", ["true", "false", #""yes""#], false),
                ("solicited", ["true", "false"], false), ("identity", [#""named""#, #""anonymous""#], false),
                ("status", [#""partial""#], false), ("revision", ["2", "1"], false),
                ("re", [#"["a","b"]"#, #""x""#], false), ("about", [#""2026-03-01T00:00:00Z""#], false),
                ("mystery", ["1", "-2.50", #""text""#, "true", "null", "[1,2]", #"{"a":1}"#, #""\u00e4""#], false),
                ("answers", answers, false),
                ("attributes", [#"{"segment":"sme","size":12}"#, #"{"segment":"state","vip":true}"#, "{}"], false),
            ]
            fields = all.shuffled(using: &random).filter { $0.2 || Bool.random(using: &random) }
            comma = [",", ", ", " ,\t"].randomElement(using: &random) ?? ","
            colon = [":", ": ", " : "].randomElement(using: &random) ?? ":"
        }

        func line(_ random: inout SplitMix64) -> [UInt8] {
            // Nearly always the first values, so that most lines are right.
            let written = fields.filter { $0.isRequired || Int.random(in: 0..<4, using: &random) > 0 }.map { field in
                let place = Int.random(in: 0..<6, using: &random) == 0 ? field.values.count : min(2, field.values.count)
                return #""\#(field.name)""# + colon + field.values[Int.random(in: 0..<place, using: &random)]
            }
            var bytes = Array(("{" + written.joined(separator: comma) + "}").utf8)
            switch Int.random(in: 0..<40, using: &random) {
            case 0: bytes.remove(at: Int.random(in: bytes.indices, using: &random))
            case 1: bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
            case 3: bytes += Array(" x".utf8)
            case 4: bytes.insert(0x5C, at: Int.random(in: bytes.indices, using: &random))
            case 5: bytes += [0x20, 0x0D]
            default: break
            }
            return bytes.filter { $0 != 0x0A }
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func aLineIsReadAsIfItWereAlone(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let writers = (0..<3).map { _ in Writer(&random) }
        let lines = (0..<1500).map { _ in writers[Int.random(in: 0..<3, using: &random)].line(&random) }
        let together = try Decoded(Array(lines.joined(separator: [0x0A])))
        var events = together.events.indices.makeIterator()
        var rejections = together.chunk.rejections.makeIterator()
        for (number, line) in lines.enumerated() {
            // The first line of a decoder has no shape that was met before.
            let alone = try Decoded(line)
            if let event = alone.events.first {
                let next = events.next()
                let row = try #require(next, "line \(number)")
                #expect(Self.description(together.events[row]) == Self.description(event))
                #expect(
                    together.chunk.contents[row] == alone.chunk.contents[0], "\(String(decoding: line, as: UTF8.self))")
                #expect(together.events[row].fields.line == UInt32(number))
            } else if let rejection = alone.chunk.rejections.first {
                let next = rejections.next()
                let other = try #require(next, "line \(number)")
                #expect(other.reason == rejection.reason)
                #expect(other.line == number)
                #expect(other.bytes == line)
            }
        }
        #expect(events.next() == nil)
        #expect(rejections.next() == nil)
        #expect(together.chunk.lines == lines.count)
        // Or the lines have tested one way of reading only.
        #expect(together.events.count > 300)
    }

    /// A last line that is cut off ends where the log ends, whatever stands in the memory behind it.
    @Test func nothingBehindTheLinesIsRead() throws {
        let line = Array((JSON.event(id: "a", #""answers":{"nps":9}"#) + "\n").utf8)
        for cut in 1..<line.count {
            for padding in [0x7D, 0x22, 0x39, 0x2C, 0x0A, 0x5C] as [UInt8] {
                let whole = line + line
                let decoded = try Decoded(whole + line.dropLast(cut), padding: padding)
                #expect(decoded.events.count == (cut == 1 ? 3 : 2))
                #expect(decoded.chunk.rejections.count == (cut == 1 || cut == line.count ? 0 : 1))
            }
        }
    }

    /// The type is kept with the shape; of many types most are not. A text that has the first and the last bytes of another
    /// is another.
    @Test func namesThatAreManyOrAlike() throws {
        let units =
            (0..<40).map { "yksikkö-\($0 * 7_919)" } + ["turku", "turkuxxx", "turkuxxxturkuxxx", "turkuxxx--turkuxxx"]
        let lines = (0..<3_000).map { number in
            let type = number % 3 == 0 ? "response" : "host.type-\(number % 23)"
            return """
                {"id":"r\(number)","time":"2026-03-02T09:15:00Z","type":"\(type)","unit":"\(units[number % units.count])"}
                """
        }
        let decoded = try Decoded(lines.joined(separator: "\n"))
        #expect(decoded.reasons == [])
        for (number, event) in decoded.events.enumerated() {
            let alone = try Decoded(lines[number])
            let other = try #require(alone.events.first)
            #expect(Self.description(event) == Self.description(other))
            #expect(decoded.chunk.contents[number] == alone.chunk.contents[0])
        }
        #expect(decoded.events.count == lines.count)
    }

    /// More shapes than are kept are read all the same.
    @Test func shapesWithoutNumber() throws {
        var random = SplitMix64(seed: 7)
        let lines = (0..<4000).map { number in
            let names = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                #""q\#(Int.random(in: 0..<400, using: &random))":\#(number)"#
            }
            var seen: Set<String> = []
            let distinct = names.filter { seen.insert(String($0.prefix { $0 != ":" })).inserted }
            return JSON.event(id: "r\(number)", #""answers":{\#(distinct.joined(separator: ","))}"#)
        }
        let decoded = try Decoded(lines.joined(separator: "\n"))
        #expect(decoded.reasons == [])
        #expect(decoded.events.map(\.id) == (0..<4000).map { "r\($0)" })
        #expect(decoded.events.allSatisfy { $0.answers.allSatisfy { answer in answer.value != .integer(-1) } })
    }
}
