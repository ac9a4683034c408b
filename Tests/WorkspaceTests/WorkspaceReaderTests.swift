import Declarations
import Testing
import Tuntuma
import Workspace

@Suite struct WorkspaceReaderTests {
    static func block(
        _ keyword: String, _ name: String? = nil, _ settings: [String: Setting], file: String = "tuntuma.lua",
        line: Int = 1,
        lines: [String: Int] = [:]
    ) -> Block {
        Block(keyword: keyword, name: name, settings: settings, file: file, line: line, lines: lines)
    }

    static func call(_ name: String, _ arguments: Setting...) -> Setting {
        .table(["$call": .text(name), "arguments": .list(arguments)])
    }

    struct Scripted: ScriptedMetric {
        let sourceHash = "00"
        func visit<Visitor: MetricVisitor>(_ visitor: Visitor) -> Visitor.Result { visitor.visit(CountingMetric()) }
    }

    static let parts = ScriptedParts(
        program: { block, _ in
            guard block.settings["run"] != nil else { return nil }
            return FakeProgram(block)
        },
        metric: { block, _ throws(Complaint) in
            if block.settings["broken"] != nil { throw block.complaint("broken", "does not load") }
            return Scripted()
        },
        conversion: { _, _ in nil })

    static func read(_ blocks: Block...) throws(WorkspaceError) -> Workspace {
        try WorkspaceReader(symbols: SymbolTable(), parts: parts).read(blocks)
    }

    static func complaints(_ blocks: Block...) -> [String] {
        do throws(WorkspaceError) {
            _ = try WorkspaceReader(symbols: SymbolTable(), parts: parts).read(blocks)
            return []
        } catch {
            return error.complaints.map(\.description)
        }
    }

