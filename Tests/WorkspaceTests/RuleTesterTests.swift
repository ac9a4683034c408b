import Declarations
import Testing
import Tuntuma
import Workspace

@Suite struct RuleTesterTests {
    /// Runs one test of a rule that calls detractors back, and says why it failed.
    static func failure(
        given: Setting, expect: Setting, name: String = "r", more: [String: Setting] = [:]
    ) throws -> String? {
        try result(given: given, expect: expect, name: name, more: more)?.failure
    }

    /// The same, and shows the difference.
    static func differences(given: Setting, expect: Setting) throws -> [String]? {
        try result(given: given, expect: expect, name: "r", more: [:])?.differences
    }

    private static func result(
        given: Setting, expect: Setting, name: String, more: [String: Setting]
    ) throws -> RuleTestResult? {
        let symbols = SymbolTable()
        var settings: [String: Setting] = [
            "match": .table(["survey": .text("nps"), "answers": .table(["nps": .table(["max": .integer(6)])])]),
            "route": .table([
                "queue": .text("callback"), "unit": .text("{unit}"), "within": .text("1 working day"),
                "priority": .integer(2), "reason": .text("NPS {answers.nps}"),
            ]),
            "tests": .list([.table(["name": .text("t"), "given": given, "expect": expect])]),
        ]
        settings.merge(more) { $1 }
        let block = Block(
            keyword: "rule", name: name, settings: settings, file: "rules/a.lua", line: 3,
            lines: ["tests": 8, "tests.1": 9])
        let workspace = try WorkspaceReader(symbols: symbols, parts: WorkspaceReaderTests.parts).read([block])
        let results = RuleTester(symbols: symbols, workspace: workspace).runAll()
        #expect(
            results.count == 1 && results[0].line == 9 && results[0].file == "rules/a.lua" && results[0].rule == name)
        #expect(results[0].passed == (results[0].failure == nil))
        return results.first
    }

    static func event(_ nps: Int64) -> Setting {
        .table(["survey": .text("NPS"), "unit": .text("turku"), "answers": .table(["nps": .integer(nps)])])
    }

    static func route(_ fields: [String: Setting]) -> Setting { .list([.table(["route": .table(fields)])]) }

    @Test func whatIsExpectedPasses() throws {
        let expected = Self.route(["queue": .text("callback"), "reason": .text("NPS 3"), "priority": .decimal(2)])
        #expect(try Self.failure(given: Self.event(3), expect: expected) == nil)
        #expect(try Self.failure(given: .list([Self.event(9), Self.event(3)]), expect: expected) == nil)
        #expect(try Self.failure(given: .list([Self.event(3), Self.event(9)]), expect: .list([])) == nil)
        #expect(try Self.failure(given: Self.event(9), expect: .table([:])) == nil)
    }

    @Test func differencesAreTold() throws {
        let decided =
            "the rule decided route { queue = \"callback\", unit = \"turku\", within = \"1 working day\", priority = 2, reason = \"NPS 3\" }"
        #expect(try Self.failure(given: Self.event(3), expect: .list([])) == "expected nothing, but \(decided)")
        #expect(
            try Self.failure(given: Self.event(9), expect: Self.route([:]))
                == "expected 1 decision, but the rule decided nothing (its \"match\" does not let the event pass)")
        #expect(
            try Self.failure(given: Self.event(3), expect: Self.route(["unit": .text("oulu")]))
                == "route.unit: expected \"oulu\", but it is \"turku\"")
        #expect(
            try Self.failure(given: Self.event(3), expect: .list([.table(["alert": .table([:])])]))
                == "expected alert, but the rule decided route")
    }

    @Test func differencesAreShownLineByLine() throws {
        let whole =
            "+ route { queue = \"callback\", unit = \"turku\", within = \"1 working day\", priority = 2, reason = \"NPS 3\" }"
        #expect(try Self.differences(given: Self.event(3), expect: .list([])) == [whole])
        #expect(try Self.differences(given: Self.event(9), expect: Self.route([:])) == ["- route {}"])
        #expect(
            try Self.differences(
                given: Self.event(3), expect: Self.route(["unit": .text("oulu"), "priority": .integer(2)]))
                == ["  route", "    priority = 2", "-   unit = \"oulu\"", "+   unit = \"turku\""])
        #expect(
            try Self.differences(given: Self.event(3), expect: .list([.table(["alert": .table(["key": .text("a")])])]))
                == ["- alert { key = \"a\" }", whole])
        #expect(try Self.differences(given: Self.event(3), expect: Self.route(["unit": .text("turku")])) == [])
    }

    @Test func runComesAfterTheDeclaredDecisions() throws {
        let both = Setting.list([
            .table(["route": .table(["queue": .text("callback")])]),
            .table(["route": .table(["queue": .text("from-run")])]),
        ])
        #expect(try Self.failure(given: Self.event(3), expect: both, more: ["run": .function(line: 5)]) == nil)
    }

    @Test func aRuleThatFailsFailsItsTests() throws {
        let run = ["run": Setting.function(line: 5)]
        #expect(
            try Self.failure(given: Self.event(3), expect: .list([]), name: "fails", more: run)
                == "the rule failed: a.lua:4: nil value")
        #expect(
            try Self.failure(given: Self.event(3), expect: .list([]), name: "unloadable", more: run)
                == "the rule cannot be loaded: rules/a.lua:3: rule \"unloadable\": run: does not load")
    }

    @Test func everyFieldOfAnEventCanBeGiven() throws {
        let symbols = SymbolTable()
        let texts = [
            "id", "source", "type", "survey", "touchpoint", "channel", "unit", "journey", "language", "account",
            "project", "subject", "response",
        ]
        var table = Dictionary(uniqueKeysWithValues: texts.map { ($0, Setting.text("x-\($0)")) })
        table["time"] = .text("1970-01-01T00:00:01Z")
        table["about"] = .text("1970-01-01T00:00:02Z")
        table["respondent"] = .text("employee")
        table["status"] = .text("partial")
        table["identity"] = .text("named")
        table["contact"] = .boolean(true)
        table["solicited"] = .boolean(false)
        table["revision"] = .integer(2)
        table["re"] = .list([.text("a"), .text("b")])
        table["answers"] = .table(["n": .decimal(3), "list": .list([.text("p")])])
        table["attributes"] = .table(["b": .boolean(true)])
        let draft = try EventSetting.draft(.table(table), ordinal: 1, type: "response")
        let event = EventBatch([draft], symbols: symbols)[0]
        for text in texts {
            let field = try #require(EventField(text, symbols: symbols))
            #expect(event.value(of: field) == .text("x-\(text)"))
        }
        #expect(event.time.milliseconds == 1000 && event.about?.milliseconds == 2000)
        #expect(event.respondent == .employee && event.status == .partial && event.identity == .named)
        #expect(event.contact == true && !event.solicited && event.revision == 2 && event.references == ["a", "b"])
        #expect(event.answer(symbols.symbol(for: "n")) == .integer(3))
        #expect(event.answer(symbols.symbol(for: "list")) == .list(["p"]))
        #expect(event.attribute(symbols.symbol(for: "b")) == .boolean(true))
    }

    @Test(
        arguments: [
            (.text("x"), "expected a table with an event's fields, but this is a text"),
            (
                .table(["time": .text("2026")]),
                "time: \"2026\" is no time; expected one such as \"2026-03-02T09:15:00Z\""
            ),
            (
                .table(["time": .integer(1)]),
                "time: expected a time such as \"2026-03-02T09:15:00Z\", but this is a whole number"
            ),
            (.table(["id": .text("")]), "id: expected 1 to 128 bytes"),
            (.table(["revision": .integer(0)]), "revision: expected a whole number from 1, but this is 0"),
            (.table(["status": .text("done")]), "status: \"done\" is none of its values; expected complete or partial"),
            (.table(["contact": .text("yes")]), "contact: expected true or false, but this is a text"),
            (.table(["re": .list([.integer(1)])]), "re: expected an id or a list of ids"),
            (.table(["answers": .text("x")]), "answers: expected a table, but this is a text"),
            (
                .table(["attributes": .table(["a": .list([.text("x")])])]),
                "attributes.a: expected a text, a number, or true or false, but this is a list"
            ),
            (
                .table(["answers": .table(["a": .function(line: 1)])]),
                "answers.a: expected a text, a number, a list of texts, or true or false, but this is a function"
            ),
        ] as [(Setting, String)])
    func wrongEventsAreRefused(_ setting: Setting, _ problem: String) {
        do throws(EventSettingError) {
            _ = try EventSetting.draft(setting, ordinal: 1, type: "response")
            Issue.record("no error")
        } catch {
            #expect(error.description == problem)
        }
    }
}
