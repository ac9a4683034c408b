import Deciding
import Testing
import Tuntuma
import Workspace

@Suite struct DecisionTests {
    static func fields(_ kind: Decision.Kind, _ fields: [String: Setting]) throws(DecisionError) -> [String] {
        try DecisionShape.decision(kind: kind, fields: fields).fields.map { "\($0.name)=\($0.value.plainText)" }
    }

    /// A decision that `run` makes is refused, a declared one is cut.
    @Test func theTextsOfADecisionHaveACeiling() throws {
        let most = Decision.mostTextBytes
        let inside: [String: Setting] = ["queue": .text("q"), "reason": .text(String(repeating: "x", count: most - 1))]
        #expect(try DecisionShape.decision(kind: .route, fields: inside).textBytes == most)
        let beyond: [String: Setting] = ["queue": .text("q"), "reason": .text(String(repeating: "x", count: most))]
        let error = #expect(throws: DecisionError.self) { try DecisionShape.decision(kind: .route, fields: beyond) }
        #expect(error?.problem.contains("65537 bytes together; a decision has at most 65536") == true)
        let list: [String: Setting] = [
            "use": .text("u"), "to": .list(Array(repeating: .text(String(repeating: "ä", count: 1000)), count: 33)),
        ]
        #expect(throws: DecisionError.self) { try DecisionShape.decision(kind: .act, fields: list) }
    }

