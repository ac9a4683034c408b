import EventLog
import Testing
import Tuntuma

/// What each field of an event becomes, and what is no value of it.
struct FieldTests {
    @Test func everyFieldIsRead() throws {
        let line = """
            {"id":"r-1","source":"kysely","time":"2026-03-02T09:15:00.250+02:00","type":"response","survey":"nps",\
            "touchpoint":"go-live","channel":"email","unit":"häme","journey":"project","language":"fi",\
            "respondent":"citizen","subject":"c-42","account":"kunta","project":"p-17","re":["i-1","i-2"],\
            "response":"v-1","revision":3,"status":"partial","about":"2026-03-01T00:00:00Z","identity":"pseudonymous",\
            "contact":false,"solicited":false,\
            "answers":{"nps":3,"mean":2.5,"whole":4.0,"yes":true,"comment":"Liian hidasta. \\"Ö\\"","list":["a","å"]},\
            "attributes":{"segment":"municipality","size":12,"share":0.5,"key":false}}
            """
        let decoded = try Decoded(line)
        #expect(decoded.reasons == [])
        let event = try #require(decoded.events.first)
        #expect(event.id == "r-1")
        #expect(decoded.text(event.source) == "kysely")
        #expect(event.time.milliseconds == 1_772_435_700_250)
        #expect(decoded.text(event.type) == "response")
        #expect(decoded.text(event.survey) == "nps")
        #expect(decoded.text(event.touchpoint) == "go-live")
        #expect(decoded.text(event.channel) == "email")
        #expect(decoded.text(event.unit) == "häme")
        #expect(decoded.text(event.journey) == "project")
        #expect(decoded.text(event.language) == "fi")
        #expect(event.respondent == .citizen)
        #expect(event.subject == "c-42")
        #expect(decoded.text(event.account) == "kunta")
        #expect(decoded.text(event.project) == "p-17")
        #expect(event.references == ["i-1", "i-2"])
        #expect(event.response == "v-1")
        #expect(event.revision == 3)
        #expect(event.status == .partial)
        #expect(event.about?.milliseconds == 1_772_323_200_000)
        #expect(event.identity == .pseudonymous)
        #expect(event.contact == false)
        #expect(event.solicited == false)
        #expect(decoded.answer("nps") == .integer(3))
        #expect(decoded.answer("mean") == .decimal(2.5))
        #expect(decoded.answer("whole") == .integer(4))
        #expect(decoded.answer("yes") == .boolean(true))
        #expect(decoded.answer("comment") == .text("Liian hidasta. \"Ö\""))
        #expect(decoded.answer("list") == .list(["a", "å"]))
        #expect(decoded.answer("segment") == nil)
        #expect(decoded.attribute("segment") == .text("municipality"))
        #expect(decoded.attribute("size") == .integer(12))
        #expect(decoded.attribute("share") == .decimal(0.5))
        #expect(decoded.attribute("key") == .boolean(false))
    }

    @Test func defaults() throws {
        let decoded = try Decoded(JSON.event())
        let event = try #require(decoded.events.first)
        #expect(!event.source.isPresent && !event.survey.isPresent && !event.unit.isPresent && !event.project.isPresent)
        #expect(event.respondent == .customer)
        #expect(event.subject == nil && event.response == nil && event.about == nil && event.contact == nil)
        #expect(event.revision == 1 && event.status == .complete && event.identity == .unstated && event.solicited)
        #expect(event.references.isEmpty && event.answers.isEmpty && event.attributes.isEmpty)
    }

    @Test func anEventWithoutSourceHasThatOfItsInput() throws {
        let lines = JSON.event() + "\n" + JSON.event(id: "b", "\"source\":\"muu\"")
        let decoded = try Decoded(Array(lines.utf8), defaultSource: "sfo-2017")
        #expect(decoded.events.map { decoded.text($0.source) } == ["sfo-2017", "muu"])
    }

    private static let kinds = [
        "text": "\"?\"", "number": "1", "decimal": "1.5", "boolean": "true", "list": "[]", "object": "{}",
    ]

    /// The kinds of value that each field takes; every other kind must be refused with the field's name in front.
    static let fields: [(name: String, takes: Set<String>)] =
        [
            "source", "survey", "touchpoint", "channel", "unit", "journey", "language", "account", "project", "subject",
            "response",
        ]
        .map { ($0, ["text"]) }
        + [
            ("id", ["text"]), ("type", ["text"]), ("time", []), ("about", []), ("respondent", []), ("status", []),
            ("identity", []), ("revision", ["number"]), ("contact", ["boolean"]), ("solicited", ["boolean"]),
            ("re", ["text", "list"]), ("answers", ["object"]), ("attributes", ["object"]),
        ]

