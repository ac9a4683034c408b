import Testing
import Tuntuma
import Workspace

@Suite struct DecisionTests {
    static func fields(_ kind: Decision.Kind, _ fields: [String: Setting]) throws(DecisionError) -> [String] {
        try DecisionShape.decision(kind: kind, fields: fields).fields.map { "\($0.name)=\($0.value.plainText)" }
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
                "severity: \"warn\" is no severity; expected critical, info or warning"
            ),
            (.alert, ["severity": .text("info")], "title: is missing; expected a text"),
            (
                .alert, ["title": .text("x"), "queue": .text("q")],
                "queue: unknown field; expected key, labels, severity, text or title"
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
                "priority: expected a whole number or a text, but this is a number"
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
        return builder.decision(for: EventBatch([draft], symbols: symbols)[0]).fields.map { $0.value.plainText }
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

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (100, "100"), (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (123_456_789_012_345_683_968, "123456789012345680000"), (1e-6, "0.000001"), (1e-7, "1e-7"),
            (1.5e-10, "1.5e-10"),
            (9.5367431640625e-07, "9.5367431640625e-7"), (333_333_333.333_333_29, "333333333.3333333"), (4.35, "4.35"),
            (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
            (.infinity, "null"), (0.1, "0.1"),
        ] as [(Double, String)])
    func numbersAreWrittenAsRFC8785Says(_ number: Double, _ text: String) {
        #expect(NumberText.text(of: number) == text)
    }

    @Test func numbersReadBackAsTheSame() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<20_000 {
            let number = Double(bitPattern: random.next())
            if number.isFinite { #expect(Double(NumberText.text(of: number)) == number) }
        }
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-02T09:15:00Z", 1_772_442_900_000),
            ("2026-03-02T11:15:00+02:00", 1_772_442_900_000),
            ("1969-12-31T23:59:59.999Z", -1), ("2000-02-29T00:00:00.5-01:30", 951_787_800_500),
        ] as [(String, Int64)])
    func timesAreReadAndWritten(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(text: text)?.milliseconds == milliseconds)
        #expect(Timestamp(text: Timestamp(milliseconds: milliseconds).text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-03-02", "2026-03-02T09:15:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00+25:00", "٢٠٢٦-01-01T00:00:00Z",
    ])
    func wrongTimesAreNone(_ text: String) { #expect(Timestamp(text: text) == nil) }
}