    @Test func aDeclaredDecisionIsCutAtTheCeiling() throws {
        let symbols = SymbolTable()
        let template = DecisionTemplate(
            kind: .alert,
            fields: [
                "title": .text("{answers.comment}"), "text": .text("unit {unit}: {answers.comment} {answers.comment}"),
            ])
        let builder = try DecisionBuilder(template, symbols: symbols)
        for (comment, isCut) in [
            ("lyhyt", false), (String(repeating: "ä", count: 20_000), true),
            (String(repeating: "👩‍👩‍👧", count: 20_000), true),
        ] {
            var draft = EventDraft(id: "a", answers: ["comment": .text(comment)])
            draft.unit = "turku"
            let decision = try builder.decision(for: EventBatch([draft], symbols: symbols)[0])
            #expect(decision.textBytes <= Decision.mostTextBytes)
            #expect((decision.textBytes > Decision.mostTextBytes - 40) == isCut)
            let texts = decision.fields.map(\.value.plainText)
            #expect(texts.contains { $0.hasSuffix("…") } == isCut)
            #expect(
                texts.allSatisfy { text in text.dropLast().allSatisfy { "warningunit turku: ä👩‍👩‍👧lyht".contains($0) } })
        }
    }

    @Test func fieldsComeInTheDocumentedOrder() throws {
        #expect(
            try Self.fields(
                .alert,
                ["text": .text("t"), "title": .text("T"), "labels": .table(["b": .integer(1), "a": .text("x")])])
                == ["severity=warning", "title=T", "text=t", "labels.a=x", "labels.b=1"])
        #expect(
            try Self.fields(
                .route,
                [
                    "reason": .text("r"), "queue": .text("q"), "priority": .integer(2),
                    "within": .text("1 working day"), "unit": .text("u"),
                ])
                == ["queue=q", "unit=u", "within=1 working day", "priority=2", "reason=r"])
        #expect(
            try Self.fields(
                .act,
                [
                    "to": .list([.text("a"), .text("b")]), "use": .text("mail"), "n": .decimal(2),
                    "deep": .table(["x": .boolean(true)]),
                ])
                == ["use=mail", "deep.x=true", "n=2", "to=a, b"])
    }

    @Test(
        arguments: [
            (
                .alert, ["title": .text("x"), "severity": .text("warn")],
                "severity: \"warn\" is no severity; did you mean \"warning\"?"
            ),
            (.alert, ["severity": .text("info")], "title: is missing; expected a text"),
            (
                .alert, ["title": .text("x"), "queue": .text("q")],
                "queue: unknown field; expected key, labels, resolve_after, severity, text or title"
            ),
            (.alert, ["title": .integer(3)], "title: expected a text, but this is a whole number"),
            (
                .alert, ["title": .text("x"), "labels": .text("y")],
                "labels: expected a table of texts, but this is a text"
            ),
            (.route, ["reason": .text("x")], "queue: is missing; expected a text"),
            (.route, ["queue": .text("")], "queue: is empty; expected a text"),
            (
                .route, ["queue": .text("q"), "with_in": .text("2d")],
                "with_in: unknown field; did you mean \"within\"?"
            ),
            (
                .route, ["queue": .text("q"), "within": .text("soon")],
                "within: \"soon\" is no time to do something in; expected a time such as \"24h\", \"2d\" or \"1 working day\""
            ),
            (
                .route, ["queue": .text("q"), "priority": .decimal(1.5)],
                "priority: expected a whole number or a text, but this is 1.5"
            ),
            (.act, ["to": .text("x")], "use: is missing; expected a text"),
            (
                .act, ["use": .text("x"), "f": .function(line: 1)],
                "f: expected a text, a number or a table, but this is a function"
            ),
            (.act, ["use": .text("x"), "l": .list([.integer(1)])], "l: expected a list of texts"),
            (.act, ["use": .text("x"), "n": .decimal(.nan)], "n: expected a finite number"),
        ] as [(Decision.Kind, [String: Setting], String)])
    func wrongFieldsAreRefused(_ kind: Decision.Kind, _ fields: [String: Setting], _ problem: String) {
        #expect(throws: DecisionError(problem)) { try DecisionShape.decision(kind: kind, fields: fields) }
    }

    @Test(arguments: ["24h", "2d", "90m", "1w", "30s", "1 working day", "3 working days", "4 working hours"])
    func deadlines(_ text: String) { #expect(SpanText.isDeadline(text)) }

    @Test(arguments: [
        "", "0h", "h", "-1h", "1 day", "0 working days", "1.5h", "1 working", "99999999999999999999h",
        "9223372036854775807w", "２h",
    ])
    func noDeadlines(_ text: String) { #expect(!SpanText.isDeadline(text)) }

    static func build(_ fields: [String: Setting], kind: Decision.Kind = .route) throws(DecisionError) -> [String] {
        let symbols = SymbolTable()
        var draft = EventDraft(
            id: "r-1", time: Timestamp(milliseconds: 1_772_442_900_000),
            answers: ["nps": .integer(3), "score": .decimal(4.5), "why": .list(["a", "b"]), "ok": .boolean(true)])
        draft.unit = "Hämeenlinna"
        let builder = try DecisionBuilder(DecisionTemplate(kind: kind, fields: fields), symbols: symbols)
        return try builder.decision(for: EventBatch([draft], symbols: symbols)[0]).fields.map { $0.value.plainText }
    }

    @Test func templatesAreFilledFromTheEvent() throws {
        #expect(
            try Self.build([
                "queue": .text("q-{unit}"),
                "reason": .text("NPS {answers.nps}, {answers.score}: {answers.why}{answers.ok}"),
            ])
                == ["q-Hämeenlinna", "NPS 3, 4.5: a, btrue"])
        #expect(
            try Self.build(["queue": .text("{{q}} }"), "reason": .text("[{journey}|{attributes.x}] {time} {id}")])
                == ["{q} }", "[|] 2026-03-02T09:15:00Z r-1"])
        #expect(
            try Self.build(["use": .text("m"), "to": .list([.text("{unit}")])], kind: .act) == ["m", "Hämeenlinna"])
    }

    @Test(arguments: [
        ("{answer.nps}", "reason: {answer.nps} names no field of an event; did you mean \"answers.nps\"?"),
        ("{unti}", "reason: {unti} names no field of an event; did you mean \"unit\"?"),
        ("{unit", "reason: a { without its }; for a brace in a text write {{"),
    ])
    func wrongTemplatesAreRefused(_ reason: String, _ problem: String) {
        #expect(throws: DecisionError(problem)) { try Self.build(["queue": .text("q"), "reason": .text(reason)]) }
    }

    /// As other tools make it: `b2sum -l 128` over each part with its length before it, eight bytes, the lowest first.
    @Test func aKeyCanBeMadeElsewhere() {
        let decision = Decision(kind: .route, fields: [("queue", .text("callback-turku"))])
        let key = DecisionKey(rule: "detractor-callback", source: "", event: "r-1", ordinal: 0, decision: decision)
        #expect(key.text == "f60c9819d31ffb6976093018373a8f0b")
    }

    @Test func aKeyDependsOnItsPartsAndNothingElse() {
        func key(
            _ rule: String = "r", _ source: String = "s", _ event: String = "e", _ ordinal: Int = 0,
            queue: String = "q", reason: String = "x"
        ) -> String {
            let decision = Decision(kind: .route, fields: [("queue", .text(queue)), ("reason", .text(reason))])
            return DecisionKey(rule: rule, source: source, event: event, ordinal: ordinal, decision: decision).text
        }
        #expect(key().count == 32 && key().allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(key() == key(reason: "another"))
        let others = [
            key("r2"), key("r", "s2"), key("r", "s", "e2"), key("r", "s", "e", 1), key(queue: "q2"), key("rs", ""),
            key("", "rs"),
        ]
        #expect(Set(others + [key()]).count == 8)
    }
}
