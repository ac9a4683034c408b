import Declarations
import Testing
import Tuntuma
import Workspace

@Suite struct ConditionReaderTests {
    static func call(_ name: String, _ arguments: Setting...) -> Setting {
        .table(["$call": .text(name), "arguments": .list(arguments)])
    }

    static func read(_ setting: Setting) throws(WorkspaceError) -> Condition {
        let block = Block(
            keyword: "rule", name: "r", settings: ["match": setting], file: "a.lua", line: 2, lines: ["match": 4])
        return try ConditionReader.read(setting, of: block, at: "match")
    }

    @Test func readsEveryFormOfTheDesign() throws {
        let setting = Setting.table([
            "survey": .list([.text("nps"), .text("ces")]),
            "answers": .table([
                "nps": .table(["max": .integer(6)]),
                "comment": .table(["contains": .list([.text("lasku"), .text("faktura")])]),
            ]),
            "contact": .table(["is_not": .boolean(false)]),
            "unit": .table(["prefix": .text("tam")]),
            "1": Self.call("any", .list([.table(["journey": .text("a")]), .table(["journey": .text("b")])])),
            "2": Self.call("none", .list([.table(["subject": .table(["exists": .boolean(true)])])])),
        ])
        #expect(
            try Self.read(setting)
                == .all([
                    .any([
                        .field("journey", .isOneOf([.text("a")])), .field("journey", .isOneOf([.text("b")])),
                    ]),
                    .none([.field("subject", .exists(true))]),
                    .field("answers.comment", .contains(["lasku", "faktura"])),
                    .field("answers.nps", .between(min: nil, max: 6)),
                    .field("contact", .isNot([.boolean(false)])),
                    .field("survey", .isOneOf([.text("nps"), .text("ces")])),
                    .field("unit", .hasPrefix(["tam"])),
                ]))
    }

    @Test func aListOfCombinationsAndSingleTablesAreConditionsToo() throws {
        let single = Self.call("none", .table(["survey": .text("nps")]))
        #expect(try Self.read(.list([single])) == .none([.field("survey", .isOneOf([.text("nps")]))]))
        #expect(try Self.read(single) == .none([.field("survey", .isOneOf([.text("nps")]))]))
        #expect(try Self.read(.table([:])) == .all([]))
    }

    @Test func timesMayBeWrittenAsTexts() throws {
        let setting = Setting.table(["time": .table(["min": .text("1970-01-01T00:00:01Z")])])
        #expect(try Self.read(setting) == .field("time", .between(min: 1000, max: nil)))
    }

    @Test(
        arguments: [
            (.table(["surveys": .text("x")]), "match.surveys: unknown field; did you mean \"survey\"?"),
            (.table(["answer.nps": .integer(3)]), "match.answer.nps: unknown field; did you mean \"answers.nps\"?"),
            (.table(["any": .list([])]), "match.any: is not a field; write any { {...}, {...} } without ="),
            (
                .table(["survey": .table(["prefx": .text("x")])]),
                "match.survey.prefx: unknown test; did you mean \"prefix\"?"
            ),
            (.table(["survey": .integer(3)]), "match.survey: expected a text, but this is a whole number"),
            (
                .table(["survey": .text("")]),
                "match.survey: is empty; for a field that is not given write { exists = false }"
            ),
            (
                .table(["survey": .table(["min": .integer(3)])]),
                "match.survey.min: min and max are for numbers; this field is a text"
            ),
            (
                .table(["respondent": .text("employe")]),
                "match.respondent: \"employe\" is none of its values; did you mean \"employee\"?"
            ),
            (.table(["contact": .text("yes")]), "match.contact: expected true or false, but this is a text"),
            (
                .table(["contact": .table(["contains": .text("y")])]),
                "match.contact.contains: is for texts; this field is true or false"
            ),
            (
                .table(["answers": .integer(1)]),
                "match.answers: expected a table of answers, but this is a whole number"
            ),
            (
                .table(["answers": .table(["a": .table(["max": .text("6")])])]),
                "match.answers.a.max: expected a number, but this is a text"
            ),
            (
                .table(["answers": .table(["a": .table(["min": .integer(6), "max": .integer(1)])])]),
                "match.answers.a: min is greater than max, so nothing can match"
            ),
            (
                .table(["answers": .table(["a": .table(["contains": .list([])])])]),
                "match.answers.a.contains: expected a text or a list of texts, none of them empty"
            ),
            (
                .table(["answers": .table(["a": .function(line: 1)])]),
                "match.answers.a: expected a text, a number, or true or false, but this is a function"
            ),
            (
                .table(["id": .table(["exists": .integer(1)])]),
                "match.id.exists: expected true or false, but this is a whole number"
            ),
            (.table(["1": .table([:])]), "match.1: expected any { ... } or none { ... } here, but this is a table"),
            (
                .table(["1": .table(["$call": .text("scale"), "arguments": .list([])])]),
                "match.1: scale(...) cannot stand here; expected any { ... } or none { ... }"
            ),
            (call("any", .list([])), "match: is empty; expected a table of fields, or several"),
            (.text("nps"), "match: expected a table of fields, but this is a text"),
            (.table(["time": .text("yesterday")]), "match.time: expected a time such as \"2026-03-02T09:15:00Z\""),
        ] as [(Setting, String)])
    func whatCanNeverHoldIsAComplaint(_ setting: Setting, _ problem: String) {
        do throws(WorkspaceError) {
            _ = try Self.read(setting)
            Issue.record("no complaint about \(setting)")
        } catch {
            #expect(error.complaints.map(\.description) == ["a.lua:4: rule \"r\": \(problem)"])
        }
    }
}