    @Test func aWholeWorkspaceIsRead() throws {
        let workspace = try Self.read(
            Self.block(
                "rule", "call-back",
                [
                    "$version": .text("sha256:ab"), "doc": .text("Soitto"), "match": .table(["survey": .text("nps")]),
                    "route": .table(["queue": .text("callback"), "unit": .text("{unit}")]), "run": .function(line: 9),
                    "tests": .list([
                        .table([
                            "given": .table(["survey": .text("nps")]),
                            "expect": .list([.table(["route": .table([:])])]),
                        ])
                    ]),
                ], file: "rules/a.lua", line: 3),
            Self.block(
                "organisation",
                nil,
                [
                    "name": .text("Näyte Oy"), "time_zone": .text("Europe/Helsinki"),
                    "languages": .list([.text("fi"), .text("sv"), .text("en-GB")]), "min_group": .integer(5),
                    "lateness": .text("90m"),
                ]),
            Self.block(
                "units", nil, ["1": .text("oulu"), "turku": .table(["name": .text("Turku"), "parent": .text("oulu")])]),
            Self.block(
                "touchpoints", nil,
                [
                    "go-live": .table([
                        "journey": .text("project"), "controlled": .boolean(true), "owner": .text("lead"),
                    ])
                ]),
            Self.block(
                "survey", "nps",
                [
                    "touchpoint": .text("go-live"), "respondent": .text("customer"),
                    "questions": .table([
                        "goals": Self.call("scale", .integer(1), .integer(5)), "comment": Self.call("text"),
                        "colour": Self.call("choice", .list([.text("red"), .text("blue")])),
                        "again": Self.call("yes_no"),
                        "hours": Self.call("number"),
                    ]),
                ]),
            Self.block(
                "metric", nil,
                [
                    "id": .text("nps"), "plugin": .text("nps"), "question": .text("recommend"),
                    "title": .text("Suositteluhalu"),
                    "where": .table(["survey": .text("NPS")]),
                    "respondent": .list([.text("customer"), .text("partner")]),
                    "on": .text("response"),
                ]),
            Self.block(
                "metric", "pulse",
                ["value": .function(line: 4), "title": .table(["fi": .text("a"), "sv": .text("b")])]),
            Self.block(
                "channel", nil,
                ["id": .text("web"), "plugin": .text("csv"), "path": .text("a.csv"), "event": .function(line: 2)]),
            Self.block("action", nil, ["id": .text("print"), "plugin": .text("console")]),
            Self.block("actions", nil, ["mail": .table(["plugin": .text("smtp"), "host": .text("x")])]),
            Self.block(
                "queues", nil,
                [
                    "callback": .table([
                        "owner": .text("team:service"), "capacity": .integer(12), "calendar": .text("FI"),
                    ])
                ]),
            Self.block(
                "goals", nil,
                [
                    "1": .table([
                        "metric": .text("nps"), "target": .integer(40), "period": .text("quarter"),
                        "by": .table(["touchpoint": .text("go-live"), "controlled": .boolean(true)]),
                    ])
                ]))
        #expect(workspace.organisation.timeZone == "Europe/Helsinki" && workspace.organisation.lateness == 5_400_000)
        #expect(workspace.organisation.languages == ["fi", "sv", "en-GB"] && workspace.organisation.minimumGroup == 5)
        #expect(workspace.units == ["oulu": Unit(), "turku": Unit(name: "Turku", parent: "oulu")])
        #expect(workspace.touchpoints["go-live"]?.controlled == true)
        #expect(
            workspace.surveys["nps"]?.questions
                == [
                    "goals": .scale(1, 5), "comment": .text, "colour": .choice(["red", "blue"]), "again": .yesNo,
                    "hours": .number,
                ])
        #expect(workspace.metrics.map(\.id) == ["nps", "pulse"])
        #expect(workspace.metrics[0].titles == ["fi": "Suositteluhalu"])
        #expect(workspace.metrics[0].respondents == [.customer, .partner])
        #expect(workspace.metrics[0].condition == .field("survey", .isOneOf([.text("NPS")])))
        #expect(workspace.metrics[0].scripted == nil && workspace.metrics[1].scripted != nil)
        #expect(
            workspace.metrics[1].titles == ["fi": "a", "sv": "b"] && workspace.metrics[1].respondents == [.customer])
        #expect(workspace.channels.map(\.id) == ["web"] && workspace.actions.map(\.id) == ["print", "mail"])
        #expect(workspace.actions[1].plugin == "smtp" && workspace.actions[1].block.settings["host"] == .text("x"))
        #expect(workspace.queues["callback"]?.capacity == 12)
        #expect(
            workspace.goals
                == [
                    Goal(
                        metric: "nps", target: 40, by: ["touchpoint": "go-live", "controlled": "true"],
                        period: "quarter")
                ])
        let rule = try #require(workspace.rules.first)
        #expect(rule.id == "call-back" && rule.version == "sha256:ab" && rule.types == ["response"] && rule.line == 3)
        #expect(
            rule.decisions.count == 1 && rule.program != nil && rule.tests.count == 1 && rule.tests[0].name == "test 1")
    }

    @Test func anEmptyWorkspaceHasTheDefaults() throws {
        #expect(try Self.read().organisation == Organisation())
    }

    @Test func allComplaintsComeAtOnceInOrder() {
        #expect(
            Self.complaints(
                Self.block("rule", "r", ["act": .table([:])], file: "z.lua", line: 5),
                Self.block(
                    "organisation", nil, ["nmae": .text("x"), "time_zone": .text("Europe/Helsinky")], line: 2,
                    lines: ["time_zone": 4]),
                Self.block("metrics", nil, [:], line: 9)) == [
                    "tuntuma.lua:2: organisation: nmae: unknown key; did you mean \"name\"?",
                    "tuntuma.lua:4: organisation: time_zone: \"Europe/Helsinky\" is no time zone; did you mean \"Europe/Helsinki\"?",
                    "tuntuma.lua:9: metrics: unknown declaration; did you mean \"metric\"?",
                    "z.lua:5: rule \"r\": act.use: is missing; expected a text",
                ])
    }

    @Test(arguments: [
        (
            block("organisation", nil, ["languages": .text("finnish")]),
            "organisation: languages: \"finnish\" is no language; expected codes such as \"fi\", \"sv\" or \"en\""
        ),
        (
            block("organisation", nil, ["min_group": .integer(0)]),
            "organisation: min_group: 0 is too small; expected 1 or more"
        ),
        (
            block("organisation", nil, ["lateness": .text("soon")]),
            "organisation: lateness: \"soon\" is no span of time; expected one such as \"1h\" or \"30m\""
        ),
        (
            block("organisation", nil, ["name": .integer(1)]),
            "organisation: name: expected a text, but this is a whole number"
        ),
        (block("units", nil, ["a": .table(["parent": .text("a")])]), "units: a.parent: unit \"a\" is its own ancestor"),
        (
            block("units", nil, ["a": .table(["parent": .text("b")])]),
            "units: a.parent: there is no unit \"b\"; did you mean \"a\"?"
        ),
        (
            block("touchpoints", nil, ["a": .table(["stag": .text("x")])]),
            "touchpoints: a.stag: unknown key; did you mean \"stage\"?"
        ),
        (
            block("touchpoints", nil, ["a": .table(["controlled": .text("yes")])]),
            "touchpoints: a.controlled: expected true or false, but this is a text"
        ),
        (block("survey", nil, [:]), "survey: id: is missing; expected a text such as \"survey-1\""),
        (block("rule", "", ["run": .function(line: 1)]), "rule \"\": id: expected 1 to 128 bytes without spaces"),
        (
            block("survey", "s", ["questions": .table(["q": call("scale", .integer(5), .integer(1))])]),
            "survey \"s\": questions.q: expected scale(lowest, highest) with two whole numbers, the lower one first"
        ),
        (
            block("survey", "s", ["questions": .table(["q": call("scael", .integer(1))])]),
            "survey \"s\": questions.q: scael(...) is no kind of question; did you mean \"scale\"?"
        ),
        (
            block("survey", "s", ["questions": .table(["q": .text("scale")])]),
            "survey \"s\": questions.q: expected scale(1, 5), text(), choice { ... }, yes_no() or number(), but this is a text"
        ),
        (
            block("metric", "m", ["plugin": .text("nps"), "respondent": .text("employe")]),
            "metric \"m\": respondent: \"employe\" is no respondent; did you mean \"employee\"?"
        ),
        (block("metric", "m", ["broken": .boolean(true)]), "metric \"m\": broken: does not load"),
        (
            block("metric", "m", ["plugin": .text("nps"), "where": .table(["survy": .text("x")])]),
            "metric \"m\": where.survy: unknown field; did you mean \"survey\"?"
        ),
        (
            block("metric", "m", ["plugin": .text("nps"), "title": .table(["xx1": .text("x")])]),
            "metric \"m\": title.xx1: \"xx1\" is no language; expected codes such as \"fi\", \"sv\" or \"en\""
        ),
        (
            block("channel", nil, ["id": .text("c")]),
            "channel: plugin: is missing; expected the id of a plugin, such as \"csv\""
        ),
        (
            block("channel", nil, ["id": .text("c d"), "plugin": .text("csv")]),
            "channel: id: expected 1 to 128 bytes without spaces"
        ),
        (
            block("channel", nil, ["id": .text("c"), "plugin": .text("csv"), "event": .text("x")]),
            "channel: event: expected function(record) ... end, but this is a text"
        ),
        (
            block("queues", nil, ["q": .table(["capacity": .integer(0)])]),
            "queues: q.capacity: 0 is too small; expected 1 or more"
        ),
        (
            block("goals", nil, ["1": .table(["metric": .text("nps")])]),
            "goals: 1.target: is missing; expected a number"
        ),
        (
            block("goals", nil, ["nps": .integer(3)]),
            "goals: nps: expected a list: goals { { metric = \"nps\", target = 40 } }"
        ),
        (
            block("goals", nil, ["1": .table(["metric": .text("n"), "target": .integer(1), "period": .text("mnth")])]),
            "goals: 1.period: \"mnth\" is not known here; did you mean \"month\"?"
        ),
        (
            block(
                "goals", nil,
                ["1": .table(["metric": .text("n"), "target": .integer(1), "by": .table(["unti": .text("x")])])]),
            "goals: 1.by.unti: \"unti\" is nothing to group by; did you mean \"unit\"?"
        ),
        (block("rule", "r", [:]), "rule \"r\": decides nothing; expected alert, route, act or run"),
        (
            block("rule", "r", ["run": .text("x")]),
            "rule \"r\": run: expected function(event) ... end, but this is a text"
        ),
        (
            block("rule", "r", ["run": .function(line: 1), "mach": .table([:])]),
            "rule \"r\": mach: unknown key; did you mean \"match\"?"
        ),
        (
            block("rule", "r", ["route": .table(["queue": .text("q"), "unit": .text("{unti}")])]),
            "rule \"r\": route.unit: {unti} names no field of an event; did you mean \"unit\"?"
        ),
        (
            block("rule", "r", ["route": .list([.text("q")])]),
            "rule \"r\": route.1: expected a table of fields, but this is a text"
        ),
        (
            block("rule", "r", ["run": .function(line: 1), "tests": .list([.table(["given": .table([:])])])]),
            "rule \"r\": tests.1.expect: is missing; expected a list of decisions, {} for none"
        ),
        (
            block("rule", "r", ["run": .function(line: 1), "tests": .list([.table(["expect": .list([])])])]),
            "rule \"r\": tests.1.given: is missing; expected an event, such as { survey = \"nps\", answers = { nps = 3 } }"
        ),
        (
            block(
                "rule", "r",
                [
                    "run": .function(line: 1),
                    "tests": .list([.table(["expect": .list([]), "given": .table(["surve": .text("x")])])]),
                ]), "rule \"r\": tests.1.given.surve: unknown field; did you mean \"survey\"?"
        ),
        (
            block(
                "rule", "r",
                [
                    "run": .function(line: 1),
                    "tests": .list([.table(["expect": .list([.table(["rote": .table([:])])]), "given": .table([:])])]),
                ]), "rule \"r\": tests.1.expect.1.rote: is no decision; did you mean \"route\"?"
        ),
    ])
    func oneMistakeGivesOneComplaint(_ block: Block, _ problem: String) {
        #expect(Self.complaints(block) == ["tuntuma.lua:1: \(problem)"])
    }

    @Test func duplicatesNameTheOtherPlace() {
        let run = ["run": Setting.function(line: 1)]
        #expect(
            Self.complaints(
                Self.block("rule", "r", run, file: "rules/a.lua", line: 7),
                Self.block("rule", "r", run, file: "rules/b.lua", line: 2),
                Self.block("metric", "m", [:], line: 3), Self.block("metric", "m", ["plugin": .text("nps")], line: 8),
                Self.block("organisation", nil, [:], line: 1), Self.block("organisation", nil, [:], line: 2))
                == [
                    "rules/b.lua:2: rule \"r\": is declared twice; the other is at rules/a.lua:7",
                    "tuntuma.lua:2: organisation: is declared twice; the other is at tuntuma.lua:1",
                    "tuntuma.lua:8: metric \"m\": is declared twice; the other is at tuntuma.lua:3",
                ])
    }

    @Test func referencesAreCheckedOnlyWhereSuchThingsAreDeclared() {
        let metric = Self.block(
            "metric", "m",
            ["plugin": .text("nps"), "where": .table(["survey": .list([.text("npz")]), "unit": .text("turku")])])
        let survey = Self.block("survey", "nps", ["touchpoint": .text("golive")])
        let goals = Self.block(
            "goals", nil,
            ["1": .table(["metric": .text("n"), "target": .integer(1), "by": .table(["unit": .text("x")])])])
        #expect(Self.complaints(metric) == [] && Self.complaints(survey) == [] && Self.complaints(goals) == [])
        #expect(
            Self.complaints(
                metric, survey, goals, Self.block("touchpoints", nil, ["go-live": .table([:])]),
                Self.block("units", nil, ["turku": .table([:])])) == [
                    "tuntuma.lua:1: survey \"nps\": touchpoint: there is no touchpoint \"golive\"; did you mean \"go-live\"?",
                    "tuntuma.lua:1: metric \"m\": where.survey: there is no survey \"npz\"; did you mean \"nps\"?",
                    "tuntuma.lua:1: goals: 1.by.unit: there is no unit \"x\"; expected turku",
                    "tuntuma.lua:1: goals: 1.metric: there is no metric \"n\"; did you mean \"m\"?",
                ])
    }
}