    @Test(arguments: fields)
    func aWrongKindOfValueIsRefused(name: String, takes: Set<String>) throws {
        let required = ["id": "\"a\"", "time": "\"2026-03-02T09:15:00Z\"", "type": "\"response\""]
        for (kind, value) in Self.kinds.sorted(by: { $0.key < $1.key }) {
            let others = required.filter { $0.key != name }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
            let decoded = try Decoded("{\(others),\"\(name)\":\(value)}")
            if takes.contains(kind) {
                #expect(decoded.reasons == [], "\(name): \(kind)")
            } else {
                let reason = try #require(decoded.reasons.first, "\(name) takes \(kind)")
                #expect(reason.hasPrefix("\(name): "), "\(reason)")
                #expect(decoded.events.isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("answers", "object", "answers.q: "), ("attributes", "object", "attributes.q: "),
        ("attributes", "list", "attributes.q: "),
    ])
    func aWrongKindOfAnswerIsRefused(field: String, kind: String, prefix: String) throws {
        let value = try #require(Self.kinds[kind])
        let reason = try #require(try Decoded(JSON.event("\"\(field)\":{\"q\":\(value)}")).reasons.first)
        #expect(reason.hasPrefix(prefix), "\(reason)")
    }

    @Test(arguments: [
        #""answers":{"q":["a",1]}"#, #""answers":{"q":[["a"]]}"#, #""answers":{"":1}"#, #""re":[1]"#, #""re":[""]"#,
        #""re":"""#, #""revision":0"#, #""revision":-1"#, #""revision":4294967296"#, #""respondent":"robot""#,
        #""status":"done""#, #""identity":"secret""#, #""subject":"""#, #""response":"""#,
    ])
    func aValueThatMeansNothingIsRefused(field: String) throws {
        let decoded = try Decoded(JSON.event(field))
        #expect(decoded.events.isEmpty)
        let reason = try #require(decoded.reasons.first)
        #expect(reason.contains(":") && !reason.hasPrefix("not JSON"), "\(reason)")
    }

    @Test func aNullFieldWasNotGiven() throws {
        for (name, _) in Self.fields where !["id", "time", "type"].contains(name) {
            #expect(try Decoded(JSON.event("\"\(name)\":null")).reasons == [], "\(name)")
        }
        let decoded = try Decoded(JSON.event(#""answers":{"nps":null,"q":1}"#, #""attributes":{"a":null}"#))
        #expect(decoded.answer("nps") == nil && decoded.answer("q") == .integer(1) && decoded.attribute("a") == nil)
    }

    @Test(arguments: ["id", "time", "type"])
    func aRequiredFieldIsMissed(name: String) throws {
        let required = ["id": "\"a\"", "time": "\"2026-03-02T09:15:00Z\"", "type": "\"response\""]
        let others = required.filter { $0.key != name }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        let expected = ["\(name): missing; every event has id, time and type"]
        #expect(try Decoded("{\(others)}").reasons == expected)
        #expect(try Decoded("{\(others),\"\(name)\":null}").reasons == expected)
    }

    /// What corrects or withdraws says what, or it would be accepted in silence and change nothing.
    @Test(arguments: [("correction", "corrects"), ("withdrawal", "withdraws")])
    func whatAmendsNamesWhat(type: String, does: String) throws {
        let reason = "re: missing; a \(type) names the events that it \(does)"
        func line(_ more: String) -> String {
            #"{"id":"c","time":"2026-03-02T09:15:00Z","type":"\#(type)","answers":{"nps":1}\#(more)}"#
        }
        for more in ["", #","re":null"#, #","re":[]"#] {
            #expect(try Decoded(line(more)).reasons == [reason], "\(more)")
        }
        for more in [#","re":"a""#, #","re":["a"]"#] {
            #expect(try Decoded(line(more)).reasons == [], "\(more)")
        }
        // The same of a CloudEvent, and of a type that is written with escapes.
        let data = #""answers":{"nps":1}"#
        let envelope =
            #"{"specversion":"1.0","id":"c","source":"s","time":"2026-03-02T09:15:00Z","type":"\#(type)","data":{\#(data)}}"#
        #expect(try Decoded(envelope).reasons == [reason])
        #expect(try Decoded(envelope.replacing(data, with: data + #","re":"a""#)).reasons == [])
        let escaped = type.replacing("r", with: #"\u0072"#).replacing("w", with: #"\u0077"#)
        #expect(try Decoded(line("").replacing(type, with: escaped)).reasons == [reason])
    }

    /// Lines of a known shape are read another way: neither the type nor what follows it may let one slip past.
    @Test(arguments: [3, 40]) func noKnownShapeHidesThatNothingIsNamed(types: Int) throws {
        var lines: [String] = []
        for number in 0..<200 {
            lines.append(JSON.event(id: "r\(number)", #""answers":{"nps":\#(number % 11)}"#))
            let type = number % types == 0 ? "correction" : "type-\(number % types)"
            let re = type == "correction" ? #","re":["r\#(number)"]"# : ""
            lines.append(
                #"{"id":"c\#(number)","time":"2026-03-02T09:15:00Z","type":"\#(type)","answers":{"nps":1}\#(re)}"#)
        }
        let whole = try Decoded(lines.joined(separator: "\n"))
        #expect(whole.reasons == [] && whole.events.count == 400)
        let without = lines.map { line in
            line.contains(#""re""#)
                ? String(line.prefix(upTo: line.firstRange(of: #","re""#)?.lowerBound ?? line.endIndex)) + "}" : line
        }
        let decoded = try Decoded(without.joined(separator: "\n"))
        let corrections = (0..<200).count { $0 % types == 0 }
        #expect(
            decoded.reasons
                == Array(repeating: "re: missing; a correction names the events that it corrects", count: corrections))
        #expect(decoded.events.count == 400 - corrections)
        // After the right ones, whose shapes are known then.
        let mixed = try Decoded((lines + without).joined(separator: "\n"))
        #expect(mixed.reasons.count == corrections)
    }

    @Test func aKnownKeyMayBeThereOnce() throws {
        #expect(try Decoded(JSON.event(#""unit":"a","unit":"b""#)).reasons == ["unit: the key is there twice"])
        #expect(try Decoded(JSON.event(#""answers":{"q":1,"q":2}"#)).reasons == ["answers.q: the key is there twice"])
        // A key may be written with escapes.
        #expect(try Decoded(JSON.event(#""unit":"a","\u0075nit":"b""#)).reasons == ["unit: the key is there twice"])
        // What the host does not know it does not judge.
        #expect(try Decoded(JSON.event(#""x":1,"x":2"#)).reasons == [])
    }

    @Test(arguments: ["[]", "1", "\"text\"", "null", "true"])
    func aLineHoldsAnObject(line: String) throws {
        let reason = try #require(try Decoded(line).reasons.first)
        #expect(reason.hasPrefix("expected one JSON object, found "), "\(reason)")
    }

    @Test func fieldsThatLookLikeKnownOnesAreUnknown() throws {
        let names = [
            "Id", "idd", "i", "unit ", "touchpoints", "touchpoin", "attribute", "answer", "data_base6", "specversion2",
        ]
        for name in names {
            #expect(try Decoded(JSON.event("\"\(name)\":{}")).reasons == [], "\(name)")
        }
    }

    /// The same content, however it is written; and other content, however alike it looks.
    @Test func contentIsComparedByWhatItSays() throws {
        let same = [
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":3,"r":"ö"}}"#,
            #"{ "answers" : {"r":"\u00f6","q":3.0}, "type":"response","time":"2026-03-02T11:15:00+02:00", "id":"\u0061" }"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":3e0,"r":"ö"}}"#,
        ]
        let other = [
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":4,"r":"ö"}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":"3","r":"ö"}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"r":3,"q":"ö"}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","attributes":{"q":3,"r":"ö"}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00.001Z","type":"response","answers":{"q":3,"r":"ö"}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":3,"r":"ö"},"x":0}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":3,"r":"ö","s":true}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":3,"r":"ö","s":["a"]}}"#,
            #"{"id":"a","time":"2026-03-02T09:15:00Z","type":"response","answers":{"q":3,"r":"ö","s":"a"}}"#,
        ]
        let decoded = try Decoded((same + other).joined(separator: "\n"))
        #expect(decoded.reasons == [])
        #expect(Set(decoded.chunk.keys).count == 1)
        #expect(Set(decoded.chunk.contents.prefix(same.count)).count == 1)
        #expect(Set(decoded.chunk.contents).count == 1 + other.count)
    }
}
